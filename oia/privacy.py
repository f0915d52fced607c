"""Which columns hold personal data, what for, and how long: the whole register, on one page.

A test fails on a text column, a file or a link to a person that stands in neither table. Links to
accounts need no line: they say who did what and fall under `accountability`. History holds the
same columns as its table and follows it. docs/processing.md is written from this page.

Legal bases name the regulation; what a state's act adds is the office's to enter in its own record.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

StrOrPromise = str | Promise
TASK = _("Art. 6(1)(e) GDPR")  # a task in the public interest
DUTY = _("Art. 6(1)(c) GDPR")  # a legal duty, here that of accounting for public money


@dataclass(frozen=True)
class Purpose:
    label: StrOrPromise
    basis: StrOrPromise
    subjects: StrOrPromise
    recipients: StrOrPromise


PURPOSES = {
    "accounts": Purpose(
        _("Accounts of staff and of clubs"), TASK,
        _("staff, members of the council, representatives of clubs"), _("nobody outside"),
    ),
    "contacts": Purpose(
        _("Contacts of the office"), TASK,
        _("people in partner cities, clubs, consulates and authorities"), _("nobody outside"),
    ),
    "corps": Purpose(
        _("Consular corps and protocol"), TASK,
        _("heads and members of consular posts"), _("mayor's office: office data only"),
    ),
    "travel": Purpose(
        _("Official travel and guests"), TASK,
        _("travellers, hosts and guests"), _("nobody outside; the report names no traveller"),
    ),
    "guests": Purpose(
        _("Events and invitations"), TASK, _("invited people"), _("nobody outside"),
    ),
    "support": Purpose(
        _("Travel support for clubs"), DUTY,
        _("representatives and travelling members of clubs"), _("audit office"),
    ),
    "desk": Purpose(
        _("Work of the desk: notes, talks, follow-ups"), TASK,
        _("staff, and whom a note is about"), _("nobody outside"),
    ),
    "accountability": Purpose(
        _("Who did what, and why"), DUTY, _("staff, representatives of clubs"), _("audit office"),
    ),
    "security": Purpose(
        _("Protection of accounts and of personal data"), TASK,
        _("whoever signs in or tries to"), _("nobody outside"),
    ),
    "mail": Purpose(_("Mails sent by the office"), TASK, _("recipients of mail"), _("recipients")),
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """How long. `due` gives the rows whose time is over on a day; without it a person decides."""

    label: StrOrPromise
    due: Any = None


def _rows(label: str, **conditions: Any) -> QuerySet[Any]:
    return apps.get_model(label)._default_manager.order_by().filter(**conditions)


def _years(day: dt.date, count: int) -> dt.date:
    """The same day `count` years before; of a leap day the 28th."""
    try:
        return day.replace(year=day.year - count)
    except ValueError:
        return day.replace(year=day.year - count, day=28)


def _travel(day: dt.date) -> Iterator[QuerySet[Any]]:
    yield _rows("delegations.traveller", trip__last_day__lt=_years(day, 5))


def _guests(day: dt.date) -> Iterator[QuerySet[Any]]:
    yield _rows("office.invitation", event__last_day__lt=_years(day, 2))
    single = _rows("office.invitation", event__last_day=None)
    yield single.filter(event__first_day__lt=_years(day, 2))


def _support(day: dt.date) -> Iterator[QuerySet[Any]]:
    # The clock of vouchers starts on 1 January after the annual accounts were adopted, not with the
    # decision: of a year that nobody has closed nothing is over.
    for period in _closed(day):
        decided = {
            "application__decided__date__gte": period.first,
            "application__decided__date__lte": period.last,
        }
        yield _rows("delegations.message", **decided)
        yield _rows("delegations.declaredtie", **decided)


def _closed(day: dt.date) -> Iterator[Any]:
    """The fiscal periods whose vouchers are past their time on the day."""
    office = apps.get_model("office.office").current()
    for row in _rows("office.closedyear", confirmed__isnull=False):
        if office is not None and row.over_from <= day:
            yield office.period(row.year)


def _lists(day: dt.date) -> Iterator[QuerySet[Any]]:
    """Papers that name participants, once nobody can object to what was found any more."""
    before = day - dt.timedelta(days=90)
    papers = _rows("delegations.paper", names=True)
    refused = _rows("delegations.application", status="refused", decided__date__lt=before)
    withdrawn = _rows("delegations.application", status="withdrawn", updated__date__lt=before)
    for ended in (
        _rows("delegations.proof", closed__date__lt=before).values("application"),
        _rows("delegations.revocation", decided__date__lt=before).values("application"),
        refused.values("pk"),
        withdrawn.values("pk"),
    ):
        done = papers.filter(application__in=ended)
        # What a paper held once and was replaced by another file names people as well; what was
        # given back, because it was another paper, does not.
        held = _rows("delegations.paperhistory", pgh_obj__in=done.values("pk"))
        told = held.order_by("pgh_obj", "pgh_id").values_list("pgh_obj", "document")
        yield _rows("office.document", pk__in=_stayed(list(told)))


def _stayed(told: list[tuple[int, int | None]]) -> set[int]:
    """(paper, document) as the history has them one after the other → the documents after which
    the paper did not stand empty again."""
    following = [*told[1:], (0, None)][: len(told)]
    return {
        document
        for (paper, document), then in zip(told, following, strict=True)
        if document is not None and then != (paper, None)
    }


def _mails(day: dt.date) -> Iterator[QuerySet[Any]]:
    yield _rows("core.outboxmail", sent__date__lt=_years(day, 1))


def _incoming(day: dt.date) -> Iterator[QuerySet[Any]]:
    # What still waits for somebody after a year is nobody's business any more.
    yield _rows("delegations.incomingmail", came__date__lt=_years(day, 1))


def _reads(day: dt.date) -> Iterator[QuerySet[Any]]:
    yield _rows("core.readlog", at__date__lt=_years(day, 2))


def _imports(day: dt.date) -> Iterator[QuerySet[Any]]:
    yield _rows("office.importchange", run__created__date__lt=_years(day, 2))


def _works(day: dt.date) -> Iterator[QuerySet[Any]]:
    yield _rows("core.job", finished__date__lt=day - dt.timedelta(days=90))


def _doors(day: dt.date) -> Iterator[QuerySet[Any]]:
    month = day - dt.timedelta(days=30)
    yield _rows("core.signinlink", expires__date__lt=month)
    yield _rows("core.failedtry", at__date__lt=month)
    yield _rows("core.mailedcode", expires__date__lt=month)


RULES = {
    "own": Rule(_("as long as the account; its owner changes or deletes it")),
    "account": Rule(_("as long as the account is used; then erased on request")),
    "record": Rule(_("with its record; erased on request or when the record goes")),
    "contact": Rule(_("as long as the contact is of use; erased on request")),
    "good": Rule(_("for good: proof of what was done")),
    "travel": Rule(_("names five years after the trip; the counts stay"), _travel),
    "guests": Rule(_("two years after the event; the counts stay"), _guests),
    "support": Rule(
        _(
            "as vouchers: ten years or as the settings say, from the 1 January after the annual "
            "accounts of the year of the decision were adopted"
        ),
        _support,
    ),
    "books": Rule(_("ten years, as the books it belongs to; then a person decides")),
    "lists": Rule(
        _(
            "with its application; papers that name participants 90 days after the proof of "
            "use was closed or the grant revoked"
        ),
        _lists,
    ),
    "mails": Rule(_("one year after sending"), _mails),
    "incoming": Rule(_("a year after it came in; its text only until it is settled"), _incoming),
    "reads": Rule(_("two years"), _reads),
    "imports": Rule(_("two years; then an import can no longer be undone"), _imports),
    "works": Rule(_("90 days after the end"), _works),
    "doors": Rule(_("30 days"), _doors),
}

# Rows that point to a person and would keep them: what becomes of these when the person is erased.
# A guest list loses the line and keeps its counts; a gift stays in stock with nobody's name on it.
LETS_GO = {"office.invitation": "delete", "office.gift": "unlink"}

#   model                          purpose         kept      columns
REGISTER = """
    core.user                      accounts        account   email name password
    core.savedview                 desk            own       name query
    core.keptfile                  desk            works     name file
    core.job                       accountability  works     arguments step result error
    core.signinlink                security        doors     digest
    core.failedtry                 security        doors     account address
    core.mailedcode                security        doors     browser hashed
    core.authenticator             security        own       secret
    core.recoverycode              security        own       hashed
    core.passkey                   security        own       name handle key_id public
    core.outsideidentity           security        own       issuer subject
    core.signedin                  security        own       key browser
    core.readlog                   security        reads     what
    core.outboxmail                mail            mails     recipient reply_to subject body calendar error
    core.erasure                   accountability  good      values reason
    office.accountrequest          accountability  account   email reason
    office.erasing                 accountability  good      person reason hindered
    office.calendarfeed            accounts        own       name digest
    api.apitoken                   accounts        own       name digest

    office.person                  contacts        contact   search_text name given_name family_name salutation language source note restricted_why
    office.position                contacts        contact   person title email phone start end
    office.organisation            contacts        contact   note
    partners.club                  contacts        record    email contact
    networks.officeheld            contacts        record    search_text role person
    consular.post                  corps           record    address email phone
    consular.officer               corps           record    search_text name

    office.record                  desk            record    search_text title note
    office.document                desk            record    search_text name file
    office.earlierversion          desk            record    name file
    office.followup                desk            record    search_text title note
    office.interaction             desk            record    search_text subject note
    office.interactionperson       desk            record    person
    office.comment                 desk            record    text
    office.result                  desk            record    text
    office.gift                    desk            record    search_text title person whereabouts note
    office.delivery                desk            record    note
    office.photo                   desk            record    search_text title credit file thumbnail
    office.programmeitem           travel          record    search_text title guest_title venue people public_text note
    office.invitation              guests          guests    search_text person name email note told

    delegations.trip               travel          record    leader programme
    delegations.traveller          travel          travel    name
    delegations.visit              travel          record    hosts
    delegations.application        support         record    facts assessment purpose recommendation reasons decision_text conditions
    delegations.message            support         support   text
    delegations.messagefile        support         support   name
    delegations.incomingmail       support         incoming  number sender subject text
    delegations.incomingfile       support         incoming  name file
    delegations.declaredtie        accountability  support   text
    delegations.bankaccount        support         books     iban holder told_to how
    delegations.batch              support         books     text
    delegations.payment            support         books     why_returned
    delegations.proof              support         books     report facts assessment finding
    delegations.reclaim            support         books     text waived_why
    delegations.revocation         support         books     reasons text
    delegations.paper              support         lists     text_de text_en

    office.importrun               accountability  imports   name file result answers
    office.importchange            accountability  imports   before after
    office.openquestion            accountability  imports   text reason proposals details
    office.budgetentry             accountability  good      text
    office.commitment              accountability  good      text
    office.spending                accountability  good      search_text reference text
    reporting.narrative            desk            record    text
    reporting.report               desk            record    snapshot correction pdf annex printed
    reporting.reportversion        accountability  good      snapshot reason pdf annex
