"""The report's cost: against the same HTML rendered by hand, and as its rows grow.

Run as a module it prints the peak memory of each size in MB: in a process of its own, where
nothing rendered before is counted.
"""

import math
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import override

SIZES = (600, 6000)
TEXT = "Besprechung über gemeinsame Vorhaben der beiden Städte"


def snapshot_with(rows: int) -> dict[str, Any]:
    """A snapshot whose annex has that many rows of eight columns."""
    lines = [
        [
            f"Dienstreise {n}",
            "Lyon",
            "Frankreich",
            "01.03.2026",
            "OIA",
            str(n % 5),
            TEXT,
            "120,00 €",
        ]
        for n in range(rows)
    ]
    head = ["Titel", "Ziel", "Land", "Von", "Amt", "Reisende", "Zweck", "Kosten"]
    table = {"kind": "table", "caption": "Reisen", "head": head, "rows": lines}
    return {
        "office": {"city": "Musterhausen", "country": "DE", "name": "Amt"},
        "year": 2026,
        "period": {
            "first": "2026-01-01",
            "last": "2026-12-31",
            "label": "2026",
            "previous": "2025",
        },
        "language": "de",
        "as_of": "2026-12-31T12:00:00+01:00",
        "figures": {},
        "rows": {},
        "chapters": [
            {
                "key": "travel",
                "title": "Reisen",
                "narrative": "",
                "blocks": [{**table, "numeric": [5, 7], "total": [], "more": False}],
            }
        ],
    }


def by_hand(body: str) -> bytes:
    """The same HTML and stylesheet through WeasyPrint without any of our program."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    from oia.ui.pdf import AssetFetcher

    fonts = FontConfiguration()
    fetcher = AssetFetcher()
    sheet = weasyprint.CSS(url="asset:css/paper.css", url_fetcher=fetcher, font_config=fonts)
    page = f'<!doctype html><html lang="de"><head><title>x</title></head><body>{body}</body></html>'
    document = weasyprint.HTML(string=page, base_url="asset:", url_fetcher=fetcher)
    return bytes(
        document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1") or b""
    )


def report_lines() -> list[tuple[str, str, str, bool | None]]:
    from reporting import paper
    from tests.benchmarks.clock import ratio, seconds

    small, large = (snapshot_with(rows) for rows in SIZES)
    with override("de"):
        body = paper.html(small, draft=True)
    factor, _own, _hand = ratio(lambda: paper.pdf(small, draft=True), lambda: by_hand(body), 1)
    rounds = [
        [seconds(lambda s=shot: paper.pdf(s, draft=True), 1) for shot in (small, large)]
        for _round in range(3)
    ]
    growth = statistics.median(at_large / at_small for at_small, at_large in rounds)
    low, high = _peaks()
    per_row = (high - low) / (SIZES[1] - SIZES[0])
    exponent = math.log(growth) / math.log(SIZES[1] / SIZES[0])
    return [
        ("report against the same HTML by hand", f"{factor:.2f}×", "≤ 1.1×", factor <= 1.1),
        (
            f"growth of the report from {SIZES[0]} to {SIZES[1]:,} rows",
            f"exponent {exponent:.2f}",
            "≤ 1.05",
            exponent <= 1.05,
        ),
        ("memory of the report", f"{per_row:.2f} MB a row", "≤ 0.18 MB", per_row <= 0.18),
    ]


def _peaks() -> list[float]:
    """Peak memory in MB of rendering each size, one after the other in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.papers"], capture_output=True, text=True,
        check=True, env=os.environ | {"OIA_NO_SERVERS": "1"},
    )  # fmt: skip
    return [float(line) for line in done.stdout.split()]


def _highest() -> float:
    """The most memory this program has held, in MB. Not `ru_maxrss`, which a new program takes
    over from the one that started it."""
    status = Path("/proc/self/status").read_text().splitlines()
    line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> None:
    import django

    django.setup()
    from reporting import paper

    with override("de"):
        for rows in SIZES:
            paper.pdf(snapshot_with(rows), draft=True)
            print(_highest())


if __name__ == "__main__":
    main()
