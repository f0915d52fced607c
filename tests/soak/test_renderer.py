"""The printer touches nothing outside: neither the network nor the machine's files."""

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import weasyprint

from oia.ui import pdf
from tests.soak.trial import Trial

SECRET = "zaunkoenig-4711"
# `@` stands for an address on the network or of a file.
VECTORS = (
    '<img alt="x" src="@">', '<img alt="x" srcset="@ 2x">', '<link rel="stylesheet" href="@">',
    "<style>@import url(@);</style>", '<style>@import "@";</style>',
    '<style media="print">@import url(@) print;</style>',
    "<style>p { background: url(@) }</style>", '<p style="background-image: url(@)">x</p>',
    "<style>@font-face { font-family: a; src: url(@) } p { font-family: a }</style><p>x</p>",
    "<style>ul { list-style-image: url(@) }</style><ul><li>x</li></ul>",
    "<style>p::before { content: url(@) }</style><p>x</p>",
    "<style>@page { background: url(@) }</style>",
    "<style>@page { @top-left { content: url(@) } }</style>",
    "<style>p { border-image-source: url(@); border: 1px solid }</style><p>x</p>",
    "<style>p { mask-image: url(@); cursor: url(@), auto }</style><p>x</p>",
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<image href="@" width="9" height="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" '
    'height="9"><image xlink:href="@" width="9" height="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><use href="@#a"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><style>@import url(@);</style></svg>',
    '<object data="@">x</object>', '<embed src="@">', '<iframe src="@"></iframe>',
    '<link rel="attachment" href="@">', '<a rel="attachment" href="@">x</a>',
    '<base href="@"><img alt="x" src="a.png">', '<link rel="icon" href="@">',
    '<video src="@" poster="@"></video>', '<input type="image" src="@">', '<body background="@">',
    "<img alt=\"x\" src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>"
    "<image href='@'/></svg>\">",
    '<meta http-equiv="refresh" content="0;url=@">', '<script src="@"></script>',
    '<img alt="x" src="asset:css/../../@">', '<img alt="x" src="asset:@">',
)  # fmt: skip


class _Canary(BaseHTTPRequestHandler):
    seen: list[str]

    def do_GET(self) -> None:
        self.seen.append(self.path)
        # A redirect leads on to the machine's own file.
        self.send_response(302 if "redirect" in self.path else 200)
        self.send_header("Location", "/led/on")
        self.end_headers()
        self.wfile.write(SECRET.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def canary() -> Iterator[tuple[int, list[str]]]:
    seen: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Canary", (_Canary,), {"seen": seen}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1], seen
    server.shutdown()
    server.server_close()


def addresses(port: int, folder: Path) -> list[str]:
    secret = folder / "secret.txt"
    secret.write_text(SECRET)
    style = folder / "secret.css"
    style.write_text(f"p::after {{ content: '{SECRET}' }}")
    return [
        f"http://127.0.0.1:{port}/a.png", f"http://localhost:{port}/redirect",
        f"//127.0.0.1:{port}/b",
        f"HTTP://127.0.0.1:{port}/c", f"http://0x7f000001:{port}/d", f"http://[::ffff:127.0.0.1]:{port}/e",
        f"http://2130706433:{port}/f", f"asset:css/paper.css@127.0.0.1:{port}/g",
        secret.as_uri(), style.as_uri(), str(secret), f"file://localhost{secret}", "file:///etc/passwd",
        "data:text/css,p::after{content:'inline'}",
    ]  # fmt: skip


def test_the_printer_touches_nothing_outside(
    canary: tuple[int, list[str]], tmp_path: Path, trial: Trial
) -> None:
    trial.promise = (
        f"{len(VECTORS)} ways of HTML, CSS and SVG to name an address, each with addresses of the "
        "network, of redirects and of the machine's files: nothing is asked for, nothing of it "
        "is on the paper or attached to it"
    )
    trial.control = "WeasyPrint's own fetcher"
    port, seen = canary
    assert len(VECTORS) >= 19
    known = addresses(port, tmp_path)
    for vector in VECTORS:
        for address in known if trial.full else known[:1] + known[8:9]:
            seen.clear()
            html = vector.replace("@import", "\0").replace("@page", "\1").replace("@top", "\2")
            html = html.replace("@font-face", "\3").replace("@", address)
            html = html.replace("\0", "@import").replace("\1", "@page")
            html = html.replace("\2", "@top").replace("\3", "@font-face")
            held = _held(html, seen)
            if not held:
                print(f"{html}: {seen}")
            trial.saw(held=held)
            if address == known[0]:
                seen.clear()
                weasyprint.HTML(string=html).write_pdf()
                trial.control_saw(broke=bool(seen))


def _held(html: str, seen: list[str]) -> bool:
    written = pdf.render_pdf(f"<p>x</p>{html}", title="t", language="en", author_office="o")
    with pikepdf.open(io.BytesIO(written)) as document:
        root: Any = document.Root
        attached = "/Names" in root and "/EmbeddedFiles" in root.Names
        streams = b"".join(_streams(document))
    return not seen and not attached and SECRET.encode() not in streams


def _streams(document: pikepdf.Pdf) -> Iterator[bytes]:
    for one in document.objects:
        if isinstance(one, pikepdf.Stream):
            try:
                yield one.read_bytes()
            except pikepdf.PdfError:
                yield one.read_raw_bytes()
