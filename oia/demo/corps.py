"""The consular corps: posts of real states, officers with invented names, dates for precedence."""

import datetime as dt
import random
from typing import Any

from consular.choices import HeadClass, OfficerRole, PostKind
from consular.models import Officer, Post
from oia.demo import names, words
from oia.demo.plan import chance, mail
from oia.demo.world import World, keep

STATES = {
    # Career posts, then honorary ones.
    True: "FR IT ES PL TR US CN JP KR IN RU UA GR HR RS BA RO BG HU CZ SE CH AT GB NL BR MX AR CO "
    "MA TN EG VN ID ZA",
    False: "AL AM AU AZ BD BE BF BJ BO BW BY CA CI CL CM CR CV CY DK DO EC EE ET FI GA GE GH GM GT "
    "HN HT IE IS JM JO KE KG KZ LB LI LK LT LU LV MC MD ME MG MK ML MN MT MU MW MY MZ NA NE NI NO "
    "NP NZ PA PE PH PK PT PY RW SC SI SK SN SV TZ",
}
POSTS = [(state, career) for career, text in STATES.items() for state in text.split()]
DISTRICTS = (
    "Hessen", "Hessen und Thüringen", "Hessen, Rheinland-Pfalz und Saarland", "Auenbrück und Umland"
)  # fmt: skip
STREETS = (
    "Lindenallee", "Rathausplatz", "Am Auenufer", "Brückenstraße", "Gartenweg", "Marktstraße"
)  # fmt: skip
# Numbers of heads out of the ordinary, spread over the posts.
PENDING, PROVISIONAL, ACTING = (7, 38, 77), (3, 19, 44, 58, 90), (11, 26, 49)


def make_corps(world: World) -> None:
    many = world.plan.many(len(POSTS))
    for number in range(many):
        state, career = POSTS[number % len(POSTS)]
        _post(world, number, state, career, number // len(POSTS))
    # Two posts that closed within the story.
    for number, state in enumerate(("UY", "LY")):
        post = _post(world, many + number, state, False, 0)
        closed = dt.date(world.plan.until - 2 + number, 6, 30)
        post.last_day = closed
        post.save()
        post.officers.update(left=closed)


def _kind(rng: random.Random, career: bool) -> PostKind:
    if career:
        kinds = (PostKind.CONSULATE_GENERAL, PostKind.CONSULATE, PostKind.VICE_CONSULATE)
        return rng.choices(kinds, weights=(16, 5, 1))[0]
    kinds = (PostKind.HONORARY, PostKind.HONORARY_GENERAL, PostKind.AGENCY)
    return rng.choices(kinds, weights=(16, 3, 1))[0]


def _post(world: World, number: int, state: str, career: bool, round_: int) -> Post:
    rng = chance("post", number)
    # Some are young, so that the number grows.
    age = 1 + number % 5 if number % 23 == 0 else rng.randint(6, 40)
    post = Post(
        country=state,
        post_kind=_kind(rng, career),
        seat=f"{words.CITY}-Bezirk {round_ + 1}" if round_ else words.CITY,
        career=career,
        district=rng.choice(DISTRICTS),
        address=f"{rng.choice(STREETS)} {rng.randint(1, 90)}, {words.CITY}",
        email=mail("konsulat", state, str(number + 1)),
        # Numbers the regulator keeps free for films.
        phone=f"+49 30 23125 {number % 1000:03d}",
        first_day=dt.date(world.plan.until - age, rng.randint(1, 10), rng.randint(1, 28)),
        desk=world.desks[0],
    )
    keep(post)
    _officers(world, rng, post, number)
    post.save()  # once more: the names of the heads belong to its search text
    return post


CLASSES = {
    PostKind.CONSULATE_GENERAL: HeadClass.CONSUL_GENERAL,
    PostKind.HONORARY_GENERAL: HeadClass.CONSUL_GENERAL,
    PostKind.CONSULATE: HeadClass.CONSUL,
    PostKind.HONORARY: HeadClass.CONSUL,
    PostKind.VICE_CONSULATE: HeadClass.VICE_CONSUL,
    PostKind.AGENCY: HeadClass.AGENT,
}


def _officers(world: World, rng: random.Random, post: Post, number: int) -> None:
    home = post.country if post.career else words.COUNTRY
    taken: set[str] = set()

    def officer(**changes: Any) -> None:
        name = names.full_name(rng, home)
        while name in taken:
            name = names.full_name(rng, home)
        taken.add(name)
        keep(Officer(post=post, name=name, career=post.career, **changes))

    head_class = CLASSES[PostKind(post.post_kind)]
    came = _arrival(world, rng, post)
    if number in ACTING:
        left = came + dt.timedelta(days=20)
        officer(head_class=head_class, **_dates(came - dt.timedelta(days=1100)), left=left)
        officer(role=OfficerRole.ACTING, head_class=head_class, order=1, assumed=left)
    elif number in PENDING:
        officer(head_class=head_class, commission=_start(world) - dt.timedelta(days=number))
    elif number in PROVISIONAL:
        officer(head_class=head_class, provisional=came, commission=came, assumed=came)
    else:
        officer(head_class=head_class, **_dates(came))
    for order in range(rng.choice((0, 1, 1, 2, 3)) if post.career else 0):
        role = OfficerRole.DEPUTY if order == 0 else OfficerRole.OTHER
        officer(role=role, order=order + 2, assumed=came + dt.timedelta(days=90 * order))


def _start(world: World) -> dt.date:
    """Everybody came before the last year, which may have only just begun."""
    return dt.date(world.plan.until, 1, 1)


def _arrival(world: World, rng: random.Random, post: Post) -> dt.date:
    """Career heads stay some four years, honorary ones much longer; nobody before the post."""
    days = rng.randint(60, 1400) if post.career else rng.randint(90, 5200)
    came = _start(world) - dt.timedelta(days=days)
    assert post.first_day
    return max(came, post.first_day)


def _dates(came: dt.date) -> dict[str, dt.date]:
    """Commission, then provisional admission, then the exequatur."""
    return {
        "commission": came,
        "provisional": came + dt.timedelta(days=9),
        "exequatur": came + dt.timedelta(days=48),
        "assumed": came,
    }
