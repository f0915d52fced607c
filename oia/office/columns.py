"""Columns that keep the office's rules of who may read what."""

import copy
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, Self

from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from oia.core.permissions import may
from oia.office.choices import Confidentiality
from oia.ui import navigation, words
from oia.ui.columns import Column, Link, Memo, Related, Text, Writer

NOT_OPEN = frozenset({Confidentiality.INTERNAL, Confidentiality.CONFIDENTIAL})


class RecordTitle(Related):
    """The title of another record beside the row, for whoever may read that record.

    `first` is the path to the record. Everybody else, and every paper, reads that there is one.
    """

    def __init__(self, first: str, label: Any, *, url_name: str = "record", **options: Any) -> None:
        super().__init__(first, label, path=f"{first}__title", url_name=url_name, **options)
        self.level = f"{first}__confidentiality"
        self.closed: frozenset[str] = NOT_OPEN

    def for_reader(self, user: Any) -> Self:
        bound = copy.copy(self)
        if user is not None:
            reads_all = may(user, "confidential.read")
            bound.closed = frozenset() if reads_all else frozenset({Confidentiality.CONFIDENTIAL})
            bound.sortable = self.sortable and reads_all  # an order would tell the title
        return bound

    def paths_in(self, lang: str) -> tuple[str, ...]:
        return (*super().paths_in(lang), self.level)

    def html_writer(self, lang: str) -> Writer:
        write, closed, hidden = super().html_writer(lang), self.closed, escape(_("not named here"))
        return lambda text, key, level: hidden if level in closed else write(text, key)

    def text_writer(self, lang: str) -> Writer:
        write, closed, hidden = super().text_writer(lang), self.closed, _("not named here")
        return lambda text, key, level: hidden if level in closed else write(text, key)

    def texts(self, lang: str, *columns: Sequence[Any]) -> Iterable[Any]:
        return Column.texts(self, lang, *columns)


class _OfPerson(Related):
    """The name of a person; of one whose data are restricted only heads of office read it, marked.

    `until` is the path to the day until which they are.
    """

    until = "restricted_until"
    may_read = False

    def for_reader(self, user: Any) -> Self:
        bound = copy.copy(self)
        bound.may_read = user is not None and may(user, "subjects.write")
        return bound

    def paths_in(self, lang: str) -> tuple[str, ...]:
        return (*super().paths_in(lang), self.until)

    def html_writer(self, lang: str) -> Writer:
        return self._marked(super().html_writer(lang), escape)

    def text_writer(self, lang: str) -> Writer:
        return self._marked(super().text_writer(lang), str)

    def _marked(self, write: Writer, plain: Any) -> Writer:
        hidden, mark = plain(_("not named here")), plain(_("restricted"))
        may_read = self.may_read

        def written(text: Any, key: Any, until: Any) -> str:
            if until is None:
                return str(write(text, key))
            return f"{write(text, key)} ({mark})" if may_read else hidden

        return written

    def texts(self, lang: str, *columns: Sequence[Any]) -> Iterable[Any]:
        return Column.texts(self, lang, *columns)


class PersonName(_OfPerson):
    """A person beside the row, by the path `first`."""

    def __init__(self, first: str, label: Any, **options: Any) -> None:
        super().__init__(first, label, path=f"{first}__name", url_name="person", **options)
        self.until = f"{first}__restricted_until"


class OwnName(_OfPerson, Link):
    """The name that leads to the person's own page."""


class Clock(Column):
    """The time on the wall of the place, as it was entered: no zone is worked in."""

    few, width, guarded = True, 8, False

    def text_writer(self, lang: str) -> Writer:
        return lambda value: f"{value:%H:%M}" if value else ""


class Named(Column):
    """Something with a name in both languages, which is never missing, in the active one."""

    def paths_in(self, lang: str) -> tuple[str, ...]:
        return (f"{self.path}__name_{lang}",)


class PageName(Text):
    """A page by its title and the number of its row; its address is told to whoever points at it,
    and stands in files. No name of a row: who reads the log need not see the row."""

    width = 40

    def html_writer(self, lang: str) -> Writer:
        name = Memo(page_name)
        return lambda address: format_html('<span title="{}">{}</span>', address, name[address])

    def words_writer(self, lang: str) -> Writer:
        return Memo(page_name).__getitem__


def page_name(address: str) -> str:
    """“Person, no. 12” of /people/12/edit/: the nearest page above that has a title; an address
    that leads nowhere any more stays as it is."""
    path, number = address.partition(" – ")[0].partition("?")[0], ""
    while path.startswith("/") and path != "/":
        found = _route(path)
        number = number or str(found.kwargs.get("pk", "") if found else "")
        if path == reverse("search"):
            return _("Search")
        if title := navigation.label_of(path) or (_title(found.func) if found else ""):
            words_of = {"page": title, "number": number}
            return _("%(page)s, no. %(number)s") % words_of if number else title
        path = f"{path.rstrip('/').rpartition('/')[0]}/"
    return address


def _route(path: str) -> Any:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _title(view: Any) -> str:
    """What a page says of itself: a list its title, a page of one row its noun."""
    kind = getattr(view, "view_class", None)
    title = getattr(kind, "title", "")
    if title and not isinstance(title, property) and not callable(title):
        return str(title)
    model: Any = getattr(kind, "model", None)
    return capfirst(str(model._meta.verbose_name)) if hasattr(model, "_meta") else ""


class LanguageName(Text):
    """A language by its name for whoever reads; its code in files, which is what imports take."""

    few, width = True, 14

    def html_writer(self, lang: str) -> Writer:
        return Memo(lambda code: escape(words.language_name(code, lang))).__getitem__

    def words_writer(self, lang: str) -> Writer:
        return Memo(lambda code: words.language_name(code, lang)).__getitem__
