"""Contacts on their way, for tests."""

from datetime import datetime, timedelta

from reif.qualify.operations import assess
from reif.records.enums import Role
from reif.records.models import Contact, Event, User
from tests.records.rows import AT, contact, event, scoring_model


def seller() -> User:
    found = User.objects.filter(email="sam@example.com").first()
    return found or User.objects.create_user("sam@example.com", "a long pass phrase", Role.SALES)


def somebody(**columns: object) -> Contact:
    """With a live model; identifiable, ripe and a lead unless told otherwise."""
    if not contact_model_is_there():
        scoring_model(1, "live")
    return contact(**{"email": "ann@example.com", "stage": "lead", "score": 70.0, "points": 70, "grade": "B"} | columns)


def contact_model_is_there() -> bool:
    from reif.records.models import ScoringModel

    return ScoringModel.objects.exists()


def did(who: Contact, name: str, at: datetime = AT) -> Event:
    return event(who, name=name, occurred_at=at, received_at=at)


def assessed(who: Contact, at: datetime = AT, *news: Event) -> Contact:
    """The contact after the rules were asked; by what the log says where no news are given."""
    stored = Contact.objects.get(id=who.id)
    assess(contacts=[stored], at=at, news={who.id: news} if news else None)
    return Contact.objects.get(id=who.id)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def later(count: float) -> datetime:
    return AT + minutes(count)
