"""The search over everything: what was typed, what it may mean, and the rows a person may see.

Three steps, each bound to an index. Names of places are translated to the names the records carry
(a search for Kolozsvár looks for Cluj-Napoca too). All nouns are asked in one query, each for a
few rows more than are shown. Where that finds little, the words of all titles and names of places
are asked for the nearest spelling, and the search is repeated with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import and_, or_
from string import ascii_lowercase
from typing import Any

from django.apps import apps
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, CharField, DateField, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce
from django.urls import NoReverseMatch, reverse

from oia.core.permissions import masked, may
from oia.core.words import fold
from oia.office.models import PlaceName, Record, SearchWord
from oia.office.models.records import Searchable

ROOM = 200  # characters of a query
WORDS = 8
SHOWN = 20  # rows of a kind
FEW = 3  # with fewer rows than these the nearest spelling is tried
PHRASE = 4  # words of a place's name: Sankt Petersburg, Frankfurt an der Oder
TRIGRAM = 3  # letters from which the index serves
PLACES = 8
NEAR = 0.35
SWAPPED = 0.9  # letters the wrong way round are nearer than most that are alike
SOUNDING = 0.85
ONE_OFF = 0.6
SHORT = 7  # letters up to which every spelling one slip away is looked up
ALIKE = ("ckq", "fvw", "iyj", "sz", "dt", "bp")  # letters that may sound alike


@dataclass(frozen=True)
class Hit:
    kind: str
    pk: int
    label: str
    beside: str
    day: dt.date | None
    url: str


@dataclass(frozen=True)
class Group:
    """What was found of one noun; `more` when there is more than shown."""

    kind: str
    title: Any
    hits: Sequence[Hit]
    more: bool

    @property
    def list_url(self) -> str:
        """The register of the noun; empty where it has none."""
        try:
            return reverse(f"{getattr(nouns()[self.kind], 'detail_url_name', '')}_list")
        except NoReverseMatch:
            return ""


@dataclass
class Found:
    text: str
    groups: list[Group] = field(default_factory=list)
    # What names of places were understood as: (as typed, the office's name).
    places: list[tuple[str, str]] = field(default_factory=list)
    # The spelling that was searched instead; empty where the typed one found enough.
    instead: str = ""

    @property
    def hits(self) -> list[Hit]:
        return [hit for group in self.groups for hit in group.hits]


def nouns() -> dict[str, type[Searchable]]:
    """Kind → model of everything that can be found and has a page, records first."""
    found = [model for model in apps.get_models() if issubclass(model, Searchable)]
    found.sort(key=lambda model: not issubclass(model, Record))
    return {
        _kind(model): model
        for model in found
        if model is not Record and hasattr(model, "detail_url_name")
    }


def has_anything(user: Any) -> bool:
    """Whether there is a noun at all that the person may find; else no page offers the search."""
    return any(may(user, f"{area}.read") for area in _areas())


@cache
def _areas() -> frozenset[str]:
    return frozenset(str(getattr(model, "area", "")) for model in nouns().values())


def rows_of(model: type[Searchable], user: Any) -> QuerySet[Any] | None:
    """The noun's rows as the person may find them; None where the door is closed."""
    area = model.area  # type: ignore[attr-defined]
    if not may(user, f"{area}.read") or (model.names_a_person and masked(user, area)):
        return None
    if issubclass(model, Record):
        return Record.objects.visible_to(user).filter(kind=_kind(model))
    return model.objects.visible_to(user)  # type: ignore[attr-defined]


def search(text: str, user: Any) -> Found:
    """Everything the person may see that has all the words; spelt alike where that is little."""
    text = " ".join(text.replace("\x00", " ").split())[:ROOM]
    words = fold(text).split()[:WORDS]
    if not any(len(word) > 1 for word in words):
        return Found(text)
    found = _exact(text, words, user)
    if len(found.hits) >= FEW:
        return found
    nearest = _nearest(words)
    if nearest != words:
        other = _exact(text, nearest, user)
        if len(other.hits) > len(found.hits):
            other.instead = " ".join(nearest)
            return other
    return found


def recent(keys: Iterable[tuple[str, int]], user: Any) -> list[Hit]:
    """The rows of (kind, key) that the person may still see, in the given order."""
    wanted = list(keys)
    chosen = {
        kind: [pk for known, pk in wanted if known == kind] for kind in dict.fromkeys(dict(wanted))
    }
    hits = _asked(user, lambda model, rows: rows.filter(pk__in=chosen[_kind(model)]), set(chosen))
    place = {key: number for number, key in enumerate(wanted)}
    return sorted(hits, key=lambda hit: place[hit.kind, hit.pk])


