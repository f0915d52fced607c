"""Letters about an application: fixed placeholders, the office's own words, a tagged PDF.

A template is text in paragraphs; `{number}` and its like are the only things that are put in, each
escaped, so that neither a club's title nor a template can bring anything else onto the paper.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from delegations.applications.choices import LetterKind, Reason, RevokeReason
from delegations.applications.models import Application, LetterTemplate
from delegations.payments.models import Reclaim, Revocation
from oia.office.models import Office
from oia.ui import words

PLACEHOLDERS = {
    "number": gettext_lazy("file number"),
    "club": gettext_lazy("name of the club"),
    "title": gettext_lazy("name of the journey"),
    "first_day": gettext_lazy("first day of the journey"),
    "last_day": gettext_lazy("last day of the journey"),
    "applied": gettext_lazy("day the application came in"),
    "people": gettext_lazy("number of participants"),
    "amount": gettext_lazy("amount granted"),
    "advance": gettext_lazy("amount paid in advance"),
    "proof_due": gettext_lazy("day until which the proof of use is due"),
    "final": gettext_lazy("final amount after the proof of use"),
    "paid": gettext_lazy("amount paid"),
    "reclaim": gettext_lazy("amount to be paid back"),
    "due": gettext_lazy("day until which it is to be paid back"),
    "calculated": gettext_lazy("amount calculated"),
    "scheme": gettext_lazy("name of the scheme"),
    "version": gettext_lazy("number of its version"),
    "office": gettext_lazy("name of the office"),
    "city": gettext_lazy("city"),
    "officer": gettext_lazy("who looks after it"),
}
_MARK = re.compile(r"\{([a-z_]*)\}")

# What an office starts with; the head replaces it by versions of the office's own.
START = {
    "de": {
        LetterKind.GRANT: (
            "Bewilligung eines Zuschusses",
            "Sehr geehrte Damen und Herren,\n\nauf Ihren Antrag vom {applied} bewilligen wir dem "
            "Verein {club} für die Begegnung „{title}“ vom {first_day} bis {last_day} einen "
            "Zuschuss von {amount}.\n\nGrundlage ist die Richtlinie „{scheme}“, Fassung {version}. "
            "Der Zuschuss ist eine freiwillige Leistung und nur für den genannten Zweck bestimmt. "
            "Weisen Sie die Verwendung bis zum {proof_due} im Portal nach; nicht verwendete Mittel "
            "sind zurückzuzahlen.",
        ),
        LetterKind.REFUSAL: (
            "Ablehnung eines Zuschusses",
            "Sehr geehrte Damen und Herren,\n\nIhren Antrag vom {applied} auf einen Zuschuss für "
            "die Begegnung „{title}“ lehnen wir ab. Grundlage ist die Richtlinie „{scheme}“, "
            "Fassung {version}.",
        ),
        LetterKind.RECLAIM: (
            "Rückforderung eines Zuschusses",
            "Sehr geehrte Damen und Herren,\n\nmit Bescheid zum Antrag vom {applied} haben wir "
            "dem Verein {club} für die Begegnung „{title}“ einen Zuschuss von {amount} bewilligt; "
            "ausgezahlt sind {paid}.\n\nNach Prüfung Ihres Verwendungsnachweises setzen wir den "
            "Zuschuss auf {final} fest. Grundlage ist die Richtlinie „{scheme}“, Fassung "
            "{version}. Zu viel gezahlt sind {reclaim}; bitte zahlen Sie diesen Betrag bis zum "
            "{due} unter Angabe von {number} zurück.",
        ),
        LetterKind.REVOCATION: (
            "Widerruf eines Zuschusses",
            "Sehr geehrte Damen und Herren,\n\nmit Bescheid zum Antrag vom {applied} haben wir "
            "dem Verein {club} für die Begegnung „{title}“ einen Zuschuss von {amount} bewilligt. "
            "Diesen Bescheid widerrufen wir. Grundlage ist die Richtlinie „{scheme}“, Fassung "
            "{version}.\n\nAusgezahlt und zurückzuzahlen: {reclaim}. Bitte geben Sie bei einer "
            "Zahlung {number} an; sie ist fällig am: {due}.",
        ),
    },
    "en": {
        LetterKind.GRANT: (
            "Grant of travel support",
            "Dear Sir or Madam,\n\non your application of {applied} we grant {club} {amount} for "
            "“{title}” from {first_day} to {last_day}.\n\nThe grant rests on the scheme "
            "“{scheme}”, version {version}. It is voluntary and meant for this purpose alone. "
            "Account for it in the portal by {proof_due}; what was not used is to be paid back.",
        ),
        LetterKind.REFUSAL: (
            "Refusal of travel support",
            "Dear Sir or Madam,\n\nwe refuse your application of {applied} for travel support for "
            "“{title}”. The decision rests on the scheme “{scheme}”, version {version}.",
        ),
        LetterKind.RECLAIM: (
            "Reclaim of travel support",
            "Dear Sir or Madam,\n\non your application of {applied} we granted {club} {amount} for "
            "“{title}”; {paid} were paid.\n\nHaving examined your proof of use we set the grant at "
            "{final}, under the scheme “{scheme}”, version {version}. {reclaim} were paid too "
            "much; please pay this amount back by {due}, naming {number}.",
        ),
        LetterKind.REVOCATION: (
            "Revocation of travel support",
            "Dear Sir or Madam,\n\non your application of {applied} we granted {club} {amount} for "
            "“{title}”. We revoke this decision, under the scheme “{scheme}”, version {version}."
            "\n\nPaid, and to be paid back: {reclaim}. Please name {number} with a payment; it is "
            "due on: {due}.",
        ),
    },
}
REMEDY = {
    "de": "Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe bei {office}, "
    "{city}, Widerspruch erhoben werden.",
    "en": "An objection to this decision can be lodged with {office}, {city}, within one month of "
    "its notification.",
}
SIGNED = {
    "de": "Dieses Schreiben wurde elektronisch erstellt und gilt ohne Unterschrift.",
    "en": "This letter was made electronically and is valid without a signature.",
}


def check_template(text: str) -> None:
    """Raises ValidationError for a placeholder there is not, or a stray brace."""
    unknown = [name for name in _MARK.findall(text) if name not in PLACEHOLDERS]
    if unknown:
        raise ValidationError(_("There is no placeholder {%s}.") % unknown[0])
    if "{" in _MARK.sub("", text) or "}" in _MARK.sub("", text):
        raise ValidationError(_("A brace is left open; placeholders look like {number}."))


def values_of(application: Application, office: Office, language: str) -> dict[str, str]:
    row = application
    name = row.scheme.name_en if language == "en" else row.scheme.name_de
    return {
        "number": row.file_number,
        "club": row.club.title,
        "title": row.title,
        "first_day": words.day(row.first_day, language),
        "last_day": words.day(row.last_day, language),
        "applied": words.day(row.submitted.date() if row.submitted else None, language),
        "people": str(row.facts.get("people", "")),
        "amount": words.money(row.granted or Decimal(0), "EUR", language),
        "advance": words.money(row.advance or Decimal(0), "EUR", language),
        "proof_due": words.day(row.proof_due, language),
        **_used(row, language),
        "calculated": words.money(row.calculated, "EUR", language),
        "scheme": name,
        "version": str(row.version_used.number if row.version_used else ""),
        "office": office.name,
        "city": office.city,
        "officer": str(row.officer or ""),
    }


def _used(row: Application, language: str) -> dict[str, str]:
    """What a reclaim says; nothing before there is one."""
    reclaim = Reclaim.objects.filter(application=row.pk).first()
    nothing = dict.fromkeys(("final", "paid", "reclaim", "due"), "")
    if reclaim is None:
        # A letter of a revocation says so plainly where nothing was paid.
        return nothing | {"reclaim": words.money(Decimal(0), "EUR", language), "due": "–"}
    if Revocation.objects.filter(application=row.pk, decided__isnull=False).exists():
        final = Decimal(0)
    else:
        final = row.proof.final or Decimal(0)
    return {
        "final": words.money(final, "EUR", language),
        "paid": words.money(final + reclaim.amount, "EUR", language),
        "reclaim": words.money(reclaim.amount, "EUR", language),
        "due": words.day(reclaim.due, language),
    }


def filled(text: str, values: dict[str, str]) -> str:
    return _MARK.sub(lambda mark: values.get(mark[1], mark[0]), text)


def paragraphs(text: str) -> Any:
    """Blank lines part paragraphs; everything is escaped."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return format_html_join("", "<p>{}</p>", ((part,) for part in parts))


