"""The consular corps: posts by kind, what changed in the year, the head of the order."""

from collections import Counter
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consular import indicators, precedence
from consular.choices import OfficerRole, PostKind
from consular.models import Officer, Post
from oia.office.choices import PrecedenceMode
from oia.ui import words
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Chapter, Context, wording
from reporting.chapters.wording import within

FIRST = 15  # of the order of precedence
Change = tuple[Any, str, dict[str, str]]  # its day, the text, the names in it
HEADS = (OfficerRole.HEAD, OfficerRole.ACTING)


def build(context: Context) -> list[Block]:
    if not context.value("consular_posts") and not Post.objects.exists():
        return []
    return [*_kinds(context), *_changes(context), *_order(context)]


def _kinds(context: Context) -> list[Block]:
    posts = indicators.posts(context.period, context.office)
    counted = Counter(posts.order_by().values_list("post_kind", "career"))
    if not counted:
        return []
    rows = []
    for kind, label in PostKind.choices:
        career, honorary = counted[kind, True], counted[kind, False]
        if career or honorary:
            numbers = (career, honorary, career + honorary)
            rows.append([str(label), *map(words.number, numbers)])
    codes = ("consular_posts_career", "consular_posts_honorary", "consular_posts")
    total = [_("Together"), *(words.number(context.value(code)) for code in codes)]
    day = words.day(context.period.last)
    head = [_("Kind"), _("Career"), _("Honorary"), _("Together")]
    caption = _("Posts by kind on %(day)s") % {"day": day}
    states = posts.order_by().values("country").distinct().count()
    return [
        blocks.paragraph(_told(context, states)),
        blocks.table(caption, head, rows, numeric=(1, 2, 3), total=total),
    ]


def _told(context: Context, states: int) -> str:
    count = context.value("consular_posts")
    text = ngettext(
        "On %(day)s the corps had %(count)s post of %(states)s states; a year before: %(before)s.",
        "On %(day)s the corps had %(count)s posts of %(states)s states; a year before: %(before)s.",
        count,
    )
    return text % {
        "day": words.day(context.period.last),
        "count": words.number(count),
        "states": words.number(states),
        "before": words.number(context.previous("consular_posts")),
    }


# Changes -----------------------------------------------------------------------------------


def _changes(context: Context) -> list[Block]:
    """Posts opened and closed, heads who came and left, by the days recorded."""
    period = context.period
    inside = (period.first, period.last)
    moved = Q(first_day__range=inside) | Q(last_day__range=inside)
    posts = wording.named(Post.objects.filter(moved))
    found: list[Change] = []
    for post in posts:
        named = {"post": _post(post)}
        if within(post.first_day, period):
            found.append((post.first_day, _("Opened on %(day)s: %(post)s"), named))
        if within(post.last_day, period):
            found.append((post.last_day, _("Closed on %(day)s: %(post)s"), named))
    found += _heads(context)
    if not found:
        return []
    found.sort(key=lambda change: (change[0], change[2]["post"]))
    title = _("Changes in %(year)s") % {"year": period.label}
    texts = [text % {**named, "day": words.day(day)} for day, text, named in found]
    return [blocks.heading(title, "corps-changes"), blocks.items(texts)]


def _post(post: Post) -> str:
    """The post in the report's language; its title is written in the office's."""
    kind = post.get_post_kind_display()
    return f"{words.country(post.country)}, {kind}, {post.seat}"


def _heads(context: Context) -> list[Change]:
    period = context.period
    inside = (period.first, period.last)
    moved = Q(left__range=inside) | Q(exequatur__range=inside) | Q(provisional__range=inside)
    officers = Officer.objects.filter(moved | Q(assumed__range=inside), role__in=HEADS)
    found = wording.named_by(officers, "post").select_related("post")
    changes: list[Change] = []
    for officer in found:
        named = {"name": officer.name, "post": _post(officer.post)}
        came = precedence.admitted(officer) or officer.assumed
        if within(came, period):
            changes.append((came, _("Head of post since %(day)s: %(name)s (%(post)s)"), named))
        if within(officer.left, period):
            changes.append((officer.left, _("Left on %(day)s: %(name)s (%(post)s)"), named))
    return changes


# The order ---------------------------------------------------------------------------------


def _order(context: Context) -> list[Block]:
    mode = context.office.precedence_mode
    current = Officer.objects.filter(left=None, post__last_day=None, role__in=HEADS)
    heads = wording.named_by(current, "post").select_related("post")
    ranked, pending = precedence.order(heads, mode)
    if not ranked and not pending:
        text = _("No head of post has been entered, so there is no order of precedence.")
        return [blocks.note(text)]
    parts: list[Block] = [blocks.heading(_("Order of precedence"), "precedence")]
    if ranked:
        parts.append(_ranks(ranked))
        rule = _("Rule: %(rule)s.") % {"rule": PrecedenceMode(mode).label}
        parts.append(blocks.note(rule))
    if pending:
        names = wording.joined(
            f"{officer.name} ({words.country(officer.post.country)})" for officer in pending
        )
        text = _("Pending, with neither exequatur nor provisional admission: %(heads)s.")
        parts.append(blocks.paragraph(text % {"heads": names}))
    return parts


def _ranks(ranked: list[precedence.Standing]) -> Block:
    rows = [
        [
            words.number(standing.number),
            standing.officer.name,
            words.country(standing.officer.post.country),
            str(standing.officer.get_head_class_display()) or "–",
            _("career") if standing.officer.career else _("honorary"),
            words.day(precedence.admitted(standing.officer) or standing.officer.assumed) or "–",
        ]
        for standing in ranked[:FIRST]
    ]
    head = [_("No."), _("Head of post"), _("State"), _("Class"), _("Career"), _("Admitted")]
    caption = _("Order of precedence, as of today")
    if len(ranked) > FIRST:
        text = _("The first %(count)s of %(whole)s in the order of precedence, as of today")
        caption = text % {"count": words.number(FIRST), "whole": words.number(len(ranked))}
    return blocks.table(caption, head, rows, numeric=(0,))


CHAPTERS = (Chapter("consular", gettext_lazy("Consular corps"), build),)