# What the words mean -------------------------------------------------------------------------


def _exact(text: str, words: list[str], user: Any) -> Found:
    meanings, places = _understood(words)
    condition = reduce(and_, (_condition(meaning) for meaning in meanings))
    hits = _asked(user, lambda model, rows: rows.filter(condition))
    names = {" ".join(words)}.union(*(names for _words, names in meanings))
    return Found(text, _grouped(hits, words, names), places)


# A phrase and the other names of the places it names: either finds a row.
Meaning = tuple[list[str], set[str]]


def _understood(words: list[str]) -> tuple[list[Meaning], list[tuple[str, str]]]:
    """The words as phrases, the longest name of a place first, with its other names."""
    spans = [
        (start, start + length)
        for length in range(min(PHRASE, len(words)), 0, -1)
        for start in range(len(words) - length + 1)
    ]
    names = _places({" ".join(words[start:end]) for start, end in spans}, last=words[-1])
    taken: dict[int, tuple[int, str]] = {}
    free = set(range(len(words)))
    for start, end in spans:
        phrase = " ".join(words[start:end])
        if phrase in names and free >= set(range(start, end)):
            taken[start] = (end, phrase)
            free -= set(range(start, end))
    meanings: list[Meaning] = [([words[number]], set()) for number in sorted(free)]
    understood = []
    for start, (end, phrase) in sorted(taken.items()):
        own = {fold(label) for labels in names[phrase] for label in labels} - {""}
        meanings.append((words[start:end], {name for name in own if len(name) >= TRIGRAM}))
        understood += [(phrase, labels[0]) for labels in names[phrase] if phrase not in own]
    return meanings, understood


def _places(phrases: set[str], last: str) -> dict[str, list[tuple[str, ...]]]:
    """Phrase → (name, German name, English name) of the places that bear it.

    The last word may be the beginning of a name: it is still being typed.
    """
    asked = Q(folded__in=phrases)
    if len(last) > TRIGRAM:
        asked |= Q(folded__startswith=last)
    own = ("place__name", "place__name_de", "place__name_en")
    found: dict[str, list[tuple[str, ...]]] = {}
    rows = PlaceName.objects.filter(asked).order_by("folded", "place_id")
    for folded, *labels in rows.values_list("folded", *own)[: PLACES * WORDS]:
        phrase = folded if folded in phrases else last
        kept = found.setdefault(phrase, [])
        if tuple(labels) not in kept and len(kept) < PLACES:
            kept.append(tuple(labels))
    return found


def _condition(meaning: Meaning) -> Q:
    words, names = meaning
    typed = reduce(and_, (_has(word) for word in words))
    return reduce(or_, (Q(search_text__contains=name) for name in sorted(names)), typed)


def _has(word: str) -> Q:
    """Contains the word; one or two letters are taken as its beginning, or no index would serve."""
    if len(word) >= TRIGRAM:
        return Q(search_text__contains=word)
    return Q(search_text__startswith=word) | Q(search_text__contains=f" {word}")


def _nearest(words: list[str]) -> list[str]:
    """Each word as the nearest word of a title or of a place's name, in one query."""
    asked = spellings(words)
    if asked is None:
        return words
    best: dict[int, tuple[float, str]] = {}
    for number, near, said in asked:
        if near >= NEAR and near > best.get(number, (0.0, ""))[0]:
            best[number] = (near, said)
    return [best.get(number, (0, word))[1] for number, word in enumerate(words)]


def spellings(words: list[str]) -> QuerySet[Any, Any] | None:
    """(number of the word, nearness, spelling) for each word that may be mistyped; every part of
    the query is a look into an index."""
    asked = []
    for number, word in enumerate(words):
        if len(word) <= TRIGRAM or any(sign.isdigit() for sign in word):
            continue
        for model, name in ((SearchWord, "word"), (PlaceName, "folded")):
            rows = model.objects.annotate(number=Value(number), said=F(name))
            alike = rows.filter(**{f"{name}__trigram_similar": word})
            one_off = rows.filter(**{f"{name}__in": _one_off(word)})
            near = TrigramSimilarity(name, word)
            for found, score in ((alike, near), (one_off, _likely(name, word, near))):
                scored = found.annotate(near=score).order_by("-near", name)
                asked.append(scored.values_list("number", "near", "said")[:1])
    if not asked:
        return None
    first, *others = asked
    return first.union(*others, all=True)


