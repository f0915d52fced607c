"""My mail on Monday: what it would say now, and whether I want it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from oia.core.permissions import requires
from oia.office import monday


@requires("signed-in")
def monday_mail(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        on = request.POST.get("on") == "yes"
        monday.switch(user=request.user, on=on)
        messages.success(request, _("The mail comes.") if on else _("The mail is switched off."))
        return redirect("monday_mail")
    context = {
        "title": _("My mail on Monday"),
        "crumbs": [(_("My mail on Monday"), None)],
        "letter": monday.letter_for(request.user),  # type: ignore[arg-type]
    }
    return render(request, "office/monday.html", context)
