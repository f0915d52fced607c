"""KERN's components as template tags; no template writes their markup itself."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from oia.ui import words
from oia.ui.columns import badge as badge_html

register = template.Library()

# What our pages call things → what KERN's icons are called.
ICONS = {
    "calendar": "calendar-today",
    "dark": "dark-mode",
    "density": "dehaze",
    "email": "mail",
    "history": "autorenew",
    "import": "drive-folder-upload",
    "menu": "dehaze",
    "person": "account-circle",
    "scheme": "brightness-medium",
    "task": "checklist",
    "upload": "drive-folder-upload",
    "view": "visibility",
}
KINDS = {"error": "danger", "debug": "info", "neutral": "info", "": "info"}
BUTTONS = ("primary", "secondary", "tertiary")


Given = tuple[str, type, Any]


@lru_cache(maxsize=2000)
def _kept(name: str, _language: str, given: tuple[Given, ...]) -> SafeString:
    text = get_template(name).render({key: value for key, _type, value in given})
    return SafeString(text)


@register.simple_tag
def kept(name: str, **values: Any) -> SafeString:
    """Include a fragment that depends on these values and the language alone; written once.

    Half of a list page's cost was such fragments, the same on every request. The type belongs to
    what is remembered: a safe text equals the same text that still has to be escaped.
    """
    frozen = ((key, tuple(v) if isinstance(v, list) else v) for key, v in values.items())
    return _kept(name, words.language(), tuple((key, type(v), v) for key, v in frozen))


@register.simple_tag
@lru_cache(maxsize=500)
def icon(name: str, size: str = "small") -> SafeString:
    """An icon beside a word; without the word it would be gone in print."""
    if not name:
        return SafeString("")
    return format_html(
        '<span class="kern-icon kern-icon--{} kern-icon--{}" aria-hidden="true"></span>',
        ICONS.get(name, name), size,
    )  # fmt: skip


@register.simple_tag
def badge(kind: str, label: Any) -> SafeString:
    return badge_html(KINDS.get(kind, kind), str(label))


def _inside(label: Any, name: str) -> SafeString:
    return format_html('{}<span class="kern-label">{}</span>', icon(name), label)


@register.simple_tag
def button(
    label: Any, url: str, name: str = "", kind: str = "secondary", key: str = ""
) -> SafeString:
    """A link that looks like a button; `key` presses it from the keyboard."""
    kind = kind if kind in BUTTONS else "secondary"
    pressed = format_html(' data-key="{0}" aria-keyshortcuts="{0}"', key) if key else ""
    return format_html(
        '<a class="kern-btn kern-btn--{}" href="{}"{}>{}</a>',
        kind, url, pressed, _inside(label, name),
    )  # fmt: skip


@register.simple_tag
def submit(
    label: Any, name: str = "", kind: str = "primary", field: str = "", value: str = ""
) -> SafeString:
    """A button that sends its form, with `field`=`value` where given."""
    sent = format_html(' name="{}" value="{}"', field, value) if field else ""
    kind = kind if kind in BUTTONS else "primary"
    return format_html(
        '<button type="submit" class="kern-btn kern-btn--{}"{}>{}</button>',
        kind, sent, _inside(label, name),
    )  # fmt: skip


@register.simple_block_tag
def alert(content: str, kind: str, title: Any = "") -> SafeString:
    """{% alert "warning" title %}…{% endalert %}; errors and warnings are announced at once."""
    kind = KINDS.get(kind, kind)
    role = "alert" if kind == "danger" else "status"
    body = SafeString(content.strip())
    return format_html(
        '<div class="kern-alert kern-alert--{kind}" role="{role}"><div class="kern-alert__header">'
        '<span class="kern-icon kern-icon--{kind}" aria-hidden="true"></span>'
        '<span class="kern-title">{title}</span></div>{body}</div>',
        kind=kind, role=role, title=title,
        body=format_html('<div class="kern-alert__body">{}</div>', body) if body else "",
    )  # fmt: skip


@register.simple_block_tag
def panel(content: str, title: Any, level: int = 2) -> SafeString:
    """{% panel title %}…{% endpanel %}: a framed part of a page under its own heading."""
    return format_html(
        '<section class="desk-panel"><h{level} class="desk-panel__title">{title}</h{level}>'
        "{content}</section>",
        level=int(level), title=title, content=SafeString(content),
    )  # fmt: skip


@register.filter
def kern_kind(tags: str) -> str:
    """KERN's name for a message's level: `error` → `danger`."""
    known = {"info", "success", "warning", "danger"}
    kind = next((KINDS.get(tag, tag) for tag in (tags or "").split()[::-1]), "info")
    return kind if kind in known else "info"


@register.filter
def day(value: dt.date | None) -> str:
    """A day in the reader's language, short; of a moment the day by the city's clock."""
    return words.day(words.local_time(value) if isinstance(value, dt.datetime) else value)


@register.filter
def moment(value: dt.datetime | None) -> str:
    """Day and minute in the reader's language, by the city's clock."""
    return words.moment(value)


@register.filter
def country(code: str) -> str:
    """The name of a country in the reader's language."""
    return words.country(code)


@register.filter
def first_error_id(field: Any) -> str:
    """Where the error summary leads: the field itself, or the first choice of a group."""
    return field.id_for_label or f"{field.auto_id}_0"
