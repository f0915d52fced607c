"""No foreign script runs, and none stands in a page: payloads in every row, file, mail and query.

They are written straight into the rows, so that what is tried is the guard at showing. The browser
has the Content Security Policy as a report only: scripts would run, and each breach of it is heard.
"""

import itertools
import mimetypes
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.template import engines
from django.test import Client
from django.urls import resolve
from playwright.sync_api import Route, sync_playwright

from delegations.applications.choices import LetterKind
from delegations.models import LetterTemplate
from delegations.replies import actions as replies
from oia.core import jobs
from oia.core.models import Job
from oia.office.models import ImportRun
from oia.ui import columns
from oia.ui.templatetags import kern
from tests import factories as make
from tests.delegations.replies.letters import letter
from tests.journeys.conftest import QUIET, chromium_path
from tests.pages import walk
from tests.pages.every_form import Form, forms_of
from tests.pages.routes import api_routes
from tests.soak import poison
from tests.soak.payloads import PAYLOADS, numbers
from tests.soak.test_axe import HOME
from tests.soak.trial import FULL, Trial

TURNS = 3  # each row holds other payloads in each; one shows all of them on most lists
SAMPLE = 12  # pages
POLICY = "Content-Security-Policy"
CANARY = """(() => {
  window.heard = [];
  window.xss = (number) => { window.heard.push(`ran ${number}`); };
  document.addEventListener('securitypolicyviolation',
    (event) => window.heard.push(`policy ${event.effectiveDirective} ${event.blockedURI}`));
  for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => window.heard.push(name);
})()"""
# What no page of ours has, and payloads would bring.
LOOK = """(home) => new Promise((tell) => setTimeout(() => {
  const found = [...window.heard];
  const strange = new Set(['iframe', 'frame', 'frameset', 'object', 'embed', 'base', 'marquee',
    'math', 'animate', 'set', 'foreignobject', 'video', 'audio', 'source', 'applet', 'plaintext',
    'xmp', 'noembed', 'noframes', 'bgsound', 'style', 'image', 'noscript', 'mglyph', 'area']);
  const leads = ['href', 'xlink:href', 'src', 'action', 'formaction', 'data', 'srcset', 'poster',
    'background', 'ping', 'cite', 'manifest', 'longdesc'];
  const walk = (root) => {
    const all = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT);
    for (let one = all.nextNode(); one; one = all.nextNode()) {
      if (one.nodeType === 8) { if (/xss/i.test(one.data)) found.push('comment'); continue; }
      const tag = one.localName.toLowerCase();
      if (strange.has(tag) || /xss|[^a-z0-9:-]/i.test(tag)) found.push(`<${tag}>`);
      if (tag === 'script' && (one.text || !one.src.startsWith(home + '/static/')))
        found.push('<script>');
      if (tag === 'meta' && one.httpEquiv) found.push('<meta http-equiv>');
      if (tag === 'a' && one.textContent === 'x' && one.className === '') found.push('<a>');
      for (const { name, value } of one.attributes) {
        if (/^on|^style$|^srcdoc$|[^a-z0-9_:@.-]/i.test(name)) found.push(`${tag} ${name}=`);
        if (['id', 'class', 'for', 'role', 'type'].includes(name) && /xss/i.test(value))
          found.push(`${tag} ${name}=${value}`);
        if (!leads.includes(name)) continue;
        const plain = value.replace(/[\\u0000-\\u0020]/g, '').toLowerCase();
        if (/^(javascript|vbscript|data:(?!image\\/(png|jpeg|gif)))/.test(plain))
          found.push(`${tag} ${name}=${value}`);
        if (/^[a-z+]*:?[\\/\\\\]{2}xss\\.test/.test(plain)) found.push(`${tag} ${name}=${value}`);
      }
      if (tag === 'template') walk(one.content);
      if (one.shadowRoot) found.push('shadow root');
    }
  };
  walk(document);
  tell(found);
}, 5))"""


