"""Pages of the letters' words: the list, and one rewritten."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from delegations.applications import actions, letters, wording
from delegations.applications.choices import LetterKind
from delegations.applications.desk_forms import LetterForm
from oia.core.choices import Language
from oia.core.permissions import may, requires


@requires("schemes.read")
def letter_list(request: HttpRequest) -> HttpResponse:
    """The letters with the words that count at present."""
    rows = [
        (kind.label, label, wording.template_of(kind, code), reverse("letter", args=[kind, code]))
        for kind in LetterKind
        for code, label in Language.choices
    ]
    context = {
        "title": _("Letters"),
        "crumbs": [(_("Club applications"), reverse("application_list")), (_("Letters"), None)],
        "rows": rows,
        "writes": may(request.user, "schemes.write"),
    }
    return render(request, "delegations/applications/letters.html", context)


@requires("schemes.write")
def letter(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Rewrite a letter; the placeholders stand beside the form."""
    if kind not in LetterKind or language not in Language:
        raise Http404
    template = wording.template_of(kind, language)
    start = {
        "version": template.version,
        "subject": template.subject,
        "text": template.text,
        "remedy": template.remedy,
    }
    form = LetterForm(kind, request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        seen = said.pop("version")
        try:
            if seen not in (None, template.version):
                raise IntegrityError
            actions.rewrite_letter(template=template, **said, by=request.user)
        except IntegrityError:
            form.add_error(None, _("Somebody else has rewritten it meanwhile. Reload the page."))
        else:
            messages.success(request, _("Saved."))
            return redirect("letter_list")
    title = f"{LetterKind(kind).label} ({Language(language).label})"
    context = {
        "title": title,
        "crumbs": [(_("Letters"), reverse("letter_list")), (title, None)],
        "form": form,
        "placeholders": letters.PLACEHOLDERS.items(),
        "cancel_url": reverse("letter_list"),
    }
    return render(request, "delegations/applications/letter.html", context)
