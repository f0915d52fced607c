"""A small process that waits for the last user of the servers to leave, and stops them then."""

import contextlib
import os
import time

from .places import exclusive, path_of
from .sharing import stop_both


def guard() -> None:
    """Waits until the last user has left, then stops the servers after a short grace."""
    os.chdir("/")
    grace = float(os.environ.get("OIA_SERVERS_GRACE", "5"))
    with contextlib.ExitStack() as post:
        if not post.enter_context(exclusive(path_of(".guard.lock"), wait=False)):
            return
        while True:
            with exclusive(path_of(".lock")):
                pass
            time.sleep(grace)  # one command after another need not start them anew
            if path_of(".keep").exists():
                continue
            with exclusive(path_of(".lock"), wait=False) as alone:
                if alone:
                    stop_both()
                    post.close()  # before the users' lock: the next to start posts a new guardian
                    return
