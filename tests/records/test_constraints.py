"""What the database itself keeps, whichever program writes."""

import math
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from reif.records.models import Company, Identifier, User
from tests.records.rows import contact, event, scoring_model

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "columns",
    [
        {"stage": "mql"},
        {"status": "lost"},
        {"status_reason": "weather"},
        {"temperature": "tepid"},
        {"grade": "E"},
        {"score": 100.5},
        {"score": -0.1},
        {"score": math.inf},
        {"points": 101},
        {"level": 0},
        {"level": 5},
    ],
)
def test_a_contact_is_what_the_words_allow(columns: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        contact(**columns)
    contact()


def test_a_user_has_a_known_role() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        User.objects.create(email="a@example.com", role="boss")


def test_a_message_counts_once_per_source() -> None:
    ann = contact()
    event(ann, message_id="m1")
    with pytest.raises(DatabaseError), transaction.atomic():
        event(ann, message_id="m1")
    event(ann, message_id="m2")


def test_events_without_a_message_id_are_never_duplicates() -> None:
    ann = contact()
    event(ann)
    event(ann)
    assert ann.events.count() == 2


def test_an_identifier_names_one_contact() -> None:
    Identifier.objects.create(contact=contact(), kind="email", value="a@example.com")
    with pytest.raises(DatabaseError), transaction.atomic():
        Identifier.objects.create(contact=contact(), kind="email", value="a@example.com")


def test_one_version_is_live_at_most() -> None:
    scoring_model(1, "live")
    scoring_model(2, "retired")
    with pytest.raises(DatabaseError), transaction.atomic():
        scoring_model(3, "live")


def test_a_domain_is_one_companys_alone() -> None:
    for _ in range(2):
        Company.objects.create(name="unknown domain")
    Company.objects.create(name="A", domain="a.example")
    with pytest.raises(DatabaseError), transaction.atomic():
        Company.objects.create(name="B", domain="a.example")
