"""Runs the office on one machine: the demonstration, and the report from a folder of files."""

import argparse
import sys
from collections.abc import Callable

from oia import servers
from oia.stand.demo import demo
from oia.stand.office import Refused
from oia.stand.report import report


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m oia.stand", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("demo", help=demo.__doc__)
    files = commands.add_parser("report", help=report.__doc__)
    files.add_argument("--data", required=True)
    files.add_argument("--city", required=True)
    files.add_argument("--year", required=True, type=int)
    files.add_argument("--fiscal-start", type=int, default=1, choices=range(1, 13))
    files.add_argument("--language", default="de", choices=["de", "en"])
    files.add_argument("--country", default="")
    return parser


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    run: Callable[[], None] = demo if options.command == "demo" else lambda: report(options)
    try:
        run()
    except KeyboardInterrupt:
        print("\nStopped.")
    except (Refused, servers.ServersUnavailable) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
