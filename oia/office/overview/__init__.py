"""What a person sees first: numbers that open exactly their list, and a few short cards.

Apps register theirs in their `ready()`. A `Number` names a list and its filters; it is counted by
that list's own query, so what stands here is what stands there. All numbers and figures of a page
are counted by one query.
"""

from oia.office.overview.cards import Card, Line, Shown, cards, register_card
from oia.office.overview.numbers import Number, numbers, register_number

__all__ = [
    "Card",
    "Line",
    "Number",
    "Shown",
    "cards",
    "numbers",
    "register_card",
    "register_number",
]
