"""`python -m oia.servers start|stop|status`: `start` keeps the servers until `stop`."""

import sys

from .guardian import guard
from .places import HOST, ServersUnavailable, path_of
from .sharing import ensure, status, stop


def main(arguments: list[str]) -> int:
    """`start` keeps the servers until `stop`; `status` prints what runs."""
    command = arguments[0] if len(arguments) == 1 else ""
    if command not in ("start", "stop", "status", "guard"):
        print("Use: python -m oia.servers start|stop|status", file=sys.stderr)
        return 2
    try:
        if command == "guard":
            guard()
            return 0
        if command == "start":
            ensure()
            path_of(".keep").touch()
        elif command == "stop":
            stop()
        _print_status()
    except ServersUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _print_status() -> None:
    found = status()
    for name in ("postgresql", "valkey"):
        port = found[name]
        print(f"{name}: {f'running on {HOST}:{port}' if port else 'stopped'}")
    print(f"data: {found['data'] or 'none yet'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
