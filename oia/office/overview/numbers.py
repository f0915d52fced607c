"""Numbers of the first page, each counted by the list it opens."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oia.core.permissions import may
from oia.office.overview.counting import count_all
from oia.ui import words
from oia.ui.pages import CAP, ListPage

Asked = Callable[[Any, dt.date], Mapping[str, Any]]


@dataclass(frozen=True)
class Number:
    """A list with filters, for the people of some roles.

    `asks(user, today)` answers the parameters of the list's address.
    """

    key: str
    label: Any
    list_url: str
    asks: Asked
    roles: tuple[str, ...]
    order: int = 50

    def page(self, request: HttpRequest, today: dt.date) -> ListPage:
        """The list as it would be opened."""
        query = {name: str(value) for name, value in self.asks(request.user, today).items()}
        asked = HttpRequest()
        asked.user = request.user
        asked.path = reverse(self.list_url)
        asked.GET = QueryDict(urlencode(query))
        view: Any = resolve(asked.path).func
        page: ListPage = view.view_class()
        page.setup(asked)
        return page


@dataclass(frozen=True)
class Counted:
    key: str
    label: Any
    text: str
    url: str


_numbers: dict[str, Number] = {}


def register_number(number: Number) -> Number:
    _numbers[number.key] = number
    return number


def of_role(role: str) -> list[Number]:
    found = (one for one in _numbers.values() if role in one.roles)
    return sorted(found, key=lambda one: (one.order, one.key))


def numbers(request: HttpRequest) -> list[Counted]:
    """The numbers of the person's role, in one query."""
    user: Any = request.user
    today = timezone.localdate()
    pages = [(one, one.page(request, today)) for one in of_role(user.role)]
    open_ = [(one, page) for one, page in pages if may(user, page.capability)]
    found = count_all([page.rows for _one, page in open_], cap=CAP + 1)
    return [
        Counted(one.key, one.label, _written(count), _address(page))
        for (one, page), count in zip(open_, found, strict=True)
    ]


def _written(count: int) -> str:
    if count > CAP:
        return _("over %(count)s") % {"count": words.number(CAP)}
    return words.number(count)


def _address(page: ListPage) -> str:
    return f"{page.request.path}?{page.request.GET.urlencode()}".rstrip("?")
