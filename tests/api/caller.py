"""Another system that calls the API: a client with a token, and rows of each noun as JSON."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from oia.api.nouns import Noun, nouns
from oia.api.tokens import make_token
from tests import factories as make

HERE = "/api/v1"
NOUNS = list(nouns())
WRITTEN = [name for name, noun in nouns().items() if noun.writing and noun.writing.new]


class Caller:
    """Speaks JSON with a token, as `curl` would."""

    def __init__(self, user: Any, scope: str = "write") -> None:
        self.user = user
        self.token, self.secret = make_token(name="Test", scope=scope, days=30, by=user)
        self.client = Client(headers={"Authorization": f"Bearer {self.secret}"})

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"{HERE}{path}", headers=headers)

    def post(self, path: str, given: Any, **headers: str) -> Any:
        return self.client.post(
            f"{HERE}{path}", given, content_type="application/json", headers=headers
        )

    def patch(self, path: str, given: Any, mark: str = "*") -> Any:
        return self.client.patch(
            f"{HERE}{path}", given, content_type="application/json", headers={"If-Match": mark}
        )


def make_row(noun: Noun, **values: Any) -> Any:
    """A row of the noun out of the factories."""
    return FACTORIES[noun.code](**values)


FACTORIES: dict[str, Callable[..., Any]] = {
    name.removeprefix("make_"): getattr(make, name) for name in dir(make) if name[:5] == "make_"
}


def needed(name: str) -> dict[str, Any]:
    """What a new row of the noun needs, as JSON."""
    number, day = make.number(), "2027-03-01"
    made: dict[str, Callable[[], dict[str, Any]]] = {
        "partnerships": lambda: {"place": make.make_place().pk, "signed": "1966-05"},
        "agreements": lambda: {
            "title": f"A {number}", "partnership": make.make_partnership(f"T {number}").pk,
        },
        "clubs": lambda: {"title": f"C {number}", "founded": "1989"},
        "trips": lambda: {
            "title": f"T {number}", "destination": "Lyon, Frankreich", "first_day": day,
            "cost": "1234.50", "currency": "EUR", "with_mayor": True,
        },
        "visits": lambda: {"title": f"V {number}", "from_place": "Breslau", "first_day": day},
        "events": lambda: {"title": f"E {number}", "first_day": day, "place": "Mailand"},
        "networks": lambda: {"title": f"N {number}", "since": "1966"},
        "memberships": lambda: {
            "network": make.make_network(title=f"N {number}").pk, "year": 2027, "fee": "1234.50",
        },
        "offices_held": lambda: {
            "network": make.make_network(title=f"N {number}").pk, "body": "Board", "role": "Chair",
        },
        "bids": lambda: {"title": f"B {number}", "requested": "99.90"},
        "calls": lambda: {"title": f"C {number}", "identifier": f"CALL-{number}"},
        "consular_posts": lambda: {"country": "FR", "seat": f"Sitz {number}"},
        "consular_officers": lambda: {
            "post": make.make_post(seat=f"Seat {number}").pk, "name": f"O {number}",
            "head_class": "consul",
        },
        "departments": lambda: {"name": f"D {number}"},
        "desks": lambda: {"name": f"D {number}", "share": "0.50"},
        "budget_lines": lambda: {"name": f"L {number}"},
        "people": lambda: {"name": f"P {number}"},
        "organisations": lambda: {"name": f"O {number}"},
        "invitations": lambda: {
            "event": make.make_event().pk, "person": make.make_person(name=f"G {number}").pk,
        },
        "gifts": lambda: {"title": f"G {number}", "day": day},
        "programme_items": lambda: {
            "record": make.make_trip().pk, "title": f"P {number}", "day": day, "start": "10:00:00",
        },
        "stock_items": lambda: {"name": f"I {number}"},
        "interactions": lambda: {"subject": f"S {number}", "day": day},
        "follow_ups": lambda: {"title": f"F {number}", "due": day},
        "budget": lambda: {"year": 2027, "line": make.make_line(f"L {number}").pk,
                           "planned": "5000.00"},
        "spending": lambda: {
            "day": day, "line": make.make_line(f"L {number}").pk, "reference": f"R{number}",
            "amount": "-80.10",
        },
    }  # fmt: skip
    return made[name]()