"""  # noqa: E501  one line per table reads as a table

#   Texts that say nothing of a person: places, names of things, codes, rules.
IMPERSONAL = """
    core.user role
    core.savedview page
    core.job task
    core.failedtry door
    core.outboxmail event template message_id
    core.storedfile digest media_type
    core.readlog area
    core.sentform key model
    core.signedin how proven
    core.keptfile token
    core.mark name detail
    core.erasure table key
    office.place name name_de name_en country country_printed
    office.placename name folded
    office.gazetteercity name country
    office.gazetteername country folded
    office.office city country name currency anniversary_years award_prefix org_id accent_light accent_dark ribbon look set_up arms
    office.department name
    office.desk name
    office.record kind file_number
    office.tag name
    office.document kind language
    office.searchword word
    office.accountrequest role
    office.calendarfeed kinds
    office.organisation search_text name website
    office.stockitem search_text name currency source
    office.gift currency
    office.importrun kind
    office.importchange model
    office.openquestion kind column country
    office.answer column folded country value
    office.budgetline name
    office.allotment search_text currency purpose group
    office.spending currency
    office.workshare field
    office.programmeitem zone
    office.deletion found done
    office.erasing done left
    office.photo licence
    api.change model what
    partners.partnership signed first_contact anniversary_base themes
    partners.tiedate date source
    partners.agreement signed themes
    partners.club founded
    networks.network since website
    networks.membership search_text currency note
    networks.officeheld body start end
    eufunding.call identifier call_identifier programme deadline_model type_of_action currency description portal_url
    eufunding.bid call_text programme currency partners
    consular.post country seat district celebrates
    delegations.scheme code name_de name_en
    delegations.schemeversion note_de note_en sources rules
    delegations.supportcase title facts
    delegations.application form_key
    delegations.payingaccount iban holder
    delegations.batch form_key
    delegations.payment currency
    delegations.lettertemplate subject text remedy
    delegations.trip currency
    delegations.tripcost currency
    delegations.visit currency
    reporting.narrative section
    reporting.reportversion snapshot_digest
"""  # noqa: E501
