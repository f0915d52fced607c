"""Fetches the vendored assets again by `npm pack`, checks them and writes what came from where.

`make vendor` runs it. Files are copied unmodified; a package whose integrity differs from
`VENDORED.json` at the same version stops the renewal.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RECORD = HERE / "VENDORED.json"

STYLES = ("Light", "Regular", "Medium", "SemiBold", "Bold")
FACES = [f"FiraSans-{style}{slant}" for style in STYLES for slant in ("", "Italic")]
FACES[FACES.index("FiraSans-RegularItalic")] = "FiraSans-Italic"
PLAIN = ("FiraSans-Regular", "FiraSans-Italic", "FiraSans-Medium", "FiraSans-SemiBold")

# package → version, licence, and where each file goes (below static/vendor/ unless absolute)
PACKAGES: dict[str, dict[str, Any]] = {
    "@kern-ux/native": {
        "version": "2.7.2",
        "licence": "EUPL-1.2 (the fonts: OFL-1.1)",
        "files": {
            "dist/kern.min.css": "kern/kern.min.css",
            "dist/fonts/fira-sans.css": "kern/fonts/fira-sans.css",
            **{
                f"dist/fonts/fira-sans/{face}.woff2": f"kern/fonts/fira-sans/{face}.woff2"
                for face in FACES
            },
            "LICENSE.md": "kern/LICENSE.md",
        },
        "made_of_it": [f"static/fonts/{face}.ttf" for face in PLAIN],
    },
    # Only the licence text of the font: the package above brings the font without it.
    "@fontsource/fira-sans": {
        "version": "5.3.0",
        "licence": "OFL-1.1",
        "files": {"LICENSE": "kern/fonts/OFL.txt"},
    },
    # Natural Earth, public domain; the package around it ISC. Becomes oia/ui/land.svg.
    "world-atlas": {
        "version": "2.0.2",
        "licence": "ISC (the data: Natural Earth, public domain)",
        "files": {},
        "made_of_it": ["oia/ui/land.svg"],
    },
}


def fetch(name: str, version: str, folder: Path) -> tuple[Path, str]:
    """The package's archive and its integrity as npm writes it."""
    command = ["npm", "pack", f"{name}@{version}", "--json", "--pack-destination", str(folder)]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603
    archive = folder / answer[0]["filename"].replace("@", "").replace("/", "-")
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    return archive, f"sha512-{digest}"


def unpack(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def write_plain_fonts() -> None:
    """The faces of the PDF as TTF: unpacking WOFF2 would cost half a second each per report."""
    from fontTools.ttLib import TTFont

    folder = HERE.parent / "fonts"
    folder.mkdir(exist_ok=True)
    for face in PLAIN:
        font = TTFont(HERE / "kern" / "fonts" / "fira-sans" / f"{face}.woff2", recalcTimestamp=False)
        font.flavor = None
        font.save(folder / f"{face}.ttf")
    shutil.copyfile(HERE / "kern" / "fonts" / "OFL.txt", folder / "OFL.txt")


def check(name: str, version: str, integrity: str) -> None:
    known = json.loads(RECORD.read_text()) if RECORD.exists() else []
    for entry in known:
        same = entry["name"] == name and entry["version"] == version
        if same and entry["integrity"] != integrity:
            sys.exit(f"{name} {version} is not the package that was vendored: stopped.")


def renew(name: str, part: dict[str, Any], folder: Path) -> dict[str, Any]:
    archive, integrity = fetch(name, part["version"], folder)
    check(name, part["version"], integrity)
    package = unpack(archive, folder / name.replace("/", "-"))
    for source, target in part["files"].items():
        (HERE / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package / source, HERE / target)
    if name == "world-atlas":
        sys.path.insert(0, str(ROOT))
        from oia.ui import land

        land.write(package / "land-110m.json", package / "land-50m.json")
    facts = {key: part[key] for key in ("version", "licence")}
    files = {"files": sorted(part["files"].values()), "made_of_it": part.get("made_of_it", [])}
    return {"name": name, **facts, "integrity": integrity, **files}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        record = [renew(name, part, Path(folder)) for name, part in PACKAGES.items()]
    write_plain_fonts()
    RECORD.write_text(json.dumps(record, indent=2) + "\n")


if __name__ == "__main__":
    main()
