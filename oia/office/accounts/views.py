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

from oia.core import places, signin, throttle
from oia.core.audit import deed, history_of
from oia.core.models import User
from oia.core.permissions import may, person, requires, roles
from oia.office.accounts import actions, keeping, requests
from oia.office.accounts.forms import AccountForm, InviteForm, OwnForm, SubstituteForm
from oia.office.accounts.security import fresh
from oia.office.models import AccountRequest, Substitution
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
        "waiting": _waiting(request.user),
    }
    return render(request, "office/users.html", context)


def _waiting(reader: Any, **only: Any) -> list[dict[str, Any]]:
    """What waits for a second person, in words, with what the reader may do about it."""
    rows = AccountRequest.objects.visible_to(reader).waiting().filter(**only)
    keeps = may(reader, "users.write")
    return [
        {
            "row": row,
            "words": requests.words_of(row),
            "confirms": requests.may_confirm(row, reader),
            "refuses": keeps and row.asked_by_id != reader.pk,
            "withdraws": row.asked_by_id == reader.pk,
            "alone": not requests.could_confirm(row),
        }
        for row in rows.select_related("user", "asked_by")
    ]


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
        "waiting": _waiting(request.user, user=row),
    }
    return render(request, "office/user.html", context)


def _save(form: forms.Form, verb: Any, **values: Any) -> User | None:
    """The verb's person, or None with its sentences in the form."""
    try:
        return verb(**values)
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _asked() -> str:
    return _("This waits for a second person who keeps accounts; they are told.")


@requires("users.write")
@fresh
def user_invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {**form.values(), "by": request.user, "link_to": link_in(request)}
        if person := _save(form, actions.invite, **values):
            if person.is_active:
                messages.success(request, _("The invitation to %s is on its way.") % person.email)
            else:
                messages.info(request, _asked())
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
@fresh
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
        try:
            waits = keeping.change(**values)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _asked() if waits else _("Saved: %s.") % row)
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
@fresh
def user_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite again, close the account, open it again: the buttons of the person's page."""
    row = get_object_or_404(User, pk=pk)
    by: Any = request.user
    verb = request.POST.get("verb", "")
    reason = request.POST.get("reason", "").replace("\x00", "")[:300]
    waits: AccountRequest | None = None
    try:
        if verb == "invite":
            actions.invite_again(user=row, by=by, link_to=link_in(request))
            done = _("The invitation to %s is on its way.") % row.email
        elif verb == "close":
            waits = keeping.shut_out(user=row, by=by, reason=reason)
            done = _("The account is closed; its sessions have ended.")
        elif verb == "second_step":
            waits = keeping.reset_second_step(user=row, by=by, reason=reason)
            done = _("The second step is reset; %s is told.") % row.email
        elif verb == "open":
            waits = keeping.let_in(user=row, by=by, link_to=link_in(request))
            done = _("The account is open; an invitation is on its way.")
        else:
            raise ValidationError(_("This step does not exist."))
        messages.success(request, _asked() if waits else done)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("user", pk=row.pk)


@requires("users.write")
@require_POST
@fresh
def account_request_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person confirms or refuses; who asked withdraws."""
    row = get_object_or_404(AccountRequest.objects.visible_to(request.user), pk=pk)
    by: Any = request.user
    verb = request.POST.get("verb", "")
    try:
        if verb == "confirm":
            requests.confirm(row=row, by=by, link_to=link_in(request))
            messages.success(request, _("Confirmed and done."))
        elif verb == "refuse":
            requests.refuse(row=row, by=by)
            messages.success(request, _("Refused; nothing was changed."))
        elif verb == "withdraw":
            requests.withdraw(row=row, by=by)
            messages.success(request, _("Withdrawn; nothing was changed."))
        else:
            raise ValidationError(_("This step does not exist."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("user", pk=row.user_id)


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
    who = {"account": own.email, "address": throttle.address_of(request)}
    status = 200
    if request.method == "POST" and not throttle.enter(throttle.PASSWORD, **who):
        # Whoever sits at an open screen guesses no more often than at the door.
        form, status = PasswordChangeForm(own), 429
        messages.error(request, _("There were too many tries. Wait a quarter of an hour."))
    elif request.method == "POST" and form.is_valid():
        throttle.forget(throttle.PASSWORD, account=own.email)
        form.save()
        # The other sessions end; this one goes on, under a new key.
        old = request.session.session_key
        update_session_auth_hash(request, own)
        places.follow(request, old)
        places.end_others(user=own, key=request.session.session_key)
        signin.end_proofs(own)
        messages.success(request, _("The password is changed; other sessions have ended."))
        return redirect("account")
    elif form.data.get("old_password") and "old_password" in form.errors:
        throttle.note(throttle.PASSWORD, **who)
    context = {
        "title": _("Change the password"),
        "crumbs": [(_("My account"), reverse("account")), (_("Password"), None)],
        "form": form,
        "cancel_url": reverse("account"),
    }
    return render(request, "ui/form.html", context, status=status)


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
            "During these days the substitute finds what lies on your desks among their own. "
            "They act in their own name and with their own rights; what two people must do stays "
            "with two."
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
