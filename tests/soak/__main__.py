"""python -m tests.soak [--only NAME] [--quick]: the trials at full size; writes docs/trials.md."""

import argparse
import os
import subprocess
import sys

from oia.servers import REPOSITORY
from tests.soak.trial import PAGE, paths


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--only", default="", help="one trial, such as kills")
    parser.add_argument("--quick", action="store_true", help="the sizes of `make test`")
    options = parser.parse_args()
    surroundings = os.environ | {
        "OIA_SOAK": "" if options.quick else "full",
        "OIA_SOAK_WRITE": "1",
    }
    command = [sys.executable, "-m", "pytest", "-v", *paths(options.only)]
    done = subprocess.run(command, cwd=REPOSITORY, env=surroundings, check=False)
    if done.returncode == 0:
        print(f"Written: {PAGE}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
