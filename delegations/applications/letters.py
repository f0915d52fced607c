"""Letters about an application: fixed placeholders, the office's own words, a tagged PDF.

A template is text in paragraphs; `{number}` and its like are the only things that are put in, each
escaped, so that neither a club's title nor a template can bring anything else onto the paper.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from delegations.applications.answers import answers_of
from delegations.applications.choices import LetterKind, Reason, RevokeReason
from delegations.applications.models import Application, Paper
from delegations.applications.wording import CLOSING, SIGNED, template_of
from delegations.payments.models import PayingAccount, Reclaim, Revocation
from oia.core.models import User
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
    "due": gettext_lazy("day until which it is to be paid back, or handed in"),
    "account": gettext_lazy("account of the city, to which is paid back"),
    "calculated": gettext_lazy("amount calculated"),
    "scheme": gettext_lazy("name of the scheme"),
    "version": gettext_lazy("number of its version"),
    "office": gettext_lazy("name of the office"),
    "city": gettext_lazy("city"),
    "officer": gettext_lazy("who looks after it"),
}
_MARK = re.compile(r"\{([a-z_]*)\}")


def check_template(text: str) -> None:
    """Raises ValidationError for a placeholder there is not, or a stray brace."""
    unknown = [name for name in _MARK.findall(text) if name not in PLACEHOLDERS]
    if unknown:
        raise ValidationError(_("There is no placeholder {%s}.") % unknown[0])
    if "{" in _MARK.sub("", text) or "}" in _MARK.sub("", text):
        raise ValidationError(_("A brace is left open; placeholders look like {number}."))


def _local(moment: dt.datetime | None) -> dt.date | None:
    """The day by the city's clock."""
    return timezone.localdate(moment) if moment else None


