"""All forms of a page as a browser sees them, with what each field holds."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

TYPED = {"text", "search", "email", "tel", "url", "password", "number", "date", "time", ""}


@dataclass
class Form:
    """Where a form leads, what it would send untouched, and the kind of each of its fields."""

    method: str
    action: str
    css: str
    values: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def typed(self) -> set[str]:
        """Fields into which a person writes, and sees again what stood there."""
        return {n for n, kind in self.kinds.items() if kind in TYPED or kind == "textarea"}


class Forms(HTMLParser):
    """The forms of a page; templates of rows are left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.template = 0
        self.area = self.select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = {name: value or "" for name, value in attrs}
        self.template += tag == "template"
        if tag == "form":
            self.form = Form(
                given.get("method", "get").lower(), given.get("action", ""), given.get("class", "")
            )
            self.forms.append(self.form)
        if self.form is None or self.template:
            return
        if tag == "option" and self.select:
            chosen = self.form.values[self.select]
            if "selected" in given or not chosen:
                self.form.values[self.select] = given.get("value", "")
        elif tag in ("input", "textarea", "select", "button") and given.get("name"):
            self._field(self.form, tag, given)

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "") if tag == "input" else tag
        if tag == "button":
            form.values.setdefault(name, given.get("value", ""))
            return
        form.kinds[name] = kind
        if tag == "textarea":
            self.area, form.values[name] = name, ""
        elif tag == "select":
            self.select, form.values[name] = name, ""
        elif kind not in ("checkbox", "radio", "file") or "checked" in given:
            form.values[name] = given.get("value", "on" if kind == "checkbox" else "")

    def handle_endtag(self, tag: str) -> None:
        self.template -= tag == "template"
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.form and self.area:
            # HTML drops the line break after the opening tag.
            self.form.values[self.area] = self.form.values[self.area].removeprefix("\n")
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area and self.form:
            self.form.values[self.area] += data


def forms_of(answer: Any) -> list[Form]:
    return Forms(answer.content.decode()).forms