class Window:
    """A browser in a thread of its own: its event loop would keep Django from the database."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(max_workers=1)
        self.thread.submit(self._open).result()

    def _open(self) -> None:
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(executable_path=chromium_path(), args=QUIET)
        self.page = self.browser.new_page()
        self.page.add_init_script(CANARY)
        self.page.on("dialog", self._dialog)
        self.page.on("pageerror", lambda error: self.heard.append(f"error {error}"[:120]))
        self.page.route("**/*", self._answer)
        self.heard: list[str] = []

    def _dialog(self, dialog: Any) -> None:
        self.heard.append("dialog")
        dialog.dismiss()

    def _answer(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        if route.request.url == self.address:
            headers = {
                f"{POLICY}-Report-Only": self.policy,
                "Content-Type": "text/html; charset=utf-8",
            }
            route.fulfill(body=self.body, headers=headers)
        elif f"{parts.scheme}://{parts.netloc}" != HOME:
            self.heard.append(f"asked for {route.request.url}"[:120])
            route.abort()
        elif parts.path.startswith("/static/") and parts.path.endswith(".js"):
            file = finders.find(parts.path.removeprefix("/static/"))
            route.fulfill(path=str(file), content_type=mimetypes.guess_type(parts.path)[0])
        else:  # styles, fonts and pictures of ours are nothing to find here
            route.fulfill(status=204, body="")

    def look(self, body: bytes, policy: str) -> Any:
        """What a payload did or left in the page, later."""
        return self.thread.submit(self._look, body, policy)

    def _look(self, body: bytes, policy: str) -> list[str]:
        self.heard, self.body, self.policy = [], body, policy
        self.address = f"{HOME}/"
        self.page.goto(self.address)
        return sorted({*self.page.evaluate(LOOK, HOME), *self.heard})

    def close(self) -> None:
        for end in (self.browser.close, self.playwright.stop):
            self.thread.submit(end).result()
        self.thread.shutdown()


class Trier:
    """Everybody's pages, shown to the browser; each payload on each page counts once."""

    def __init__(self, window: Window, club: Any) -> None:
        self.window = window
        self.clients = {"": Client(raise_request_exception=False)}
        for role in ("head", "officer", "admin", "auditor", "liaison", "club"):
            self.clients[role] = Client(raise_request_exception=False)
            self.clients[role].force_login(club if role == "club" else make.make_user(role))
        self.pairs: dict[tuple[str, int], bool] = {}
        self.later: list[tuple[str, set[int], Any]] = []

    def see(self, where: str, answer: Any) -> None:
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code >= 500:
            self.note(where, {0}, [f"answers {answer.status_code}: {answer.exc_info[1]!r}"[:300]])
        elif kind.startswith("text/html"):
            shown = numbers(content.decode())
            if shown:
                policy = answer.headers.get(POLICY, "")
                self.later.append((where, shown, self.window.look(content, policy)))
        elif content:
            self.note(where, numbers(content.decode("utf-8", "replace")), unread(answer, kind))
        if len(self.later) > 40:
            self.settle(20)

    def settle(self, left: int = 0) -> None:
        while len(self.later) > left:
            where, shown, found = self.later.pop(0)
            self.note(where, shown, found.result(60))

    def note(self, where: str, shown: set[int], faults: list[str]) -> None:
        for line in faults[:4]:
            print(f"{where}: {line}")
        for number in shown:
            self.pairs[where, number] = self.pairs.get((where, number), True) and not faults


def unread(answer: Any, kind: str) -> list[str]:
    """A file or data is never taken for a page."""
    alive = any(word in kind for word in ("html", "svg", "xml", "javascript"))
    saved = answer.headers.get("Content-Disposition", "").startswith("attachment")
    faults = [f"comes as {kind}"] if alive and not saved else []
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        faults.append("may be sniffed")
    return faults


@pytest.fixture
def window() -> Iterator[Window]:
    opened = Window()
    yield opened
    opened.close()


@pytest.fixture
def stops(office: Any, settings: Any, monkeypatch: Any) -> list[walk.Stop]:
    settings.MAILBOX_URL = "imaps://u:p@mail.example.org"
    settings.MAILBOX_ADDRESS = "office@example.org"
    build = walk.snapshot_of
    turn = itertools.count(7, 53)
    monkeypatch.setattr(
        walk, "snapshot_of", lambda *given: poison.spoilt(build(*given), next(turn))
    )
    with poison.from_the_start():
        for kind, language in itertools.product(LetterKind.values, ("de", "en")):
            LetterTemplate.objects.create(kind=kind, language=language, version=1)
        return walk.furnish(office, make.make_user("club"))


