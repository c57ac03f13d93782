"""On the real database: whatever people, the world and the clock do in whatever order, the log says what is shown."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reif import lifecycle
from reif.capture.new_event import NewEvent
from reif.qualify.operations import CannotMove
from reif.records.models import Contact, Score, ScoreChange, ScoringModel, StageChange
from reif.rules.stages import Disqualification, Stage
from tests.qualify.cast import seller
from tests.records.rows import AT, source
from tests.score.cast import MODEL, live_model

pytestmark = pytest.mark.django_db
PEOPLE = 2
COLUMNS = ("points", "level", "temperature", "grade")
TEXTS = [MODEL, MODEL.replace("points: 30, within", "points: 5, within"), MODEL.replace("points: 20}", "points: 35}")]
few = settings(
    max_examples=max(8, settings().max_examples // 40),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to make a case smaller takes minutes on a database
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
who = st.integers(0, PEOPLE - 1)
ago = st.floats(-3, 70).map(lambda days: timedelta(days=days))
waits = st.sampled_from(
    [timedelta(0), timedelta(seconds=-30), timedelta(hours=5), timedelta(days=9), timedelta(days=31)]
)
names = st.sampled_from(["Page Viewed", "Page Viewed", "Webinar Attended", "Offer Requested", "Newsletter Subscribed"])
deeds = st.one_of(
    st.tuples(st.just("event"), who, names, ago),
    st.tuples(st.just("event"), who, names, ago),
    st.tuples(st.just("edit"), who, st.sampled_from(["owner", "intern", None]), st.sampled_from(["Rival", "Ode"])),
    st.tuples(st.sampled_from(["accept", "decline", "undo", "lift", "give up", "pursue", "recycle"]), who),
    st.tuples(st.just("object"), who),
    st.tuples(st.just("advance"), who, st.sampled_from(list(Stage))),
    st.tuples(st.just("publish"), st.integers(0, len(TEXTS) - 1)),
    st.tuples(st.just("catch up")),
)


def test_what_is_shown_is_what_the_log_says() -> None:
    seen: Counter[str] = Counter()

    @few
    @given(history=st.lists(st.tuples(waits, deeds), min_size=6, max_size=14))
    def is_as_the_log_says(history: list[tuple[timedelta, tuple[Any, ...]]]) -> None:
        with transaction.atomic():
            live_model()
            at = play(history, seen)
            assert lifecycle.rebuild(contact_ids=Contact.objects.values_list("id", flat=True), at=at) == []
            all_caught_up(at)
            for contact in Contact.objects.all():
                assert_shown_alike(contact)
                assert_moves_follow_each_other(contact)
            assert lifecycle.rebuild(contact_ids=Contact.objects.values_list("id", flat=True), at=at) == []
            transaction.set_rollback(True)

    is_as_the_log_says()
    assert {"event", "edit", "publish", "advance", "object"} <= set(seen)


def play(history: list[tuple[timedelta, tuple[Any, ...]]], seen: Counter[str]) -> datetime:
    at = latest = AT
    people = [add(number) for number in range(PEOPLE)]
    for wait, (kind, *given_) in history:
        at = latest + wait
        latest = max(latest, at)
        with suppress(CannotMove, lifecycle.NotADraft):
            DEEDS[kind](people, at, *given_)
            seen[kind] += 1
    return latest


def add(number: int) -> Contact:
    told = {"email": f"p{number}@example.com", "seniority": "owner", "budget": 20000}
    return lifecycle.add_contact(attributes=told, source=None, by=None, at=AT)


def send(people: list[Contact], at: datetime, number: int, name: str, since: timedelta) -> None:
    event = NewEvent(people[number].pk, name, at - since, {"path": "/pricing"})
    lifecycle.record(source=source(), events=[event], at=at)


def edit(people: list[Contact], at: datetime, number: int, seniority: str | None, company: str) -> None:
    contact = Contact.objects.get(pk=people[number].pk)
    told = {"seniority": seniority, "company": company}
    lifecycle.edit(contact=contact, attributes=told, version=contact.version, by=seller(), at=at)


def undo(people: list[Contact], at: datetime, number: int) -> None:
    last = StageChange.objects.filter(contact=people[number]).order_by("-id").first()
    if last is not None:
        lifecycle.undo(change=last, by=seller(), at=at)


def publish(people: list[Contact], at: datetime, number: int) -> None:
    del people
    known = ScoringModel.objects.filter(text=TEXTS[number]).first()
    model = known or lifecycle.draft(text=TEXTS[number], by=None, at=at)
    lifecycle.publish(model=model, by=None, now=lambda: at)


def simply(act: Callable[..., object], **more: Any) -> Callable[..., None]:
    def do(people: list[Contact], at: datetime, number: int) -> None:
        act(contact=people[number], by=seller(), at=at, **more)

    return do


def all_caught_up(at: datetime) -> None:
    for _ in range(100):
        if not lifecycle.catch_up(at=at, limit=10):
            return
    raise AssertionError("it never ends")


DEEDS: dict[str, Callable[..., None]] = {
    "event": send,
    "edit": edit,
    "undo": undo,
    "publish": publish,
    "accept": simply(lifecycle.accept),
    "decline": simply(lifecycle.decline),
    "object": simply(lifecycle.note_objection),
    "lift": simply(lifecycle.lift_objection),
    "give up": simply(lifecycle.disqualify, reason=Disqualification.NO_NEED),
    "pursue": simply(lifecycle.reactivate),
    "recycle": lambda people, at, number: simply(lifecycle.recycle, look_again_on=(at + timedelta(days=3)).date())(
        people, at, number
    ),
    "advance": lambda people, at, number, to: simply(lifecycle.advance, to=to, why="")(people, at, number),
    "catch up": lambda people, at: all_caught_up(at),
}


def assert_shown_alike(contact: Contact) -> None:
    """The list (the contact's columns), the page (the live score) and the history end with the same."""
    shown = {name: getattr(contact, name) for name in COLUMNS}
    score = Score.objects.filter(contact=contact, model__state="live").first()
    if not contact.may_be_profiled:
        assert score is None
        return
    assert score is not None
    assert shown == {name: getattr(score, name) for name in COLUMNS}
    assert sum(each["value"] for each in score.reasons) == pytest.approx(score.score, rel=0, abs=1e-9)
    last = ScoreChange.objects.filter(contact=contact).order_by("as_of", "id").last()
    if last is not None and last.model_id == score.model_id:
        assert shown == {name: getattr(last, name) for name in COLUMNS}


def assert_moves_follow_each_other(contact: Contact) -> None:
    stands = ("suspect", "active")
    for move in StageChange.objects.filter(contact=contact).order_by("occurred_at", "id"):
        assert (move.from_stage, move.from_status) == stands
        stands = (move.to_stage, move.to_status)
    assert (contact.stage, contact.status) == stands
