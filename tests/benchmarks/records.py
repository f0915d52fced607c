"""What the record costs inherited and linked: `python -m tests.benchmarks.records`.

Two pairs of tables with the same columns: a noun that inherits its record,
and one that links it by a one-to-one field. The figures stand in `docs/decisions/0001-record.md`.
"""

import os
from collections.abc import Callable
from typing import Any

DATABASE = "oia_records"
ROWS, PAGE = 5_000, 50


def _models() -> tuple[Any, Any, Any, Any]:
    from django.db import models

    class Columns(models.Model):
        kind = models.CharField(max_length=20)
        title = models.CharField(max_length=300)
        first_day = models.DateField()
        search_text = models.TextField(blank=True)

        class Meta:
            abstract = True

    class Inherited(Columns):
        class Meta:
            app_label = "benchmark"
            indexes = [models.Index(fields=["kind", "-first_day", "-id"], name="inherited_list")]

    class InheritedTrip(Inherited):
        record_ptr = models.OneToOneField(
            Inherited, on_delete=models.CASCADE, parent_link=True, related_name="as_trip"
        )
        purpose = models.CharField(max_length=40)
        travellers = models.IntegerField()

        class Meta:
            app_label = "benchmark"

    class Linked(Columns):
        class Meta:
            app_label = "benchmark"
            indexes = [models.Index(fields=["kind", "-first_day", "-id"], name="linked_list")]

    class LinkedTrip(models.Model):
        record = models.OneToOneField(Linked, on_delete=models.CASCADE, primary_key=True)
        purpose = models.CharField(max_length=40)
        travellers = models.IntegerField()

        class Meta:
            app_label = "benchmark"

    return Inherited, InheritedTrip, Linked, LinkedTrip


def measure() -> list[tuple[str, float, float, float]]:
    """(what, inherited in ms, linked in ms, inherited / linked) for each deed."""
    import datetime as dt

    from django.db import connection

    from tests.benchmarks.clock import ratio

    parent, child, linked, trip = _models()
    with connection.schema_editor() as editor:
        for model in (parent, child, linked, trip):
            editor.create_model(model)
    own = {"kind": "trip", "first_day": dt.date(2026, 3, 1), "search_text": "lyon messe"}
    more = {"purpose": "fair", "travellers": 3}

    def inherit() -> Any:
        return child.objects.create(title="Messe in Lyon", **own, **more)

    def link() -> Any:
        record = linked.objects.create(title="Messe in Lyon", **own)
        return trip.objects.create(record=record, **more)

    for _number in range(ROWS):
        inherit(), link()
    shown = ("title", "first_day", "purpose", "travellers")
    order = ("-first_day", "-id")
    mine, theirs = inherit(), link()

    def change_inherited() -> None:
        mine.title, mine.travellers = "Messe", 4
        mine.save()

    def change_linked() -> None:
        theirs.record.title, theirs.travellers = "Messe", 4
        theirs.record.save()
        theirs.save()

    deeds: tuple[tuple[str, Callable[[], object], Callable[[], object]], ...] = (
        (
            f"list of {PAGE} rows by columns",
            lambda: list(
                child.objects.filter(kind="trip").order_by(*order).values_list(*shown)[:PAGE]
            ),
            lambda: list(
                trip.objects.filter(record__kind="trip")
                .order_by("-record__first_day", "-record_id")
                .values_list("record__title", "record__first_day", "purpose", "travellers")[:PAGE]
            ),
        ),
        (
            f"list of {PAGE} rows as objects",
            lambda: list(child.objects.filter(kind="trip").order_by(*order)[:PAGE]),
            lambda: list(
                trip.objects.filter(record__kind="trip")
                .select_related("record")
                .order_by("-record__first_day", "-record_id")[:PAGE]
            ),
        ),
        (
            "one row by its key",
            lambda: child.objects.get(pk=mine.pk).title,
            lambda: trip.objects.select_related("record").get(pk=theirs.pk).record.title,
        ),
        ("a new row", inherit, link),
        ("a changed row", change_inherited, change_linked),
    )
    found = []
    for what, one, other in deeds:
        factor, first, second = ratio(one, other, 200)
        found.append((what, first * 1000, second * 1000, factor))
    return found


def main() -> None:
    os.environ |= {
        "OIA_DATABASE": DATABASE,
        "OIA_TEST_SERVERS": "1",
        "DJANGO_SETTINGS_MODULE": "oia.settings",
    }
    import django
    from django.db import connections

    from oia import servers

    servers.drop_database(DATABASE)
    servers.ensure()
    django.setup()
    # The owner makes the tables, and measures: rights do not change the cost.
    connections["default"].settings_dict |= {
        name: connections["owner"].settings_dict[name] for name in ("USER", "PASSWORD")
    }
    print("| deed | inherited | linked | ratio |\n|---|---|---|---|")
    for what, first, second, factor in measure():
        print(f"| {what} | {first:.2f} ms | {second:.2f} ms | {factor:.2f}× |")
    servers.drop_database(DATABASE)


if __name__ == "__main__":
    main()
