"""The sheets of consular posts and officers."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consular.choices import HeadClass, OfficerRole, PostKind
from consular.forms import OfficerForm, PostForm
from consular.models import Officer, Post
from oia.core.words import fold
from oia.office import cells
from oia.office.sheets import (
    Choice,
    Country,
    Day,
    Known,
    Number,
    Sheet,
    Text,
    YesNo,
    register,
)

DATES = ("exequatur", "provisional", "commission", "assumed")
HEADS = (OfficerRole.HEAD, OfficerRole.ACTING)
HONORARY = (PostKind.HONORARY, PostKind.HONORARY_GENERAL)
# The class a head of this kind of post has unless the sheet says otherwise.
USUAL_CLASS = {
    PostKind.CONSULATE_GENERAL: HeadClass.CONSUL_GENERAL,
    PostKind.HONORARY_GENERAL: HeadClass.CONSUL_GENERAL,
    PostKind.CONSULATE: HeadClass.CONSUL,
    PostKind.HONORARY: HeadClass.CONSUL,
    PostKind.VICE_CONSULATE: HeadClass.VICE_CONSUL,
    PostKind.AGENCY: HeadClass.AGENT,
    PostKind.OTHER: HeadClass.OTHER,
}


def _head(post: Any) -> Officer | None:
    """Who heads the post now: an acting head, if there is one, does so in place of the head."""
    heads = [o for o in post.officers.all() if o.left is None and o.role in HEADS]
    return min(heads, key=lambda o: (o.role != OfficerRole.ACTING, o.order, o.pk), default=None)


class OfHead(Text):
    """A column of the posts' sheet that stands at the head of the post."""

    def write(self, obj: Any) -> Any:
        head = _head(obj)
        return getattr(head, "name" if self.name == "head" else self.name) if head else ""


class ClassOfHead(Choice):
    def write(self, obj: Any) -> Any:
        head = _head(obj)
        return head.head_class if head else ""


class DayOfHead(Day):
    def write(self, obj: Any) -> Any:
        head = _head(obj)
        value = getattr(head, self.name) if head else None
        return value.isoformat() if value else ""


class Acting(YesNo):
    def write(self, obj: Any) -> Any:
        head = _head(obj)
        return "" if head is None else "yes" if head.role == OfficerRole.ACTING else "no"


def _complete_post(values: dict[str, Any]) -> None:
    if values.get("kind") in HONORARY and values.get("career") is None:
        values["career"] = False


def _save_head(post: Post, values: dict[str, Any]) -> bool:
    """The head named in the row, with the dates Article 16 asks for; follows on another one."""
    name = values.get("head")
    if not name:
        return False
    officer = Officer.objects.filter(post=post, name=name).first() or Officer(post=post, name=name)
    changed = officer.pk is None
    wanted: dict[str, Any] = {
        "role": OfficerRole.ACTING if values.get("acting") else OfficerRole.HEAD,
        "head_class": values.get("head_class") or USUAL_CLASS[PostKind(post.post_kind)],
        "career": post.career,
        "left": None,
    }
    wanted |= {date: values[date] for date in DATES if date in values}
    for field, value in wanted.items():
        if getattr(officer, field) != value:
            setattr(officer, field, value)
            changed = True
    if _head(post) != officer:
        _let_go(officer)
    if changed:
        officer.full_clean()
        officer.save()
        post.save()
    return changed


def _let_go(successor: Officer) -> None:
    """Who headed the post leaves when the new head comes. A head for whom somebody acts stays:
    Article 15 lets them be unable for a while."""
    acting = successor.role == OfficerRole.ACTING
    leaving = successor.post.officers.filter(
        left=None, role__in=[OfficerRole.ACTING] if acting else HEADS
    )
    for officer in leaving.exclude(pk=successor.pk):
        officer.left = successor.assumed or timezone.localdate()
        officer.save()


def _left_today(posts: list[Post]) -> list[str]:
    """Heads who left because another one was named without a day: somebody should look."""
    gone = Officer.objects.filter(post__in=posts, role__in=HEADS, left=timezone.localdate())
    sentence = _("%(name)s no longer heads %(post)s: left today, unless you enter another day.")
    return [
        sentence % {"name": officer.name, "post": officer.post}
        for officer in gone.select_related("post").order_by("pk")
    ]


DATE_COLUMNS = (
    ("exequatur", ("Exequatur",)),
    ("provisional", ("vorläufige Zulassung",)),
    ("commission", ("Bestallung", "Bestallungsschreiben")),
    ("assumed", ("Amtsantritt",)),
)

POSTS = register(
    Sheet(
        kind="consular_posts",
        title=gettext_lazy("Consular posts"),
        area="consular",
        form=PostForm,
        columns=(
            Country("country", ("Land", "Entsendestaat"), key=True, needed=True),
            Choice("kind", ("Art",), "post_kind", choices=PostKind, key=True, needed=True),
            Text("seat", ("Sitz",), key=True, needed=True),
            Text("district", ("Amtsbezirk", "Konsularbezirk")),
            Text("address", ("Adresse", "Anschrift")),
            Text("email", ("E-Mail", "Mail")),
            Text("phone", ("Telefon",)),
            OfHead("head", ("Leitung", "Leiter")),
            ClassOfHead("head_class", ("Klasse", "Rang"), choices=HeadClass),
            YesNo("career", ("Berufskonsulat", "Beruf")),
            *(DayOfHead(name, names) for name, names in DATE_COLUMNS),
            Acting("acting", ("kommissarisch",)),
        ),
        find=lambda values: Post.objects.filter(
            country=values["country"], post_kind=values["kind"], seat=values["seat"]
        ),
        prepare=_complete_post,
        after=_save_head,
        parts=lambda post, values: post.officers.all() if post else (),
        warn=_left_today,
        rows=lambda: Post.objects.prefetch_related("officers").order_by(
            "country", "post_kind", "seat"
        ),
    )
)


def post_key(post: Any) -> str:
    return f"{post.country}, {post.post_kind}, {post.seat}"


def _find_post(text: str) -> list[Any]:
    """`FR, consulate_general, Köln`: country, kind, seat in that order."""
    parts = [part.strip() for part in text.replace(";", ",").replace("/", ",").split(",")]
    if len(parts) != 3:
        return list(Post.objects.filter(title__iexact=text)[:2])
    state, kind, seat = parts
    code = Choice("kind", choices=PostKind).words().get(fold(kind), kind)
    posts = Post.objects.filter(country=cells.country(state), post_kind=code, seat__iexact=seat)
    return list(posts[:2])


OFFICERS = register(
    Sheet(
        kind="consular_officers",
        title=gettext_lazy("Consular officers"),
        area="consular",
        form=OfficerForm,
        columns=(
            Known("post", ("Vertretung",), key=True, needed=True, find=_find_post, shown=post_key),
            Text("name", ("Name",), key=True, needed=True),
            Choice("role", ("Funktion",), choices=OfficerRole),
            Number("order", ("Reihenfolge",)),
            Choice("class", ("Klasse", "Rang"), "head_class", choices=HeadClass),
            YesNo("career", ("Beruf",)),
            *(Day(name, names) for name, names in DATE_COLUMNS),
        ),
        find=lambda values: Officer.objects.filter(post=values["post"], name=values["name"]),
        rows=lambda: Officer.objects.select_related("post").order_by("pk"),
    )
)
