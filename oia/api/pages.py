"""Pages about the API: one's tokens, the OpenAPI description, and a guide for people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.views import SpectacularAPIView

from oia.api import tokens
from oia.api.models import ApiToken
from oia.api.nouns import nouns
from oia.api.views import ByTable
from oia.core.permissions import may, own_only, requires
from oia.office.accounts.security import fresh


class TokenForm(forms.ModelForm):
    days = forms.TypedChoiceField(
        label=gettext_lazy("Works for"),
        coerce=int,
        choices=[
            (30, gettext_lazy("30 days")),
            (90, gettext_lazy("90 days")),
            (365, gettext_lazy("a year")),
        ],
        initial=90,
    )

    class Meta:
        model = ApiToken
        fields = ["name", "scope"]
        widgets = {"scope": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope: Any = self.fields["scope"]
        scope.choices = [pair for pair in scope.choices if pair[0]]


def _crumbs(*more: tuple[Any, str | None]) -> list[tuple[Any, str | None]]:
    return [(_("My account"), reverse("account")), *more]


def may_revoke(token: ApiToken, user: Any) -> bool:
    """One's own; anybody's for who keeps the accounts. Who only reads sees that it exists."""
    return token.user_id == user.pk or may(user, "users.write")


@requires("tokens.read")
def token_list(request: HttpRequest) -> HttpResponse:
    rows = ApiToken.objects.visible_to(request.user).select_related("user", "use")[:500]
    context = {
        "title": _("Tokens"),
        "crumbs": _crumbs((_("Tokens"), None)),
        "tokens": [(row, row.works and may_revoke(row, request.user)) for row in rows],
        "may_add": may(request.user, "tokens.write"),
        "of_all": not own_only(request.user, "tokens"),
    }
    return render(request, "api/tokens.html", context)


@requires("tokens.write")
@never_cache
@fresh
def token_add(request: HttpRequest) -> HttpResponse:
    """The secret stands on the answer to this form and nowhere else."""
    form = TokenForm(request.POST or None)
    crumbs = _crumbs((_("Tokens"), reverse("token_list")), (_("New token"), None))
    context: dict[str, Any] = {"title": _("New token"), "crumbs": crumbs, "form": form}
    if request.method == "POST" and form.is_valid():
        token, secret = tokens.make_token(**form.cleaned_data, by=request.user)
        address = request.build_absolute_uri(reverse("api_changes"))
        context |= {"title": token.name, "token": token, "secret": secret, "address": address}
        return render(request, "api/token_made.html", context)
    context |= {
        "intro": _(
            "With a token another system reads, and if you say so writes, what you yourself may. "
            "It ends when it expires, when you revoke it and when your account does."
        ),
        "submit_label": _("Make the token"),
        "cancel_url": reverse("token_list"),
    }
    return render(request, "ui/form.html", context)


@requires("tokens.read")
@require_POST
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    if not may_revoke(token, request.user):
        raise PermissionDenied
    tokens.revoke_token(token=token, by=request.user)
    messages.success(request, _("The token is revoked; it opens nothing any more."))
    return redirect("token_list")


@requires("signed-in")
def guide(request: HttpRequest) -> HttpResponse:
    """What another system may ask for, in the reader's own rights."""
    found = []
    for noun in nouns().values():
        if not may(request.user, noun.read):
            continue
        filters = noun.list.filterset_class
        known = filters.base_filters if filters else {}
        found.append(
            {
                "title": noun.title,
                "name": noun.name,
                "writes": noun.may_write(request.user),
                "values": [(v.name, v.column.label) for v in noun.shown(request.user)],
                "filters": [(name, one.label) for name, one in known.items()],
                "steps": list(noun.page.workflow.names) if noun.page.workflow else [],
            }
        )
    context = {
        "title": _("Interface for other systems"),
        "crumbs": [(_("Interface for other systems"), None)],
        "nouns": found,
        "root": request.build_absolute_uri("/api/v1/"),
        "may_have_token": may(request.user, "tokens.read"),
    }
    return render(request, "api/guide.html", context)


class Schema(ByTable, SpectacularAPIView):
    """OpenAPI 3 as JSON; as YAML by `?format=yaml`."""

    capability = "signed-in"
    renderer_classes = [OpenApiJsonRenderer, OpenApiYamlRenderer]