def kind_of(application: Application) -> str:
    return LetterKind.GRANT if application.granted else LetterKind.REFUSAL


def template_of(kind: str, language: str) -> LetterTemplate:
    """The newest version; unsaved, with version 0, the text every office starts with."""
    own = LetterTemplate.objects.filter(kind=kind, language=language).first()
    if own is not None:
        return own
    subject, text = START[language][LetterKind(kind)]
    return LetterTemplate(
        kind=kind, language=language, version=0, subject=subject, text=text, remedy=REMEDY[language]
    )


def decision_letter(application: Application, office: Office) -> bytes:
    """The decision as PDF/UA in the office's language, with reasons, conditions and remedy."""
    row = application
    with override(office.language):
        reasons = [str(dict(Reason.choices).get(code, code)) for code in row.reasons]
    day = row.decided.date() if row.decided else None
    said = (reasons, row.decision_text, row.conditions)
    return _paper(row, office, kind_of(row), said, day)


def reclaim_letter(application: Application, office: Office) -> bytes:
    """What is asked back and why, as PDF/UA in the office's language."""
    reclaim = application.reclaim
    text = "\n\n".join(part for part in (application.proof.finding, reclaim.text) if part)
    return _paper(application, office, LetterKind.RECLAIM, ([], text, ""), reclaim.made.date())


