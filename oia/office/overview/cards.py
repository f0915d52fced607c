"""Cards of the first page: a few lines each, and the way to all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from oia.core.permissions import may
from oia.office.models import Office


@dataclass(frozen=True)
class Line:
    """One line: what, where it leads, and what stands beside it."""

    text: str
    url: str = ""
    beside: str = ""
    warns: bool = False


@dataclass(frozen=True)
class Shown:
    """What a card shows now; `svg` is a chart, `more` the address of the whole.

    `values`: beside the lines stand figures, in a column of their own.
    """

    lines: Sequence[Line] = ()
    more: str = ""
    svg: Any = ""
    note: Any = ""
    values: bool = False


@dataclass(frozen=True)
class Card:
    """A card for the people of some roles who may read its area; `empty` says what belongs here."""

    key: str
    title: Any
    capability: str
    roles: tuple[str, ...]
    build: Callable[[Any, Office], Shown]
    empty: Any = ""
    order: int = 50


_cards: dict[str, Card] = {}


def register_card(card: Card) -> Card:
    _cards[card.key] = card
    return card


def of_role(role: str) -> list[Card]:
    found = (card for card in _cards.values() if role in card.roles)
    return sorted(found, key=lambda card: (card.order, card.key))


def cards(user: Any, office: Office) -> list[tuple[Card, Shown]]:
    return [(c, c.build(user, office)) for c in of_role(user.role) if may(user, c.capability)]
