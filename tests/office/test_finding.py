"""One search over everything the person may see, forgiving names, accents and typing errors."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from oia.office import finding, words
from oia.office.models import PlaceName
from tests import factories as make


def called(text: str, user: Any) -> list[str]:
    return [hit.label for hit in finding.search(text, user).hits]


@pytest.fixture
def officer(office: Any) -> Any:
    return make.make_user("officer")


@pytest.fixture
def cluj(db: None) -> Any:
    place = make.make_place("Cluj-Napoca", "RO", name_de="Klausenburg")
    PlaceName.objects.create(place=place, name="Kolozsvár")
    return place


@pytest.mark.parametrize(
    "text", ["Klausenburg", "cluj napoca", "Kolozsvár", "kolozsvar", "kolozs", "KLAUSENBURG reise"]
)
def test_a_trip_is_found_by_every_name_of_its_place(officer: Any, cluj: Any, text: str) -> None:
    make.make_trip(title="Reise nach Siebenbürgen", destination=cluj)
    make.make_trip(title="Reise anderswohin")
    assert called(text, officer) == ["Reise nach Siebenbürgen"]


def test_a_name_of_several_words_is_one_name(officer: Any) -> None:
    place = make.make_place("Saint Petersburg", "RU", name_de="Sankt Petersburg")
    PlaceName.objects.create(place=place, name="Piter an der Newa")
    make.make_trip(title="Weiße Nächte", destination=place)
    make.make_trip(title="Sankt Martin")
    assert called("Piter an der Newa", officer) == ["Weiße Nächte"]
    assert called("weisse newa", officer) == []


def test_the_page_says_what_a_name_was_understood_as(officer: Any, cluj: Any) -> None:
    assert finding.search("Kolozsvár", officer).places == [("kolozsvar", "Cluj-Napoca")]
    assert finding.search("Klausenburg", officer).places == []


def test_all_words_must_be_there(officer: Any) -> None:
    make.make_event(title="Europatag am Markt")
    make.make_event(title="Europatag im Rathaus")
    assert called("rathaus europatag", officer) == ["Europatag im Rathaus"]


def test_the_file_number_goes_before_all_else(officer: Any) -> None:
    make.make_event(title="Nach 12.3/2027 neu geordnet")
    make.make_trip(title="Messe", file_number="OIA 12.3/2027")
    assert called("OIA 12.3/2027", officer) == ["Messe"]
    assert called("12.3/2027", officer)[0] == "Nach 12.3/2027 neu geordnet"


def test_a_typing_error_finds_the_nearest_word(officer: Any) -> None:
    make.make_event(title="Bürgerfest der Partnerstädte")
    words.renew()
    found = finding.search("Bürgrefest", officer)
    assert ([hit.label for hit in found.hits], found.instead) == (
        ["Bürgerfest der Partnerstädte"],
        "burgerfest",
    )


def test_a_typing_error_in_the_name_of_a_place_finds_its_trips(officer: Any, cluj: Any) -> None:
    make.make_trip(title="Reise nach Siebenbürgen", destination=cluj)
    assert called("Kolosvár", officer) == ["Reise nach Siebenbürgen"]
    assert called("Klausenbrug", officer) == ["Reise nach Siebenbürgen"]


def test_letters_the_wrong_way_round_are_put_right(officer: Any) -> None:
    make.make_trip(title="Reise an die Donau", destination=make.make_place("Wien", "AT"))
    assert called("Wein", officer) == ["Reise an die Donau"]


@pytest.mark.parametrize(
    ("typed", "name", "other"),
    [
        ("Kluj", "Cluj", "Klub"),
        ("Clju", "Cluj", "Club"),
        ("Strasburg", "Straßburg", "Strausberg"),
        ("Brelau", "Breslau", "Bremen"),
        ("Loyn", "Lyon", "Lohn"),
        ("Breast", "Brest", "Brust"),
    ],
)
def test_one_slip_in_a_short_name_finds_its_place(
    officer: Any, typed: str, name: str, other: str
) -> None:
    place = make.make_place("Anderswo", "FR")
    PlaceName.objects.create(place=place, name=name)
    make.make_trip(title="Reise", destination=place)
    make.make_event(title=other)
    words.renew()
    assert called(typed, officer) == ["Reise"]


def test_a_nearest_spelling_is_looked_up_and_never_looked_for(db: None) -> None:
    asked = finding.spellings(["kluj", "partnersatdt"])
    assert asked is not None
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = asked.explain()
    assert ("Seq Scan" in plan, plan.count("Index Scan") >= 8) == (False, True)


def test_the_tie_with_the_place_goes_before_all_that_mentions_it(officer: Any, cluj: Any) -> None:
    make.make_spending(text="Fahrt nach Cluj-Napoca")
    make.make_partnership(place=cluj)
    make.make_trip(title="Cluj-Napoca wieder", destination=cluj)
    kinds = [group.kind for group in finding.search("Kolozsvár", officer).groups]
    assert kinds == ["partnership", "trip", "spending"]


def test_words_no_title_has_any_more_are_forgotten(officer: Any) -> None:
    event = make.make_event(title="Zwiebelkuchen")
    words.renew()
    event.title = "Weinfest"
    event.save()
    words.renew()
    assert finding.search("Zwiebelkuhen", officer).instead == ""


def test_names_of_persons_are_never_proposed(office: Any) -> None:
    make.make_person(name="Annegret Winterscheidt")
    words.renew()
    found = finding.search("Winterscheit", make.make_user("officer"))
    assert (found.instead, found.hits) == ("", [])


def test_each_kind_of_row_is_found(officer: Any) -> None:
    word = "Zypressenhain"
    make.make_partnership(word)
    make.make_club(title=word)
    make.make_trip(title=word)
    make.make_visit(title=word)
    make.make_event(title=word)
    make.make_network(title=word)
    make.make_office_held(role=word)
    make.make_bid(title=word)
    make.make_call(title=word)
    make.make_application(title=word, status="submitted")
    make.make_post(seat=word)
    make.make_officer(name=word)
    make.make_person(name=word)
    make.make_organisation(name=word)
    make.make_allotment(line=make.make_line(word))
    make.make_spending(text=word)
    make.make_document(name=word)
    make.make_follow_up(title=word, owner=officer)
    make.make_interaction(subject=word)
    make.make_photo(title=word)
    make.make_gift(title=word)
    make.make_stock_item(name=word)
    make.make_programme_item(title=word)
    make.make_invitation(person=make.make_person(name=word))
    found = {hit.kind for hit in finding.search(word.lower(), officer).hits}
    assert found == set(finding.nouns()) - {"membership", "agreement"}


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("head", {"trip", "person", "officer", "spending", "document"}),
        ("officer", {"trip", "person", "officer", "spending", "document"}),
        ("liaison", {"trip", "document"}),
        ("mayor", {"trip", "spending", "document"}),
        ("auditor", {"trip", "person", "officer", "spending", "document"}),
        ("council", set()),
        ("club", set()),
        ("admin", set()),
    ],
)
def test_each_role_finds_what_it_may_open(office: Any, role: str, kinds: set[str]) -> None:
    word = "Zypressenhain"
    trip = make.make_trip(title=word)
    make.make_person(name=word)
    make.make_officer(name=word)
    make.make_spending(text=word)
    make.make_document(name=word, record=trip)
    user = make.make_user(role)
    assert {hit.kind for hit in finding.search(word, user).hits} == kinds


def test_a_confidential_record_and_its_papers_are_not_found(office: Any) -> None:
    trip = make.make_trip(title="Zypressenhain", confidentiality="confidential")
    make.make_document(name="Zypressenhain.pdf", record=trip)
    words.renew()
    found = {
        role: [
            *called("Zypressenhain", make.make_user(role)),
            finding.search("Zypressenhein", make.make_user(role)).instead,
        ]
        for role in ("officer", "liaison")
    }
    assert found == {
        "officer": ["Zypressenhain", "Zypressenhain.pdf", "zypressenhain"],
        "liaison": [""],
    }


def test_what_is_open_to_a_hit_is_open_by_its_address(office: Any, client: Client) -> None:
    word = "Zypressenhain"
    make.make_partnership(word)
    make.make_officer(name=word)
    make.make_organisation(name=word)
    make.make_membership(network=make.make_network(title=word))
    user = make.make_user("officer")
    client.force_login(user)
    hits = finding.search(word, user).hits
    assert [client.get(hit.url).status_code for hit in hits] == [200] * 5


def test_more_than_shown_is_said(officer: Any, client: Client) -> None:
    for number in range(25):
        make.make_event(title=f"Rundgang {number}")
    group = finding.search("rundgang", officer).groups[0]
    assert (len(group.hits), group.more) == (20, True)
    client.force_login(officer)
    assert "over 20" in client.get("/search/?q=rundgang").content.decode()


@pytest.mark.parametrize("text", ["%", "_", "%%%", "\x00", "a%b_c\\", "x" * 10_000, "' OR 1=1 --"])
def test_signs_are_only_text(officer: Any, client: Client, text: str) -> None:
    make.make_event(title="Harmlos")
    client.force_login(officer)
    answer = client.get("/search/", {"q": text})
    assert (answer.status_code, "Harmlos" in answer.content.decode()) == (200, False)


@pytest.mark.parametrize("text", ["Europatag", "Eurpatag", "nirgends etwas davon"])
def test_a_search_costs_at_most_eight_queries(officer: Any, client: Client, text: str) -> None:
    make.make_event(title="Europatag")
    words.renew()
    client.force_login(officer)
    client.get("/search/", {"q": text})
    with CaptureQueriesContext(connection) as captured:
        client.get("/search/", {"q": text})
    assert len([q for q in captured if "SAVEPOINT" not in q["sql"]]) <= 8


def test_suggestions_are_the_best_of_each_noun(officer: Any, client: Client, cluj: Any) -> None:
    trip = make.make_trip(title="Reise", destination=cluj)
    client.force_login(officer)
    html = client.get("/search/suggestions/", {"q": "Klausenburg"}).content.decode()
    assert html.count('role="option"') == 1
    assert f'data-url="/delegations/trips/{trip.pk}/"' in html or trip.get_absolute_url() in html


def test_recently_opened_things_come_back_the_latest_first(officer: Any, client: Client) -> None:
    client.force_login(officer)
    events = [make.make_event(title=f"Fest {number}") for number in range(17)]
    for event in [*events, events[0]]:
        client.get(event.get_absolute_url())
    shown = client.get("/search/").context["recent"]
    assert [hit.pk for hit in shown] == [event.pk for event in [events[0], *events[:2:-1]]][:15]


def test_what_may_no_longer_be_seen_leaves_the_list(officer: Any, client: Client) -> None:
    client.force_login(officer)
    event = make.make_event()
    client.get(event.get_absolute_url())
    officer.role = "council"
    officer.save()
    assert client.get("/search/").context["recent"] == []


def test_signing_out_forgets_what_was_opened(officer: Any, client: Client) -> None:
    client.force_login(officer)
    client.get(make.make_event().get_absolute_url())
    client.post("/sign-out/")
    client.force_login(officer)
    assert client.get("/search/").context["recent"] == []