def revocation_letter(application: Application, office: Office) -> bytes:
    """Why a grant is taken back and what is to be paid back, as PDF/UA in the office's language."""
    found = application.revocation
    with override(office.language):
        reasons = [str(dict(RevokeReason.choices).get(code, code)) for code in found.reasons]
    day = found.decided.date() if found.decided else None
    return _paper(application, office, LetterKind.REVOCATION, (reasons, found.text, ""), day)


def _paper(
    row: Application,
    office: Office,
    kind: str,
    said: tuple[list[str], str, str],
    day: dt.date | None,
) -> bytes:
    """A letter with its (reasons, explanation, conditions)."""
    # Here and not above: it takes most of a second to load, and only workers print.
    from oia.ui.pdf import render_pdf

    language = office.language
    template = template_of(kind, language)
    values = values_of(row, office, language)
    reasons, text, conditions = said
    with override(language):
        parts = [
            format_html(
                '<p>{}<br>{}</p><p>{}</p><p>{}</p><h1 id="letter">{}</h1>',
                office.name,
                office.city,
                row.club.title,
                _("File number: %s") % row.file_number,
                template.subject,
            ),
            paragraphs(filled(template.text, values)),
        ]
        if reasons or text:
            parts.append(format_html('<h2 id="reasons">{}</h2>', _("Reasons")))
            items = format_html_join("", "<li>{}</li>", ((reason,) for reason in reasons))
            parts.append(format_html("<ul>{}</ul>", items) if reasons else "")
            parts.append(paragraphs(text))
        if conditions:
            parts.append(format_html('<h2 id="conditions">{}</h2>', _("Conditions of the grant")))
            parts.append(paragraphs(conditions))
        remedy = filled(template.remedy, values)
        parts.append(format_html('<h2 id="remedy">{}</h2><p>{}</p>', _("Legal remedy"), remedy))
        parts.append(format_html("<p>{}<br>{}</p>", words.day(day), SIGNED[language]))
        return render_pdf(
            "".join(str(part) for part in parts),
            title=f"{template.subject}, {row.file_number}",
            language=language,
            author_office=office.name,
        )
