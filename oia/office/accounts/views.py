"""Pages of people who sign in: the list, one person, and everybody's own account."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oia.core import places
from oia.core.audit import deed, history_of
from oia.core.models import User
from oia.core.permissions import may, person, requires, roles
from oia.office.accounts import actions
from oia.office.accounts.forms import AccountForm, InviteForm, OwnForm, SubstituteForm
from oia.office.models import Substitution
from oia.office.views.doors import link_in

SHOWN = 500


@requires("users.read")
def user_list(request: HttpRequest) -> HttpResponse:
    people = User.objects.select_related("affiliation__department").prefetch_related("desk_set")
    named = roles()
    ordered = people.order_by("-is_active", "role", "email")[:SHOWN]
    context = {
        "title": _("People and roles"),
        "crumbs": [(_("People and roles"), None)],
        "people": [(user, named.get(user.role)) for user in ordered],
        "roles": named.values(),
        "may_write": may(request.user, "users.write"),
    }
    return render(request, "office/users.html", context)


def _crumbs(*more: tuple[Any, str | None]) -> list[tuple[Any, str | None]]:
    return [(_("People and roles"), reverse("user_list")), *more]


@requires("users.read")
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what they may, where they work, whether they have come yet."""
    people = User.objects.select_related("affiliation__department")
    row = get_object_or_404(people, pk=pk)
    context = {
        "title": str(row),
        "crumbs": _crumbs((str(row), None)),
        "person": row,
        "role": roles().get(row.role),
        "desks": row.desk_set.all(),
        "absences": row.absences.filter(last_day__gte=timezone.localdate()),
        "invited": row.is_active and not row.has_usable_password(),
        "may_write": may(request.user, "users.write"),
        "is_own": row.pk == request.user.pk,
        "history": history_of(row, 20),
    }
    return render(request, "office/user.html", context)


def _save(form: forms.Form, verb: Any, **values: Any) -> User | None:
    """The verb's person, or None with its sentences in the form."""
    try:
        return verb(**values)
    except ValidationError as error:
        form.add_error(None, error)
        return None


@requires("users.write")
def user_invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {**form.values(), "by": request.user, "link_to": link_in(request)}
        if person := _save(form, actions.invite, **values):
            messages.success(request, _("The invitation to %s is on its way.") % person.email)
            if request.GET.get("from") == "set-up":
                return redirect("set_up")
            return redirect("user", pk=person.pk)
    context = {
        "title": _("Invite somebody"),
        "crumbs": _crumbs((_("Invite"), None)),
        "form": form,
        "intro": _("They get a mail with a link, choose a password and can begin."),
        "submit_label": _("Send the invitation"),
        "cancel_url": reverse("user_list"),
    }
    return render(request, "ui/form.html", context)


@requires("users.write")
def user_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(User, pk=pk)
    place = getattr(row, "affiliation", None)
    initial = {
        "email": row.email,
        "name": row.name,
        "role": row.role,
        "department": place.department_id if place else None,
        "desks": list(row.desk_set.values_list("pk", flat=True)),
    }
    form = AccountForm(request.POST or None, initial=initial, user=row)
    if request.method == "POST" and form.is_valid():
        values = {**form.values(), "user": row, "by": request.user}
        if _save(form, actions.change, **values):
            messages.success(request, _("Saved: %s.") % row)
            return redirect("user", pk=row.pk)
    back = reverse("user", args=[row.pk])
    context = {
        "title": _("Edit: %s") % row,
        "crumbs": _crumbs((str(row), back), (_("Edit"), None)),
        "form": form,
        "intro": _("A new role holds from the person's next click on."),
        "cancel_url": back,
    }
    return render(request, "ui/form.html", context)


@requires("users.write")
@require_POST
def user_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite again, close the account, open it again: the buttons of the person's page."""
    row = get_object_or_404(User, pk=pk)
    by: Any = request.user
    verb = request.POST.get("verb", "")
    try:
        if verb == "invite":
            actions.invite_again(user=row, by=by, link_to=link_in(request))
            messages.success(request, _("The invitation to %s is on its way.") % row.email)
        elif verb == "close":
            reason = request.POST.get("reason", "").replace("\x00", "")[:300]
            actions.shut_out(user=row, by=by, reason=reason)
            messages.success(request, _("The account is closed; its sessions have ended."))
        elif verb == "second_step":
            reason = request.POST.get("reason", "").replace("\x00", "")[:300]
            actions.reset_second_step(user=row, by=by, reason=reason)
            messages.success(request, _("The second step is reset; %s is told.") % row.email)
        elif verb == "open":
            actions.let_in(user=row, by=by, link_to=link_in(request))
            messages.success(request, _("The account is open; an invitation is on its way."))
        else:
            messages.error(request, _("This step does not exist."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("user", pk=row.pk)


# One's own account ------------------------------------------------------------------------------


@requires("signed-in")
def account(request: HttpRequest) -> HttpResponse:
    """Name, language, department, and who stands in for whom."""
    own: Any = request.user
    form = OwnForm(request.POST or None, instance=own)
    if request.method == "POST" and form.is_valid():
        with deed(by=own):
            form.save()
        messages.success(request, _("Saved: %s.") % own)
        return redirect("account")
    today = timezone.localdate()
    place = getattr(own, "affiliation", None)
    context = {
        "title": _("My account"),
        "crumbs": [(_("My account"), None)],
        "form": form,
        "role": roles().get(own.role),
        "department": place.department if place else None,
        "desks": own.desk_set.all(),
        "absences": own.absences.filter(last_day__gte=today).select_related("substitute"),
        "standing_in": own.standing_in.filter(last_day__gte=today).select_related("user"),
        "may_be_replaced": may(own, "activities.read"),
        "may_change_password": own.has_usable_password(),
        "may_see_tokens": may(own, "tokens.read"),
    }
    return render(request, "office/account.html", context)


@requires("signed-in")
def account_password(request: HttpRequest) -> HttpResponse:
    own: Any = request.user
    form = PasswordChangeForm(own, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        # The other sessions end; this one goes on, under a new key.
        old = request.session.session_key
        update_session_auth_hash(request, own)
        places.follow(request, old)
        places.end_others(user=own, key=request.session.session_key)
        actions.end_proofs_by_mail(own)
        messages.success(request, _("The password is changed; other sessions have ended."))
        return redirect("account")
    context = {
        "title": _("Change the password"),
        "crumbs": [(_("My account"), reverse("account")), (_("Password"), None)],
        "form": form,
        "cancel_url": reverse("account"),
    }
    return render(request, "ui/form.html", context)


@requires("activities.read")
def account_substitute(request: HttpRequest) -> HttpResponse:
    own: Any = request.user
    form = SubstituteForm(request.POST or None, user=own)
    if request.method == "POST" and form.is_valid():
        try:
            actions.stand_in(user=own, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%s is told.") % form.cleaned_data["substitute"])
            return redirect("account")
    context = {
        "title": _("Name a substitute"),
        "crumbs": [(_("My account"), reverse("account")), (_("Substitute"), None)],
        "form": form,
        "intro": _(
            "In these days the substitute finds what lies on your desks among their own. They act "
            "in their own name and with their own rights; what two people must do stays with two."
        ),
        "cancel_url": reverse("account"),
    }
    return render(request, "ui/form.html", context)


@requires("activities.read")
@require_POST
def substitution_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Substitution.objects.visible_to(request.user), pk=pk)
    actions.end_substitution(row=row, by=person(request))
    messages.success(request, _("The substitute is no longer named."))
    return redirect("account")
