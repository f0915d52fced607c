"""Two hands at once, without a clock: the second is let go when it waits for a lock, or is done."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, connections

PATIENCE = 10.0


class Rival:
    """Somebody else's deed, in a thread with a connection of its own."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work
        self.error: BaseException | None = None
        self._pid: int | None = None
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self._pid = cursor.fetchone()[0]
            self.work()
        except Exception as error:
            self.error = error
        finally:
            connections.close_all()

    def start_and_wait(self) -> None:
        """Until the rival is through or stands before a lock."""
        self._thread.start()
        end = time.monotonic() + PATIENCE
        while self._thread.is_alive() and not self._stands():
            assert time.monotonic() < end, "neither through nor before a lock"
            self._thread.join(0.005)

    def _stands(self) -> bool:
        if self._pid is None:
            return False
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [self._pid])
            return bool(cursor.fetchone()[0])

    def join(self) -> None:
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


def at_once(work: Callable[[], Any], times: int) -> list[BaseException | None]:
    """The same work by many who start together; answers what each ran into, or None."""
    start = threading.Barrier(times)
    found: list[BaseException | None] = []

    def one() -> None:
        try:
            connection.ensure_connection()
            start.wait()
            work()
            found.append(None)
        except Exception as error:
            found.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