def _likely(name: str, word: str, near: Any) -> Any:
    """How likely what differs in one letter is meant; any of it is likelier than most alike."""
    return Case(
        When(**{f"{name}__in": _swapped(word)}, then=Value(SWAPPED)),
        When(**{f"{name}__in": _sounding(word)}, then=Value(SOUNDING)),
        default=Value(ONE_OFF) + near * Value(1 - ONE_OFF) / Value(2.0),
        output_field=FloatField(),
    )


def _one_off(word: str) -> list[str]:
    """Every spelling one slip away. Of short words trigrams know too little: Kluj and Cluj have
    two in common. Some hundred keys are looked up in the index, and only of short words."""
    slips = {*_swapped(word), *_sounding(word)}
    if len(word) <= SHORT:
        for at in range(len(word) + 1):
            before, after = word[:at], word[at:]
            slips |= {before + letter + after for letter in ascii_lowercase}
            if after:
                slips |= {before + letter + after[1:] for letter in ascii_lowercase}
                slips.add(before + after[1:])
    return sorted(slips - {word})


def _sounding(word: str) -> list[str]:
    """The word with one letter written as it may sound: Kluj for Cluj, Sagreb for Zagreb."""
    return [
        word[:at] + other + word[at + 1 :]
        for at, letter in enumerate(word)
        for group in ALIKE
        if letter in group
        for other in group
        if other != letter
    ]


def _swapped(word: str) -> list[str]:
    """The word with two neighbouring letters the other way round: Wein for Wien."""
    return [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(len(word) - 1)
        if word[at] != word[at + 1]
    ]


# Rows ----------------------------------------------------------------------------------------


def _kind(model: type[Searchable]) -> str:
    return str(model._meta.model_name)


def _text(path: str) -> Any:
    """The path as text, nothing as the empty text."""
    return Coalesce(Cast(F(path), CharField()), Value(""), output_field=CharField())


def _asked(user: Any, narrowed: Any, kinds: set[str] | None = None) -> list[Hit]:
    """The hits of every noun, a few of each, in one query: one statement a noun, each by index."""
    queries = []
    for kind, model in nouns().items():
        if kinds is not None and kind not in kinds:
            continue
        rows = rows_of(model, user)
        if rows is None:
            continue
        dated = issubclass(model, Record)
        beside = _text(model.found_beside) if model.found_beside else Value("")
        named = narrowed(model, rows).annotate(
            hit_kind=Value(kind, output_field=CharField()),
            hit_label=_text(model.found_as),
            hit_beside=Cast(beside, CharField()),
            hit_day=F("first_day") if dated else Value(None, output_field=DateField()),
        )
        order = ("-first_day", "-id") if dated else ("-pk",)
        columns = ("hit_kind", "pk", "hit_label", "hit_beside", "hit_day")
        queries.append(named.order_by(*order).values_list(*columns)[: SHOWN + 1])
    if not queries:
        return []
    first, *others = queries
    addresses = {kind: model.detail_url_name for kind, model in nouns().items()}  # type: ignore[attr-defined]
    return [
        Hit(kind, pk, label or beside, beside, day, reverse(addresses[kind], args=[pk]))
        for kind, pk, label, beside, day in (first.union(*others, all=True) if others else first)
    ]


def _rank(hit: Hit, words: Sequence[str], names: set[str]) -> int:
    """The name itself or its number, then what begins so, then what has it in its name."""
    said, beside = fold(hit.label), fold(hit.beside)
    # File numbers and references of postings have digits, titles of other rows mostly not.
    is_number = beside in names and any(sign.isdigit() for sign in beside)
    if said in names or is_number:
        return 0
    if said.startswith(tuple(names)):
        return 1
    return 2 if all(word in said for word in words) else 3


def _grouped(hits: list[Hit], words: Sequence[str], names: set[str]) -> list[Group]:
    """By noun; the noun with the best hit first, inside it the best, then the newest."""
    known = nouns()
    order = {kind: number for number, kind in enumerate(known)}
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit)
    groups = []
    for kind, found in by_kind.items():
        found.sort(key=lambda hit: _rank(hit, words, names))
        title = known[kind]._meta.verbose_name_plural
        groups.append(Group(kind, title, found[:SHOWN], len(found) > SHOWN))
    groups.sort(key=lambda group: (_rank(group.hits[0], words, names), order[group.kind]))
    return groups
