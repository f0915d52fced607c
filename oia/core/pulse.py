"""The worker's sign of life: its main process writes it, however busy its children are."""

import logging
import time
from typing import Any

from celery.signals import heartbeat_sent
from django.db import DatabaseError, connections

from oia.core import marks

EVERY = 20.0
log = logging.getLogger(__name__)
_last = 0.0


@heartbeat_sent.connect(dispatch_uid="core.pulse")
def sign(sender: Any, **_kwargs: Any) -> None:
    """Celery tells about every two seconds. The connection is closed at once: children of the
    pool must not inherit it. The keeper does no long work: its sign would hide a dead worker."""
    global _last
    if sender.eventer.hostname.startswith("keeper@"):
        return
    if time.monotonic() - _last < EVERY:
        return
    _last = time.monotonic()
    try:
        marks.set_mark(marks.WORKER)
    except DatabaseError as error:  # the light turns red by itself
        log.warning("no sign of life written: %s", type(error).__name__)
    finally:
        connections.close_all()