def test_no_payload_comes_to_life(
    stops: Any, trial: Trial, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.promise = (
        f"{len(PAYLOADS)} scripts in every text of every row, in files, mails, imports, queries "
        "and forms, on every page that shows them: none runs, and no element, attribute or "
        "address of theirs is in the page; tried is each script on each page"
    )
    trial.control = "templates, or one kind of column, that escape nothing"
    assert len(PAYLOADS) >= 100
    club = next(iter(_club_users()))
    trier = Trier(window, club)
    chosen = stops if FULL else random.Random(5).sample(stops, SAMPLE)
    for turn in range(trial.size(sample=1, full=TURNS)):
        refused = poison.fill(turn)
        everything(trier, chosen, turn)
        trier.settle()
        print(f"turn {turn}: {len(trier.pairs)} pairs; refused by {', '.join(refused)}")
    for held in trier.pairs.values():
        trial.saw(held=held)
    for broken in controls(trier, monkeypatch):
        trial.control_saw(broke=broken)


def _club_users() -> Any:
    from oia.core.models import User

    return User.objects.filter(role="club", represents__isnull=False).order_by("pk")


def everything(trier: Trier, stops: list[walk.Stop], turn: int) -> None:
    language = ("en", "de")[turn % 2]
    asked: set[str] = set()
    payload = (PAYLOADS[(turn * 31 + n * 7) % len(PAYLOADS)] for n in itertools.count())
    for stop in stops:
        client = trier.clients[stop.role]
        answer: Any = client.get(stop.address, HTTP_ACCEPT_LANGUAGE=language)
        trier.see(stop.name, answer)
        if answer.status_code != 200 or answer.streaming or not answer.content.startswith(b"<!"):
            continue
        for form in forms_of(answer):
            name = _name(stop, form)
            if name in asked or stop.name == "gallery":
                continue
            asked.add(name)
            if form.method == "get":
                filled = dict.fromkeys(form.kinds, "") | {n: next(payload) for n in form.kinds}
                trier.see(name, client.get(f"{_address(stop, form)}?{urlencode(filled)}"))
            elif not _leaves(form):
                _post(trier, client, name, _address(stop, form), form, payload)
        if stop.name.endswith("_list"):
            for asking in ("q", "sort", "columns", "page", "export", "status"):
                query = urlencode({asking: next(payload), next(payload): "1"})
                trier.see(f"{stop.name}?{asking}", client.get(f"{stop.address}?{query}"))
            trier.see(f"{stop.name} CSV", client.get(f"{stop.address}?export=csv"))
    _elsewhere(trier, payload, turn)


def _name(stop: walk.Stop, form: Form) -> str:
    with suppress(Exception):
        return f"{resolve(_address(stop, form)).url_name} {form.method}"
    return f"{stop.name} {form.method}"


def _address(stop: walk.Stop, form: Form) -> str:
    return urlsplit(form.action).path or urlsplit(stop.address).path


def _leaves(form: Form) -> bool:
    return "sign-out" in form.action or not form.typed()


def _post(
    trier: Trier, client: Client, name: str, address: str, form: Form, payload: Iterator[str]
) -> None:
    """What the form answers, and the page it leads to; what it changed is taken back."""
    kept: Any = client.cookies.copy()
    for again in (True, False):  # every field is nonsense; then only those that take any text
        typed = {n for n in form.typed() if again or not form.values.get(n)}
        with transaction.atomic():
            data = form.values | {n: next(payload) for n in typed}
            answer: Any = client.post(address, data, follow=True)
            trier.see(name, answer)
            transaction.set_rollback(True)
        client.cookies = kept.copy()


def _elsewhere(trier: Trier, payload: Iterator[str], turn: int) -> None:
    """Pages of no row: not found, refused, suggestions, the API, imports, mails."""
    head, club = trier.clients["head"], trier.clients["club"]
    for client in (head, club, trier.clients[""]):
        trier.see(
            "not found", client.get(f"/{quote(next(payload))}/?{urlencode({'q': next(payload)})}")
        )
        trier.see("sign-in", client.get(f"/sign-in/?{urlencode({'next': next(payload)})}"))
        trier.see("link", client.get(f"/sign-in/{quote(next(payload), safe='')}/"))
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    trier.see("no token", strict.post("/sign-in/", {"username": next(payload)}, HTTP_REFERER=HOME))
    trier.see("no sign-in", trier.clients[""].post("/sign-in/", {"username": next(payload)}))
    for _time in range(8):
        asked = urlencode({"q": next(payload), "day": next(payload)})
        for address in ("/search/", "/search/suggestions/", "/calendar/", "/lookup/person/",
        "/due/",
                        "/trips/overlaps/", "/calendar/who-is-where/", "/trips/map/"):  # fmt: skip
            trier.see(address, head.get(f"{address}?{asked}"))
    for word in ("xss", "svg", "img", "script"):
        for address in ("/search/", "/search/suggestions/", "/lookup/person/", "/lookup/record/"):
            trier.see(f"{address} found", head.get(address, {"q": word}))
    for route in api_routes():
        if not route.arguments:
            trier.see(route.name, head.get(f"{route.address()}?{urlencode({'q': 'xss'})}"))
            trier.see(
                f"{route.name}?", head.get(f"{route.address()}?{urlencode({next(payload): 1})}")
            )
    _import(trier, payload, turn)
    _mail(trier, payload, turn)


SHEETS = (
    ("partnerships", ("place", "country", "signed", "note")),
    ("trips", ("title", "destination", "country", "start", "department", "travellers")),
    ("clubs", ("title", "contact", "email", "members")),
    ("people", ("name", "organisation", "function", "email")),
)


def _import(trier: Trier, payload: Iterator[str], turn: int) -> None:
    head = trier.clients["head"]
    for kind, names in SHEETS:
        # A column of ours and one of nobody's; each cell a payload of its own.
        lines = [[*names, next(payload)]]
        lines += [[next(payload) for _name in lines[0]] for _row in range(6)]
        lines += [["Lyon", "France", "1966", *(next(payload) for _name in lines[0][3:])]]
        text = "\r\n".join(
            ";".join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in row) for row in lines
        )
        name = f"{next(payload).replace('/', '')} {turn}.csv"
        with transaction.atomic():
            file = SimpleUploadedFile(name, text.encode())
            answer: Any = head.post("/imports/new/", {"kind": kind, "file": file}, follow=True)
            trier.see(f"import {kind} sent", answer)
            for job in Job.objects.filter(state="queued", task__contains="import"):
                jobs.run(job.pk)
            run = ImportRun.objects.latest("pk")
            trier.see(f"import {kind}", head.get(f"/imports/{run.pk}/"))
            trier.see("import list", head.get("/imports/"))
            trier.see("import questions", head.get("/imports/questions/"))
            transaction.set_rollback(True)


