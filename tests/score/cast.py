"""Contacts and models to score in tests."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from reif.records.models import Contact, Event, ScoringModel
from tests.records.rows import AT, contact, event

MODEL = """\
format: 1
name: small
fit:
  max: 40
  rules:
    - {id: decider, label: {en: Decider, de: Entscheider}, when: {field: seniority, in: [owner, vp]}, points: 20}
    - {id: budget, label: {en: Budget, de: Budget}, when: {field: budget, gte: 10000}, points: 15}
engagement:
  max: 60
  rules:
    - id: prices
      label: {en: Looked at prices, de: Preise angesehen}
      event: Page Viewed
      where: {field: path, starts_with: /pricing}
      points: 10
      half_life: 14d
      max_points: 30
    - {id: webinar, label: {en: Webinar, de: Webinar}, event: Webinar Attended, points: 30, within: 30d}
    - {id: quiet, label: {en: Quiet, de: Still}, inactive_for: 60d, points: -5}
exclude:
  - {id: rival, label: {en: Rival, de: Wettbewerber}, when: {field: company, equals: Rival}}
levels: [10, 30, 50]
temperatures: {warm: 30, hot: 60}
"""


def live_model(text: str = MODEL, number: int = 1) -> ScoringModel:
    return ScoringModel.objects.create(
        number=number, name="small", text=text, state="live", created_at=AT, published_at=AT
    )


def person(**attributes: object) -> Contact:
    return contact(attributes=attributes, name="Ann")


def did(who: Contact, name: str, ago: timedelta = timedelta(0), **properties: object) -> Event:
    return event(who, name=name, occurred_at=AT - ago, properties=properties)


def reasons_of(stored: list[Mapping[str, object]]) -> dict[object, object]:
    return {each["rule"]: each["value"] for each in stored}


def days(count: float) -> timedelta:
    return timedelta(days=count)


def later(count: float) -> datetime:
    return AT + days(count)
