"""PDF for paper and for screen readers: WeasyPrint draws and tags, pikepdf finishes the tags.

Nothing is fetched from anywhere: the fetcher knows the stylesheet, the fonts and the pictures
handed in, by their ids (`asset:…`), and refuses every other address. Two renderings of the same
content are the same bytes, so that a report's checksum says something.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

import pikepdf
import weasyprint
from django.utils.translation import gettext as _
from django.utils.translation import override
from pikepdf import Array, Dictionary, Name, String
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

STATIC = Path(__file__).resolve().parents[2] / "static"
FACES = ("Regular", "Italic", "Medium", "SemiBold")
ASSETS: dict[str, tuple[Path, str]] = {
    "asset:css/paper.css": (STATIC / "css" / "paper.css", "text/css"),
    **{
        f"asset:fonts/FiraSans-{face}.ttf": (STATIC / "fonts" / f"FiraSans-{face}.ttf", "font/ttf")
        for face in FACES
    },
}
log = logging.getLogger(__name__)


class RefusedError(ValueError):
    """An address outside the assets; WeasyPrint leaves out what stood there."""


class AssetFetcher(URLFetcher):
    """Serves own assets and the given pictures by id; opens no file and no connection else."""

    def __init__(self, pictures: Mapping[str, tuple[bytes, str]] | None = None) -> None:
        super().__init__(allowed_protocols=["asset"], allow_redirects=False)
        self.pictures = dict(pictures or {})

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url in ASSETS:
            path, kind = ASSETS[url]
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
        if url in self.pictures:
            content, kind = self.pictures[url]
            return URLFetcherResponse(url, content, {"Content-Type": kind})
        log.warning("PDF: refused to fetch %s", url[:200])
        raise RefusedError(url)


def render_pdf(
    html: str,
    *,
    title: str,
    language: str,
    author_office: str,
    pictures: Mapping[str, tuple[bytes, str]] | None = None,
    style: str = "",
) -> bytes:
    """The PDF/UA-1 of `html`, the content of a body laid out by `static/css/paper.css`.

    `pictures` maps ids such as `asset:photo/12` to (bytes, media type); `style` is laid over the
    stylesheet. Raises what WeasyPrint
    raises for content it cannot draw.
    """
    fetcher = AssetFetcher(pictures)
    document = weasyprint.HTML(
        string=_page(html, title, language, author_office), base_url="asset:", url_fetcher=fetcher
    )
    fonts = FontConfiguration()  # the same for all sheets, or @font-face is forgotten
    sheets = [
        weasyprint.CSS(**source, url_fetcher=fetcher, font_config=fonts)
        for source in (
            {"url": "asset:css/paper.css"},
            {"string": _running(language, author_office) + style},
        )
    ]
    drawn = document.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
    return _finished(drawn, title, language, author_office)


def _page(html: str, title: str, language: str, office: str) -> str:
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f'<title>{escape(title)}</title><meta name="author" content="{escape(office)}"></head>'
        f"<body>{html}</body></html>"
    )


def _quoted(text: str) -> str:
    """A CSS string."""
    clean = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{clean}"'


def _running(language: str, office: str) -> str:
    """What stands in the margin of each page, in the document's language."""
    with override(language):
        words = _("Page {page} of {pages}").replace("{pages}", "{page}")
    before, between, after = words.split("{page}")
    number = f"{_quoted(before)} counter(page) {_quoted(between)} counter(pages) {_quoted(after)}"
    return (
        f"@page {{ @bottom-left {{ content: {_quoted(office)} }} "
        f"@bottom-right {{ content: {number} }} }}"
        "@page cover { @bottom-left { content: none } @bottom-right { content: none } }"
    )


# The pass over the finished file --------------------------------------------------------------


def _finished(drawn: bytes, title: str, language: str, office: str) -> bytes:
    """Header cells with their scope, links with their text, metadata without traces."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        root = pdf.Root
        root.Lang = String(language)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        for element, ancestors in _elements(root.StructTreeRoot):
            if element.get("/S") == Name.TH:
                _set_scope(element, ancestors)
            elif element.get("/S") == Name.Link:
                _describe_link(element)
        for page in pdf.pages:
            page.obj.Tabs = Name.S
        _set_metadata(pdf, title, office)
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _elements(root: Any) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every structure element with the kinds of the elements around it."""
    todo: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    while todo:
        element, ancestors = todo.pop()
        kind = str(element.get("/S", ""))
        if kind:
            yield element, ancestors
        todo += [(kid, (*ancestors, kind)) for kid in _kids(element) if "/S" in kid]


def _kids(element: Any) -> list[Any]:
    """The dictionaries below an element; marks on the page are plain numbers."""
    kids = element.get("/K", [])
    several = kids if isinstance(kids, Array) else [kids]
    return [kid for kid in several if isinstance(kid, Dictionary)]


def _set_scope(cell: Any, ancestors: tuple[str, ...]) -> None:
    """Heads of columns stand in the head of their table, all others head their row."""
    attributes = cell.get("/A")
    if not isinstance(attributes, Dictionary):
        attributes = cell.A = Dictionary(O=Name.Table)
    attributes.Scope = Name.Column if "/THead" in ancestors else Name.Row


def _describe_link(element: Any) -> None:
    """The annotation's own words, for readers that list the links of a document."""
    for kid in _kids(element):
        if kid.get("/Type") == Name.OBJR and "/Contents" not in kid.Obj:
            action = kid.Obj.get("/A")
            target = action.get("/URI", "") if action is not None else kid.Obj.get("/Dest", "")
            kid.Obj.Contents = String(str(target) or "link")


def _set_metadata(pdf: pikepdf.Pdf, title: str, office: str) -> None:
    """Title and office; no person, no machine, no software, no time."""
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    pdf.Root.Metadata = pdf.make_stream(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
            f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
            "</dc:title>"
            f"<dc:creator><rdf:Seq><rdf:li>{escape(office)}</rdf:li></rdf:Seq></dc:creator>"
            "<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>"
            '<?xpacket end="r"?>'
        ).encode(),
        Type=Name.Metadata,
        Subtype=Name.XML,
    )
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title), Author=String(office)))
