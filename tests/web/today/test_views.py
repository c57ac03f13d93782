"""The day as people get it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reif.records.enums import Role
from reif.records.models import Company, Contact, Event, Installation, ScoreChange, ScoringModel, StageChange
from reif.web.today import changing
from tests.web.cast import Cast, person
from tests.web.conftest import ClientOf

# The queries of the page, whatever it shows: each is there for one reason.
QUERIES = (
    "session",
    "user",
    "installation",
    "who is hot",
    "their signs",
    "their colleagues",
    "proposals",
    "what they asked for",
    "how many proposals",
    "live model",
    "what jumped",
    "whose score it was",
    "what did it",
    "put off until today",
    "is there a made-up world",
)


def asks(cast: Cast, contact: Contact, minutes: int, **properties: object) -> Event:
    """The contact asked for an offer so many minutes ago."""
    at = timezone.now() - timedelta(minutes=minutes)
    Contact.objects.filter(pk=contact.pk).update(last_activity="Offer Requested", last_activity_at=at)
    return Event.objects.create(
        contact=contact,
        source=cast.source,
        name="Offer Requested",
        properties=properties,
        occurred_at=at,
        received_at=at,
    )


def moved(cast: Cast, contact: Contact, event: Event) -> None:
    """The event moved the contact's score from 9 points."""
    ScoreChange.objects.create(
        contact=contact,
        model=cast.model,
        cause="event",
        event=event,
        as_of=event.occurred_at,
        points_before=9,
        **{name: getattr(contact, name) for name in ("score", "points", "level", "temperature", "grade")},
        fit=10.0,
        engagement=26.0,
    )


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_rows(seller: Client, cast: Cast) -> None:
    Contact.objects.filter(pk=cast.annika.pk).update(company=Company.objects.create(name="Hallstein"))
    gregor = person("Gregor Zschiesche", "Trautmoor", 36, stage="lead", proposed_stage="prospect")
    moved(cast, gregor, asks(cast, gregor, 60))
    seller.get("/today/")
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            page = seller.get("/today/").content.decode()
        assert len(queries) == len(QUERIES), [query["sql"] for query in queries]
        assert "Call first" in page
        for number in range(9):
            other = person(
                f"Peter Nummer{number}", f"Firma {number}", 71 + number, stage="lead", proposed_stage="prospect"
            )
            asks(cast, other, 10 * number)


@pytest.mark.django_db
def test_who_has_waited_too_long_comes_first_and_words_say_so(seller: Client, cast: Cast) -> None:
    late = person("Ruth Amselmann", "Amselmann Optik", 71, stage="lead")
    asks(cast, late, 98, text="Bitte um Rückruf")
    asks(cast, cast.annika, 12, product="Kran")
    page = seller.get("/today/").content.decode()
    assert page.index("Ruth Amselmann") < page.index("Annika Petersen-Wolff")
    assert "Two people are waiting for you." in page
    assert "For one of them the hour is over." in page
    assert "38\u00a0min past the goal" in page
    assert "48\u00a0min left" in page
    assert "Asks for an offer on “Kran”." in page
    assert "Bitte um Rückruf" in page


@pytest.mark.django_db
def test_the_goal_is_the_teams_own(seller: Client, cast: Cast) -> None:
    asks(cast, cast.annika, 98)
    Installation.objects.update_or_create(id=1, defaults={"respond_within_minutes": 120})
    page = seller.get("/today/").content.decode()
    assert "Nobody has waited longer than you want." in page
    assert "22\u00a0min left" in page


@pytest.mark.django_db
def test_who_was_answered_or_put_off_waits_no_more(seller: Client, cast: Cast) -> None:
    asks(cast, cast.annika, 30)
    Contact.objects.filter(pk=cast.annika.pk).update(touched_at=timezone.now())
    assert "Nobody is waiting for you." in seller.get("/today/").content.decode()
    asks(cast, cast.annika, 1)
    Contact.objects.filter(pk=cast.annika.pk).update(touched_at=None)
    assert "One person is waiting for you." in seller.get("/today/").content.decode()
    answer = seller.post(f"/contacts/{cast.annika.pk}/snooze", {"days": "1", "back": "/today/?of=me"})
    assert answer.status_code == 303
    assert answer["Location"].startswith("/today/?of=me&contact=")
    page = seller.get(answer["Location"]).content.decode()
    assert "Nobody is waiting for you." in page
    assert "Put off." in page
    assert "Take back" in page


@pytest.mark.django_db
def test_others_contacts_are_the_teams(client_of: ClientOf, cast: Cast) -> None:
    manager, seller = client_of(Role.MANAGER), client_of(Role.SALES)
    Contact.objects.filter(pk=cast.annika.pk).update(owner=cast.users[Role.MANAGER])
    assert "Annika" not in seller.get("/today/").content.decode()
    assert "Annika" in seller.get("/today/?of=team").content.decode()
    assert "One person is waiting for the team." in manager.get("/today/").content.decode()


