"""Pages of the portal about money: the account a club is paid to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from delegations.applications.portal import crumbs
from delegations.payments import accounts
from delegations.payments.forms import AccountForm
from oia.core.permissions import may, person, requires
from partners.models import Club


def _club(request: HttpRequest, pk: int) -> Club:
    """The person's own club; for the office, which enters for a club, any it may see."""
    if may(request.user, "portal.read"):
        clubs = Club.objects.filter(representatives__user=person(request))
    else:
        clubs = Club.objects.visible_to(request.user)
    found: Club = get_object_or_404(clubs, pk=pk)
    return found


@sensitive_post_parameters("iban")
@requires("applying.write")
@never_cache
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter or change the account; what is stored shows its last four signs and no more."""
    club = _club(request, pk)
    form = AccountForm(request.POST or None)
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("portal") if may(request.user, "portal.read") else club.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        accounts.enter(club=club, **form.cleaned_data, by=request.user)
        messages.success(request, _("The account is kept. We check it before anything is paid."))
        return redirect(back)
    context = {
        "title": _("Bank account of %s") % club.title,
        "crumbs": crumbs((_("Bank account"), None)),
        "account": accounts.current_of(club),
        "form": form,
        "back": back,
    }
    return render(request, "apply/account.html", context)
