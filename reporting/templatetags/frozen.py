"""Reads a snapshot in templates: its ISO days and moments, and what stands in the contents."""

import datetime as dt
from typing import Any

from django import template

from oia.ui import words

register = template.Library()


@register.filter
def frozen_day(text: str) -> str:
    return words.day(dt.date.fromisoformat(text))


@register.filter
def frozen_moment(text: str) -> str:
    return words.moment(dt.datetime.fromisoformat(text))


@register.filter
def contents(chapter: dict[str, Any]) -> list[dict[str, Any]]:
    """The chapter's headings that have an anchor."""
    return _headings(chapter["blocks"])


def _headings(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    headings = []
    for block in parts:
        if block["kind"] == "group":
            headings += _headings(block["blocks"])
        elif block["kind"] == "heading" and block["anchor"]:
            headings.append(block)
    return headings