@pytest.mark.django_db
def test_a_proposal_is_accepted_in_place_and_taken_back(seller: Client, cast: Cast) -> None:
    Contact.objects.filter(pk=cast.tobias.pk).update(
        proposed_stage="prospect", proposed_by_rule="request", proposed_at=timezone.now()
    )
    assert "Has asked for something." in seller.get("/today/").content.decode()
    asks(cast, cast.tobias, 12, product="Kran")
    assert "Asks for an offer on “Kran”, 12\u00a0min ago." in seller.get("/today/").content.decode()
    answer = seller.post(f"/contacts/{cast.tobias.pk}/accept", {"back": "/today/?of=me"})
    page = seller.get(answer["Location"]).content.decode()
    assert "Becomes Prospect." in page
    assert "Nothing to decide." in page
    change = StageChange.objects.filter(contact=cast.tobias).latest("id")
    seller.post(f"/contacts/{cast.tobias.pk}/undo", {"change": change.pk, "back": "/today/?of=me"})
    cast.tobias.refresh_from_db()
    assert (cast.tobias.stage, cast.tobias.proposed_stage) == ("lead", "prospect")


@pytest.mark.django_db
@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x"])
def test_the_way_back_leads_nowhere_else(seller: Client, cast: Cast, back: str) -> None:
    answer = seller.post(f"/contacts/{cast.tobias.pk}/snooze", {"days": "1", "back": back})
    assert answer["Location"].startswith(f"/contacts/{cast.tobias.pk}?")


@pytest.mark.django_db
def test_sharp_changes_say_what_did_it(seller: Client, cast: Cast) -> None:
    gregor = person("Gregor Zschiesche", "Trautmoor", 36, stage="lead")
    moved(cast, gregor, asks(cast, gregor, 60))
    page = seller.get("/today/").content.decode()
    assert "Gregor Zschiesche" in page
    assert "Asks for an offer." in page


@pytest.mark.django_db
def test_ones_own_changes_are_found_among_many_of_others(
    seller: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "MOST_JUMPS", 2)
    gregor = person("Gregor Zschiesche", "Trautmoor", 36, stage="lead", owner=cast.users[Role.SALES])
    moved(cast, gregor, asks(cast, gregor, 60))
    for number in range(3):
        other = person(f"Peter Nummer{number}", f"Firma {number}", 71, stage="lead", owner=cast.users[Role.MANAGER])
        moved(cast, other, asks(cast, other, number))
    mine, team = (seller.get(f"/today/?of={whose}").content.decode() for whose in ("me", "team"))
    assert "Gregor Zschiesche" in mine[mine.index('id="changes"') :]
    assert "within 7 days" in mine
    assert "within 7 days" not in team


@pytest.mark.django_db
def test_jumps_are_read_in_their_index_alone() -> None:
    if connection.vendor == "postgresql":
        return  # it takes an index only where a table is long
    with CaptureQueriesContext(connection) as asked:
        changing.sharply(Q(), timezone.now(), ScoringModel(pk=1))
    [jumps] = [each["sql"] for each in asked if "records_scorechange" in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {jumps}")
        plan = [row[3] for row in cursor.fetchall()]
    assert any("USING COVERING INDEX scorechange_steep" in step for step in plan), plan


@pytest.mark.django_db
def test_of_all_who_jumped_only_those_shown_are_read_whole(cast: Cast) -> None:
    for number in range(changing.SHOWN + 4):
        other = person(f"Peter Nummer{number}", f"Firma {number}", 71 - number, stage="lead")
        moved(cast, other, asks(cast, other, number))
    with CaptureQueriesContext(connection) as queries:
        found = changing.sharply(Q(), timezone.now(), cast.model).most
    jumps, contacts, events = (query["sql"] for query in queries)
    assert [each.contact.points for each in found] == [71, 70, 69, 68, 67]
    assert all(each.cause is not None and each.cause.contact_id == each.contact.pk for each in found)
    assert "properties" not in jumps
    assert '"attributes"' not in jumps
    assert [query.count(",", query.index(" IN ")) + 1 for query in (contacts, events)] == [changing.SHOWN] * 2


@pytest.mark.django_db
def test_a_day_with_nothing_to_do_says_so(seller: Client, cast: Cast) -> None:
    Contact.objects.update(status="disqualified", status_reason="competitor")
    page = seller.get("/today/").content.decode()
    assert "All of yours have been answered." in page
    assert cast.annika.name not in page


@pytest.mark.django_db
def test_the_start_leads_here(seller: Client) -> None:
    assert seller.get("/")["Location"] == "/today/"
