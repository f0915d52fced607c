"""A change of keys: encrypted values are written anew under the first key, while people work."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import models, transaction

from oia.core.sealed import CannotOpen, EncryptedField, Sealed, current_key_name, sealed_fields

BATCH = 500


@dataclass
class Tally:
    """Values by the key that wrote them, how many were written anew, and how many do not open."""

    keys: Counter[str] = field(default_factory=Counter)
    renewed: int = 0
    shut: int = 0


def check(models_: Iterable[type[models.Model]]) -> Tally:
    """Which keys are in use, and whether every value opens."""
    tally = Tally()
    for model, column in _columns(models_):
        rows = model._base_manager.filter(**{f"{column.name}__isnull": False})
        for value in rows.values_list(column.name, flat=True).iterator(BATCH):
            tally.keys[value.key_name] += 1
            tally.shut += not _opens(value)
    return tally


def renew(models_: Iterable[type[models.Model]]) -> Tally:
    """Write anew what an older key wrote; a value that does not open stays and is counted."""
    tally = Tally()
    for model, column in _columns(models_):
        last = None
        while keys := _next(model, column, last):
            last = keys[-1]
            with transaction.atomic():
                _renew(model, column, keys, tally)
    return tally


def _columns(
    models_: Iterable[type[models.Model]],
) -> Iterator[tuple[type[models.Model], EncryptedField]]:
    for model in models_:
        if model._meta.managed and not model._meta.proxy:
            yield from ((model, column) for column in sealed_fields(model))


def _next(model: type[models.Model], column: EncryptedField, last: object) -> list[object]:
    rows = model._base_manager.filter(**{f"{column.name}__isnull": False}).order_by("pk")
    if last is not None:
        rows = rows.filter(pk__gt=last)
    return list(rows.values_list("pk", flat=True)[:BATCH])


def _renew(
    model: type[models.Model], column: EncryptedField, keys: list[object], tally: Tally
) -> None:
    """Under the rows' locks: what somebody saves meanwhile is not overwritten by an older value."""
    rows = model._base_manager.select_for_update(of=("self",)).filter(pk__in=keys)
    for pk, value in rows.order_by("pk").values_list("pk", column.name):
        if value is None:
            continue
        if not _opens(value):
            tally.shut += 1
        elif value.key_name != current_key_name():
            value = value.renewed()
            model._base_manager.filter(pk=pk).update(**{column.name: value})
            tally.renewed += 1
        tally.keys[value.key_name] += 1


def _opens(value: Sealed) -> bool:
    try:
        value.reveal()
    except CannotOpen:
        return False
    return True
