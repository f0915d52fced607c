"""The office's own words of letters, version after version."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delegations.applications.choices import LetterKind
from oia.core.audit import tracked
from oia.core.choices import Language
from oia.core.permissions import may

# What an office starts with; the head replaces it by versions of the office's own.
START = {
    "de": {
        LetterKind.GRANT: (
            "Bewilligung eines Zuschusses",
            "Sehr geehrte Damen und Herren,\n\nauf Ihren Antrag vom {applied} bewilligen wir dem "
            "Verein {club} für die Begegnung „{title}“ vom {first_day} bis {last_day} einen "
            "Zuschuss von {amount}.\n\nGrundlage ist die Richtlinie „{scheme}“, Fassung {version}. "
            "Der Zuschuss ist eine freiwillige Leistung und nur für den genannten Zweck bestimmt. "
            "Vorab gezahlt werden davon {advance}. Weisen Sie die Verwendung bis zum {proof_due} "
            "im Portal nach; nicht verwendete Mittel sind zurückzuzahlen.",
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
            "{due} unter Angabe von {number} zurück auf: {account}.",
        ),
        LetterKind.REVOCATION: (
            "Widerruf eines Zuschusses",
            "Sehr geehrte Damen und Herren,\n\nmit Bescheid zum Antrag vom {applied} haben wir "
            "dem Verein {club} für die Begegnung „{title}“ einen Zuschuss von {amount} bewilligt. "
            "Diesen Bescheid widerrufen wir. Grundlage ist die Richtlinie „{scheme}“, Fassung "
            "{version}.\n\nAusgezahlt und zurückzuzahlen: {reclaim}. Bitte geben Sie bei einer "
            "Zahlung {number} an; sie ist fällig am: {due}, zu zahlen auf: {account}.",
        ),
        LetterKind.PAPERS: (
            "Bitte um Unterlagen zu Ihrem Antrag",
            "Sehr geehrte Damen und Herren,\n\nIhr Antrag vom {applied} auf einen Zuschuss für die "
            "Begegnung „{title}“ liegt uns vor. Damit wir darüber entscheiden können, brauchen wir "
            "noch, was unten steht.\n\nBitte reichen Sie es bis zum {due} im Portal ein, oder "
            "schreiben Sie uns unter Angabe von {number}, wenn Sie mehr Zeit brauchen. Danach "
            "entscheiden wir nach dem, was uns vorliegt.",
        ),
    },
    "en": {
        LetterKind.GRANT: (
            "Grant of travel support",
            "Dear Sir or Madam,\n\non your application of {applied} we grant {club} {amount} for "
            "“{title}” from {first_day} to {last_day}.\n\nThe grant rests on the scheme "
            "“{scheme}”, version {version}. It is voluntary and meant for this purpose alone. "
            "{advance} of it are paid in advance. "
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
            "much; please pay this amount back by {due}, naming {number}, to: {account}.",
        ),
        LetterKind.REVOCATION: (
            "Revocation of travel support",
            "Dear Sir or Madam,\n\non your application of {applied} we granted {club} {amount} for "
            "“{title}”. We revoke this decision, under the scheme “{scheme}”, version {version}."
            "\n\nPaid, and to be paid back: {reclaim}. Please name {number} with a payment; it is "
            "due on: {due}, to be paid to: {account}.",
        ),
        LetterKind.PAPERS: (
            "Request for papers",
            "Dear Sir or Madam,\n\nwe have your application of {applied} for travel support for "
            "“{title}”. Before we can decide we need what is listed below.\n\nPlease hand it in "
            "in the portal by {due}, or write to us naming {number} if you need more time. After "
            "that day we decide on what we have.",
        ),
    },
}
REMEDY = {
    "de": "Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe bei {office}, "
    "{city}, Widerspruch erhoben werden.",
    "en": "An objection to this decision can be lodged with {office}, {city}, within one month of "
    "its notification.",
}
CLOSING = {"de": "Mit freundlichen Grüßen", "en": "Yours faithfully"}
SIGNED = {
    "de": "Dieses Schreiben wurde elektronisch erstellt und gilt ohne Unterschrift.",
    "en": "This letter was made electronically and is valid without a signature.",
}


class LetterTemplateQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Any:
        return self if may(user, "schemes.read") else self.none()


@tracked
class LetterTemplate(models.Model):
    """The office's own words of a letter; a change is the next version, none is rewritten."""

    kind = models.CharField(_("letter"), max_length=8, choices=LetterKind)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    version = models.PositiveIntegerField(_("version"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    remedy = models.TextField(_("legal remedy"), blank=True)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("template of a letter")
        verbose_name_plural = _("templates of letters")
        ordering = ("kind", "language", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language", "version"], name="letter_template_once"
            ),
            models.CheckConstraint(
                name="letter_template_tells_the_remedy",
                condition=Q(kind=LetterKind.PAPERS) | ~Q(remedy=""),
                violation_error_message=_("Say what can be done against the decision."),
            ),
        ]
        triggers = [pgtrigger.Protect(name="stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.language}) {self.version}"


def template_of(kind: str, language: str) -> LetterTemplate:
    """The newest version; unsaved, with version 0, the text every office starts with."""
    own = LetterTemplate.objects.filter(kind=kind, language=language).first()
    if own is not None:
        return own
    subject, text = START[language][LetterKind(kind)]
    remedy = "" if kind == LetterKind.PAPERS else REMEDY[language]
    return LetterTemplate(
        kind=kind, language=language, version=0, subject=subject, text=text, remedy=remedy
    )
