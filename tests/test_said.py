"""What people read of a model is said in their language: its name, its columns, its rows."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

from oia.core import personal
from oia.core.audit import event_models, tracked_fields

OWN = ("api", "consular", "core", "delegations", "eufunding", "networks", "office", "partners",
       "reporting")  # fmt: skip
SUBJECTS = ("core.user", "office.person")


def shown() -> Iterator[tuple[type[models.Model], str]]:
    """Models and columns of histories, of the register of personal data, and of what somebody
    asks to see that is held about them."""
    for entry in personal.entries():
        yield from ((entry.model, name) for name in entry.columns if name not in personal.UNSAID)
    for model in own():
        if any(one.pgh_tracked_model is model for one in event_models(model, inherited=False)):
            yield from ((model, name) for name in tracked_fields(model))
    for subject in SUBJECTS:
        for relation in apps.get_model(subject)._meta.related_objects:
            if relation.related_model in own():
                yield relation.related_model, relation.field.name


def own() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in OWN and not hasattr(model, "pgh_tracked_model")
    ]


def test_what_is_shown_of_models_has_a_name_that_is_translated() -> None:
    columns = {
        f"{model._meta.label}.{name}"
        for model, name in shown()
        if not isinstance(model._meta.get_field(name).verbose_name, Promise)
    }
    assert sorted(columns) == []
    names = {
        model._meta.label
        for model, _name in shown()
        if not isinstance(model._meta.verbose_name, Promise)
        or not isinstance(model._meta.verbose_name_plural, Promise)
    }
    assert sorted(names) == []


def test_a_row_that_is_shown_has_words_of_its_own() -> None:
    silent = {m._meta.label for m, _name in shown() if m.__str__ is models.Model.__str__}
    assert sorted(silent) == []
