"""CPU seconds of this process and of its database backend, and ratios of two things in turn."""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection

TICK = os.sysconf("SC_CLK_TCK")
ROUNDS = 5

Deed = Callable[[], object]


def _backend() -> float:
    """CPU seconds of the database process that serves this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def seconds(deed: Deed, times: int) -> float:
    """CPU seconds of one deed, measured over several."""
    backend, own = _backend(), time.process_time()
    for _number in range(times):
        deed()
    spent = time.process_time() - own + _backend() - backend
    return spent / times


def ratio(
    one: Deed,
    other: Deed,
    times: int = 10,
    *,
    before: tuple[Deed, Deed] | None = None,
) -> tuple[float, float, float]:
    """(one / other, seconds of one, seconds of other): medians of five rounds in turn.

    `before` prepares for each of the two in each round; that, and a first try, are not counted.
    """
    one(), other()
    pairs = []
    for _round in range(ROUNDS):
        spent = []
        for number, deed in enumerate((one, other)):
            if before:
                before[number](), deed()
            spent.append(seconds(deed, times))
        pairs.append(spent)
    return (
        statistics.median(a / b for a, b in pairs if b),
        statistics.median(a for a, _b in pairs),
        statistics.median(b for _a, b in pairs),
    )