def _mail(trier: Trier, payload: Iterator[str], turn: int) -> None:
    """Mails of clubs in words and in HTML, with files, as the mailbox takes them in."""
    officer = trier.clients["officer"]
    for number in range(4):
        one = [" ".join(next(payload).split()) for _part in range(3)]
        with transaction.atomic():
            raw = letter(
                "\n".join(next(payload) for _line in range(4)),
                html="<p>Hello</p>" + next(payload) + next(payload) if number % 2 else "",
                subject=one[0], number=f"{turn}.{number}@example.org",
                files=((one[1].replace("/", ""), b"%PDF-1.7\n%%EOF"),),
            )  # fmt: skip
            row = replies.take_in(raw)
            assert row is not None
            trier.see("mail taken in", officer.get(f"/trips/applications/mails/{row.pk}/"))
            trier.see("mails taken in", officer.get("/trips/applications/mails/"))
            transaction.set_rollback(True)


def controls(trier: Trier, monkeypatch: pytest.MonkeyPatch) -> Iterator[bool]:
    """The same rows where a guard is missing."""
    head, window = trier.clients["head"], trier.window
    event = make.make_event(title=PAYLOADS[0], note=PAYLOADS[14])
    policy = head.get("/events/").headers[POLICY]

    def broken(address: str) -> bool:
        found = window.look(head.get(address).content, policy).result(60)
        return any(line.startswith("ran") for line in found) and any("policy" in x for x in found)

    address = event.get_absolute_url()
    with monkeypatch.context() as without:
        django: Any = engines["django"]
        without.setattr(django.engine, "autoescape", False)
        kern._kept.cache_clear()
        yield broken(address)
    kern._kept.cache_clear()
    with monkeypatch.context() as without:
        without.setattr(columns, "escape", lambda text, quote=True: text)
        yield broken("/events/")
    assert not broken(address)
    assert not broken("/events/")
