"""The one place where forms become KERN's markup: the renderer and what a field knows of itself."""

from __future__ import annotations

from typing import Any

from django.forms import widgets
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.utils.functional import cached_property

# The first class that fits decides.
KINDS: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.CheckboxSelectMultiple, "checks"),
    (widgets.RadioSelect, "radios"),
    (widgets.CheckboxInput, "check"),
    (widgets.ClearableFileInput, "file"),
    (widgets.FileInput, "file"),
    (widgets.SelectMultiple, "several"),
    (widgets.Select, "select"),
    (widgets.Textarea, "textarea"),
    (widgets.MultiWidget, "parts"),
)
CLASSES = {
    "check": "kern-form-check__checkbox",
    "checks": "kern-form-check__checkbox",
    "radios": "kern-form-check__radio",
    "select": "kern-form-input__select",
}
INPUT = "kern-form-input__input"


def kind_of(widget: widgets.Widget) -> str:
    """`check`, `checks`, `radios`, `file`, `select`, `several`, `textarea`, `parts` or `input`."""
    return next((kind for known, kind in KINDS if isinstance(widget, known)), "input")


class KernBoundField(BoundField):
    """A field that brings KERN's classes and says which of its shapes it takes."""

    @cached_property
    def kind(self) -> str:
        return kind_of(self.field.widget)

    @property
    def optional(self) -> bool:
        """Marked as optional: most fields of an office's form are needed or have a default. Those
        a form names in `conditional` are needed in some cases, which their help tells."""
        conditional = self.name in getattr(self.form, "conditional", ())
        return not self.field.required and self.kind != "check" and not conditional

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> Any:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if not widget.is_hidden:
            name = CLASSES.get(kind_of(widget), INPUT)
            error = f"{name}--error" if self.errors else ""
            given = widget.attrs.get("class", "")
            attrs["class"] = " ".join(part for part in (given, name, error) if part)
        return attrs


class KernRenderer(TemplatesSetting):
    """Forms and fields by our templates, the plain inputs by Django's own."""

    form_template_name = "ui/_form.html"
    field_template_name = "ui/_field.html"
    bound_field_class = KernBoundField

    @cached_property
    def _builtin(self) -> DjangoTemplates:
        return DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("django/forms/"):
            return self._builtin.get_template(template_name)
        return super().get_template(template_name)
