"""python -m tests.audit: known vulnerabilities of what the locks name.

A source of advisories counts only if it knows those of an old release that is notorious for them:
one that is not reached, or that answers nothing, must not pass for a clean bill. Ends with 0 where
all is known and clean, 1 where something is known, 3 where nobody could be asked.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from oia.servers import REPOSITORY

TOOL = "pip-audit==2.10.1"
SERVICES = ("pypi", "osv")
LOCKS = ("requirements.txt", "requirements-dev.txt")
# Django 3.0.0: CVE-2020-7471, an injection of SQL, and many after it.
KNOWN_BAD = "django==3.0.0\n"
CLEAN, FOUND, NOT_ASKED = 0, 1, 3
Ask = Callable[[str, Path], list[dict[str, Any]] | None]


def ask(service: str, lock: Path) -> list[dict[str, Any]] | None:
    """What pip-audit says of each package; None where it says nothing."""
    uvx = Path(sys.executable).with_name("uvx")
    done = subprocess.run(
        [uvx, "--quiet", TOOL, "--requirement", lock, "--disable-pip", "--no-deps",
         "--vulnerability-service", service, "--format", "json", "--progress-spinner", "off"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None
    return found


def knows(service: str, ask: Ask) -> bool:
    """Whether the service tells of a release everybody knows to be bad."""
    with tempfile.TemporaryDirectory() as folder:
        bad = Path(folder) / "requirements.txt"
        bad.write_text(KNOWN_BAD)
        found = ask(service, bad)
    return any(one.get("vulns") for one in found or ())


def audit(locks: Iterable[Path], ask: Ask = ask) -> tuple[int, list[str]]:
    """How it ended, and what is to be said of it."""
    service = next((name for name in SERVICES if knows(name, ask)), None)
    if service is None:
        return NOT_ASKED, ["No advisory data reachable: nothing was audited."]
    found: dict[str, dict[str, Any]] = {}
    for lock in locks:
        answer = ask(service, lock)
        if answer is None:
            return NOT_ASKED, [f"{service} said nothing of {lock.name}: not audited."]
        found |= {one["name"]: one for one in answer}
    bad = [
        f"{name} {one['version']}: {vuln['id']}, mended in {', '.join(vuln['fix_versions']) or '–'}"
        for name, one in sorted(found.items())
        for vuln in one.get("vulns", ())
    ]
    unknown = [f"{n}: {one['skip_reason']}" for n, one in found.items() if "skip_reason" in one]
    if bad:
        return FOUND, [*bad, *unknown]
    if unknown or not found:
        return NOT_ASKED, [*unknown, f"Of {len(unknown)} packages {service} knows nothing."]
    return CLEAN, [f"{len(found)} packages, by {service}: nothing known."]


if __name__ == "__main__":
    ended, said = audit([REPOSITORY / name for name in LOCKS])
    print("\n".join(said))
    sys.exit(ended)
