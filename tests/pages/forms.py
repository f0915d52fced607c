"""What a browser would send: every input of a page's form as it stands."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class Inputs(HTMLParser):
    """Names and values of the one big form of a page; templates of rows are left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.names: list[str] = []
        self.inside = False
        self.template = 0
        self.area = ""
        self.select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = "desk-form" in (given.get("class") or "")
        self.template += tag == "template"
        if not self.inside or self.template:
            return
        name = given.get("name", "")
        if tag in ("input", "select", "textarea") and name:
            self.names.append(name)
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "textarea":
            self.area = name
            self.values[name] = ""
        elif tag == "select":
            self.select = name
            self.values.setdefault(name, "")
        elif tag == "option" and self.select and "selected" in given:
            self.values[self.select] = given.get("value") or ""

    def _input(self, name: str, given: dict[str, Any]) -> None:
        if given.get("type") in ("checkbox", "radio") and "checked" not in given:
            return
        self.values[name] = given.get("value") or ("on" if "checked" in given else "")

    def handle_endtag(self, tag: str) -> None:
        self.template -= tag == "template"
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            # HTML drops the line break after the opening tag.
            self.values[self.area] = self.values[self.area].removeprefix("\n")
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] += data


def values_of(answer: Any) -> dict[str, str]:
    return Inputs(answer.content.decode()).values


def filled(client: Client, address: str, **typed: str) -> dict[str, str]:
    """The form at the address with some fields typed over; a lookup's old choice is dropped."""
    values = values_of(client.get(address))
    return typed_over(values, **typed)


def typed_over(values: dict[str, str], **typed: str) -> dict[str, str]:
    return values | typed