def values_of(application: Application, office: Office, language: str) -> dict[str, str]:
    row = application
    name = row.scheme.name_en if language == "en" else row.scheme.name_de
    return {
        "number": row.file_number,
        "club": row.club.title,
        "title": row.title,
        "first_day": words.day(row.first_day, language),
        "last_day": words.day(row.last_day, language),
        "applied": words.day(_local(row.submitted), language),
        "people": str(row.facts.get("people", "")),
        "amount": words.money(row.granted or Decimal(0), "EUR", language),
        "advance": words.money(row.advance or Decimal(0), "EUR", language),
        "proof_due": words.day(row.proof_due, language),
        **_used(row, language),
        "account": _account_of_the_city(),
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


def _account_of_the_city() -> str:
    """Holder and IBAN in groups of four, as people copy it into a form of their bank."""
    account = PayingAccount.objects.current()
    if account is None:
        return "–"
    number = account.iban.reveal()
    return f"{account.holder}, {' '.join(number[at : at + 4] for at in range(0, len(number), 4))}"


def filled(text: str, values: dict[str, str]) -> str:
    """Each value is one line: nobody's title makes paragraphs of the office's."""
    return _MARK.sub(lambda mark: " ".join(values.get(mark[1], mark[0]).split()), text)


def paragraphs(text: str) -> Any:
    """Blank lines part paragraphs; everything is escaped."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return format_html_join("", "<p>{}</p>", ((part,) for part in parts))


def kind_of(application: Application) -> str:
    return LetterKind.GRANT if application.granted else LetterKind.REFUSAL


def decision_letter(application: Application, office: Office) -> bytes:
    """The decision as PDF/UA in the office's language, with reasons, conditions and remedy."""
    row = application
    conditions = [line.strip() for line in row.conditions.splitlines() if line.strip()]
    parts = [
        _reasons(Reason, row.reasons, row.decision_text, office),
        _part("conditions", gettext_lazy("Conditions of the grant"), conditions, "", office),
    ]
    day = _local(row.decided)
    return _paper(row, office, kind_of(row), parts, day, row.decided_by)


def reclaim_letter(application: Application, office: Office) -> bytes:
    """What is asked back and why, as PDF/UA in the office's language."""
    reclaim = application.reclaim
    text = "\n\n".join(part for part in (application.proof.finding, reclaim.text) if part)
    parts = [_reasons(Reason, [], text, office)]
    return _paper(
        application, office, LetterKind.RECLAIM, parts, _local(reclaim.made), reclaim.made_by
    )


def revocation_letter(application: Application, office: Office) -> bytes:
    """Why a grant is taken back and what is to be paid back, as PDF/UA in the office's language."""
    found = application.revocation
    day = _local(found.decided)
    parts = [_reasons(RevokeReason, found.reasons, found.text, office)]
    return _paper(application, office, LetterKind.REVOCATION, parts, day, found.decided_by)


def papers_letter(
    application: Application, office: Office, papers: list[Paper], before: list[Paper], day: dt.date
) -> bytes:
    """What is missing and until when, and what was missing `before`, as PDF/UA in the office's
    language."""
    due = words.day(papers[0].due, office.language)
    parts = [
        _part(key, heading, [_named(paper, office) for paper in rows], "", office)
        for key, heading, rows in (
            ("papers", gettext_lazy("What is missing"), papers),
            ("before", gettext_lazy("What we still wait for, too"), before),
        )
    ]
    return _paper(application, office, LetterKind.PAPERS, parts, day, papers[0].asked_by, due=due)


def _named(paper: Paper, office: Office) -> str:
    return {"de": paper.text_de, "en": paper.text_en}[office.language] or paper.text_de


def receipt(application: Application, office: Office, at: dt.datetime) -> bytes:
    """What the club sent, word for word, as it stood `at` a moment, as PDF/UA."""
    row, language = application, office.language
    with override(language):
        day = words.moment(row.submitted)
        came = format_html(
            "<p>{}</p>",
            _(
                "Your application “%(title)s” came in on %(moment)s. You will hear from us by "
                "%(answer)s."
            )
            % {"title": row.title, "moment": day, "answer": words.day(row.answer_by)},
        )
        parts = [came]
        for number, (heading, lines) in enumerate(answers_of(row)):
            listed = format_html_join("", "<dt>{}</dt><dd>{}</dd>", lines)
            html = '<h2 id="said-{}">{}</h2><dl class="letter__said">{}</dl>'
            parts.append(format_html(html, number, heading, listed))
        parts.append(
            format_html('<p class="note">{}</p>', _("As it stands on %s.") % words.moment(at))
        )
        handed = [str(paper) for paper in row.papers.exclude(document=None)]
        parts.append(_part("papers", _("Papers that came"), handed, "", office))
        subject = _("We have your application")
        head = _head(row, office, timezone.localdate(row.submitted), subject)
    return _printed([head, *parts], f"{subject}, {row.file_number}", office)


def _reasons(choices: Any, codes: list[str], text: str, office: Office) -> Any:
    with override(office.language):
        said = [str(dict(choices.choices).get(code, code)) for code in codes]
    return _part("reasons", gettext_lazy("Reasons"), said, text, office)


def _part(key: str, heading: Any, items: list[str], text: str, office: Office) -> Any:
    """A list and paragraphs under a heading; nothing where there is nothing to say."""
    if not (items or text):
        return ""
    with override(office.language):
        head = format_html('<h2 id="{}">{}</h2>', key, heading)
    lines = format_html_join("", "<li>{}</li>", ((item,) for item in items))
    listed = format_html("<ul>{}</ul>", lines) if items else ""
    return format_html("{}{}{}", head, listed, paragraphs(text))


def _head(row: Application, office: Office, day: dt.date | None, subject: str) -> Any:
    """Sender, address field and reference as DIN 5008 places them, then the subject."""
    about = [
        (_("Our file number"), row.file_number),
        (_("Your contact"), str(row.officer or "")),
        (_("Mail"), row.officer.email if row.officer else ""),
        (_("Date"), words.day(day)),
    ]
    lines = format_html_join("", "<dt>{}</dt><dd>{}</dd>", [line for line in about if line[1]])
    return format_html(
        '<p class="letter__from">{}</p><div class="letter__to"><p>{}<br>{}</p></div>'
        '<dl class="letter__about">{}</dl><h1 class="letter__subject" id="letter">{}</h1>',
        " · ".join(filter(None, (office.name, office.city))),
        row.club.title,
        row.club.contact,
        lines,
        subject,
    )


def _paper(
    row: Application,
    office: Office,
    kind: str,
    parts: list[Any],
    day: dt.date | None,
    by: User | None,
    **more: str,
) -> bytes:
    """A letter of the kind with its own parts below its template's words, signed `by` somebody;
    `more` are values of placeholders that only this letter knows."""
    language = office.language
    template = template_of(kind, language)
    values = values_of(row, office, language) | more
    with override(language):
        head = _head(row, office, day, template.subject)
        remedy = filled(template.remedy, values)
        html = [
            head,
            paragraphs(filled(template.text, values)),
            *parts,
            _part("remedy", _("Legal remedy"), [], remedy, office),
            format_html(
                '<p class="letter__end">{}<br><br>{}<br>{}</p><p class="note">{}</p>',
                CLOSING[language],
                by or office.name,
                office.name if by else "",
                SIGNED[language],
            ),
        ]
        return _printed(html, f"{template.subject}, {row.file_number}", office)


def _printed(parts: list[Any], title: str, office: Office) -> bytes:
    # Here and not above: it takes most of a second to load, and only workers print.
    from oia.ui.pdf import render_pdf

    html = "".join(str(part) for part in parts)
    with override(office.language):
        return render_pdf(html, title=title, language=office.language, author_office=office.name)
