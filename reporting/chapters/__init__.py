"""The chapters of the report, in the outline a council knows; each builds its blocks from rows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from oia.core.dates import Period
from oia.office.indicators import Figure
from oia.office.models import Office
from reporting.blocks import Block


@dataclass
class Context:
    """What a chapter may look at. Texts are written in the active language."""

    office: Office
    period: Period
    figures: dict[str, Figure]
    notes: list[str] = field(default_factory=list)

    def value(self, code: str) -> Any:
        """The measured value of a figure; None where there is none."""
        figure = self.figures.get(code)
        return figure.value if figure else None

    def previous(self, code: str) -> Any:
        figure = self.figures.get(code)
        return figure.previous if figure else None


@dataclass(frozen=True)
class Chapter:
    """`build(context)` answers its blocks; none at all leaves the chapter out."""

    key: str
    title: Any
    build: Callable[[Context], list[Block]]
    narrative: bool = True


def chapters() -> list[Chapter]:
    from reporting.chapters import (
        closing,
        corps,
        funding,
        gatherings,
        looking_ahead,
        networks,
        office,
        others,
        partners,
        summary,
        travel,
        visitors,
    )

    return [
        *summary.CHAPTERS,
        *office.CHAPTERS,
        *partners.CHAPTERS,
        *others.CHAPTERS,
        *visitors.CHAPTERS,
        *travel.CHAPTERS,
        *networks.CHAPTERS,
        *funding.CHAPTERS,
        *corps.CHAPTERS,
        *gatherings.CHAPTERS,
        *looking_ahead.CHAPTERS,
        *closing.CHAPTERS,
    ]
