"""The page of a contact, as of now and of earlier, and how many queries it takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reif import lifecycle
from reif.records.models import Attribute, Contact, Event
from reif.rules.stages import Disqualification
from tests.web.cast import Cast

# The queries of the page: each is there for one reason. Scores ask six more: model, stored score, reasons, history of
# events and facts (twice: for the line and for what would change it).
MOST_QUERIES = 29


def page_of(client: Client, contact: Contact, **asked: str) -> str:
    answer = client.get(f"/contacts/{contact.pk}", asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_story(seller: Client, cast: Cast) -> None:
    page_of(seller, cast.annika)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            page_of(seller, cast.annika)
        counts.append(len(queries))
        asked = [each["sql"] for each in queries if 'FROM "records_scoringmodel"' in each["sql"]]
        assert len(asked) == 1
        now = timezone.now()
        Event.objects.bulk_create(
            Event(
                contact=cast.annika,
                source=cast.source,
                name="Page Viewed",
                properties={"path": f"/{number}"},
                occurred_at=now - timedelta(hours=number + 1),
                received_at=now,
            )
            for number in range(100)
        )
    assert counts[0] == counts[1] <= MOST_QUERIES, counts


@pytest.mark.django_db
def test_the_score_stands_with_its_reasons(seller: Client) -> None:
    contact = lifecycle.add_contact(
        attributes={"first_name": "Ina", "decision_role": "decider", "employees": 400},
        source=None,
        by=None,
        at=timezone.now(),
    )
    page = page_of(seller, contact)
    assert f">{contact.points}</span>" in page
    assert "Decision maker" in page
    assert f'<td class="value">{contact.score:.1f}</td>' in page


@pytest.mark.django_db
def test_as_of_an_earlier_time_nothing_later_is_known(seller: Client, cast: Cast) -> None:
    earlier = (timezone.now() - timedelta(days=40)).strftime("%Y-%m-%dT%H:%M")
    page = page_of(seller, cast.annika, at=earlier)
    assert "Nothing later is known here." in page
    assert "/preise" not in page
    assert "Next step" not in page
    assert "/preise" in page_of(seller, cast.annika)


@pytest.mark.django_db
@pytest.mark.parametrize("at", ["nonsense", "2026-99-99T00:00", "\x00", "9" * 3000])
def test_a_time_that_is_none_is_told(seller: Client, cast: Cast, at: str) -> None:
    assert "This is no time:" in page_of(seller, cast.annika, at=at)


@pytest.mark.django_db
def test_who_objected_is_not_scored(seller: Client, cast: Cast) -> None:
    lifecycle.note_objection(contact=cast.annika, by=None, at=timezone.now())
    page = page_of(seller, cast.annika)
    assert "Art. 21" in page
    assert "waterfall" not in page


@pytest.mark.django_db
def test_without_a_model_the_page_says_so(seller: Client, cast: Cast) -> None:
    type(cast.model).objects.update(state="retired")
    assert "No scoring model is live." in page_of(seller, cast.annika)


@pytest.mark.django_db
def test_nobody_there(seller: Client) -> None:
    assert seller.get("/contacts/999999").status_code == 404
    assert seller.get("/contacts/99999999999999999999999").status_code == 404


@pytest.mark.django_db
def test_older_parts_of_the_story(seller: Client, cast: Cast) -> None:
    address = f"/contacts/{cast.annika.pk}/story"
    assert seller.get(address, {"before": "x"}).status_code == 404
    part = seller.get(address, {"before": timezone.now().isoformat()}).content.decode()
    assert "Looks at “/preise”" in part
    assert "<html" not in part


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7|add:7 }}", "\u202eevil", "x" * 10_000])
def test_any_text_is_a_text(seller: Client, cast: Cast, text: str) -> None:
    Contact.objects.filter(pk=cast.annika.pk).update(
        name=text[:300], attributes={"title": text, "company": text, "city": text, "phone": text, "own": text}
    )
    now = timezone.now()
    Event.objects.create(
        contact=cast.annika,
        source=cast.source,
        name="Demo Requested",
        properties={"text": text, "product": text},
        occurred_at=now - timedelta(minutes=1),
        received_at=now,
    )
    page = page_of(seller, cast.annika)
    assert "<script>alert" not in page
    assert "{{ 7" in page or "{{ 7" not in text


@pytest.mark.django_db
def test_what_was_known_then_is_what_was_known_then(seller: Client) -> None:
    now = timezone.now()
    begun = now - timedelta(days=10)
    contact = lifecycle.add_contact(attributes={"last_name": "Ö", "city": "Steyr"}, source=None, by=None, at=begun)
    lifecycle.edit(contact=contact, attributes={"industry": "Optik"}, version=contact.version, by=None, at=now)
    then = (now - timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    assert "Optik" in page_of(seller, contact)
    assert "Optik" not in page_of(seller, contact, at=then)


@pytest.mark.django_db
def test_own_attributes_are_told_by_their_label(seller: Client) -> None:
    now = timezone.now()
    Attribute.objects.create(
        name="machine_park", label_en="Machines they run", label_de="Maschinenpark", created_at=now
    )
    contact = lifecycle.add_contact(
        attributes={"last_name": "Ö", "machine_park": "12 presses"}, source=None, by=None, at=now - timedelta(days=1)
    )
    page = page_of(seller, contact)
    assert "Becomes known: Last name and Machines they run" in page
    assert "machine_park" not in page.lower()


@pytest.mark.django_db
def test_why_somebody_was_given_up_then_is_told_then(seller: Client) -> None:
    now = timezone.now()
    begun = now - timedelta(days=20)
    contact = lifecycle.add_contact(attributes={"last_name": "Ö"}, source=None, by=None, at=begun)
    who = {"contact": contact, "by": None}
    lifecycle.disqualify(**who, reason=Disqualification.NO_BUDGET, at=now - timedelta(days=9))
    lifecycle.reactivate(**who, at=now - timedelta(days=6))
    lifecycle.disqualify(**who, reason=Disqualification.NO_NEED, at=now - timedelta(days=2))
    then = (now - timedelta(days=8)).strftime("%Y-%m-%dT%H:%M")
    assert "</span> no budget" in page_of(seller, contact, at=then)
    page = page_of(seller, contact)
    assert "</span> no need" in page
    assert "Is given up: no budget." in page


@pytest.mark.django_db
def test_a_call_has_a_question(seller: Client, cast: Cast) -> None:
    Contact.objects.filter(pk=cast.annika.pk).update(attributes={"budget": 40_000, "decision_role": "decider"})
    page = page_of(seller, cast.annika)
    assert "Call and ask by when" in page
    assert "Page viewed. Not known: Timeframe." in page
    known = {"budget": 40_000, "decision_role": "decider", "timeframe": "now"}
    Contact.objects.filter(pk=cast.annika.pk).update(attributes=known)
    assert "Call while it is hot" in page_of(seller, cast.annika)


@pytest.mark.django_db
def test_points_of_days_stand_in_a_table(seller: Client, cast: Cast) -> None:
    page = page_of(seller, cast.annika)
    assert "At the end of the day" in page


@pytest.mark.django_db
def test_of_whom_nothing_is_known_nothing_is_said(seller: Client, cast: Cast) -> None:
    Contact.objects.filter(pk=cast.annika.pk).update(
        attributes={"title": None}, company_name="", company=None, name="", owner=None
    )
    assert '<p class="deck">With nobody yet.</p>' in page_of(seller, cast.annika)


@pytest.mark.django_db
def test_the_last_move_can_be_taken_back_later_too(seller: Client, viewer: Client, cast: Cast) -> None:
    now = timezone.now()
    who = {"contact": cast.annika, "by": None}
    lifecycle.disqualify(**who, reason=Disqualification.NO_BUDGET, at=now - timedelta(days=9))
    last = lifecycle.reactivate(**who, at=now - timedelta(days=6))
    offered = f'name="change" value="{last.pk}"'
    page = page_of(seller, cast.annika)
    assert page.count("moment-undo") == 1
    assert offered in page
    assert offered not in page_of(viewer, cast.annika)
    assert "moment-undo" not in page_of(seller, cast.annika, at=(now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"))
    seller.post(f"/contacts/{cast.annika.pk}/undo", {"change": last.pk})
    assert "moment-undo" not in page_of(seller, cast.annika)
