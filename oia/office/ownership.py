"""Whose a row is: the one place that keeps the `o` of the table of roles.

Steps of a workflow, forms and imports ask here, so that a liaison writes what is the own
department's on every way alike.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from oia.core.models import User
from oia.core.permissions import own_only
from oia.office.models import Department, Substitution


def departments_of(user: Any) -> QuerySet[Department]:
    """Departments the person works in or holds a desk in; those of whom they stand in for too."""
    people = acting_for(user)
    rows = Department.objects.filter(Q(affiliation__user__in=people) | Q(desk__holder__in=people))
    return rows.distinct()


def acting_for(user: Any) -> QuerySet[User, Any]:
    """The person and whoever has named them as substitute for today, as a subquery.

    Whose rows these are follows the substitute; what the substitute may is their own role's.
    """
    absent = Substitution.objects.today().filter(substitute=user, user__is_active=True)
    return User.objects.filter(Q(pk=user.pk) | Q(pk__in=absent.values("user"))).values("pk")


def narrowed(model: type[models.Model], user: Any) -> bool:
    """Whether the person writes only own rows of the model."""
    area = getattr(model, "area", "")
    return bool(user and area and own_only(user, area))


def owns(obj: Any, user: Any) -> bool:
    """Whether the person may write this stored row, as far as departments go."""
    if not narrowed(type(obj), user):
        return True
    return type(obj)._default_manager.filter(pk=obj.pk).own_of(user).exists()


def demand(obj: Any, user: Any) -> None:
    """Raises PermissionDenied with a sentence for a stored row of another department."""
    if not owns(obj, user):
        raise PermissionDenied(not_yours(user))


def objection(obj: Any, user: Any) -> str:
    """Why the person may not write this stored row; empty when they may."""
    if not owns(obj, user):
        return not_yours(user)
    if not type(obj)._default_manager.visible_to(user).filter(pk=obj.pk).exists():
        return _("There is such an entry, or it would be one, that you may not see.")
    return ""


def reads_history(obj: Any, user: Any) -> bool:
    """Whoever reads the history of own cases only does not read another department's.

    What lies with nobody, and what no department can have (a person), is the whole office's.
    """
    path = getattr(type(obj), "own_department", "")
    if not own_only(user, "history") or not path:
        return True
    rows = type(obj)._default_manager.filter(pk=obj.pk)
    unplaced = {path: None} | ({"desk": None} if path == "department" else {})
    return rows.own_of(user).exists() or rows.filter(**unplaced).exists()


def not_yours(user: Any) -> str:
    mine = ", ".join(str(department) for department in departments_of(user))
    if not mine:
        return _("You have no department yet. Ask the administrator to give you one.")
    return _("You may enter and change only what is your own department's: %s.") % mine
