"""What happens to contacts, each with everything that follows from it."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reif import lifecycle, privacy
from reif.capture.new_event import NewEvent
from reif.config.schedule import KINDS
from reif.jobs.operations import enqueue
from reif.jobs.running import run_one
from reif.lifecycle import KnownAlready, NotADraft, Stale
from reif.qualify.operations import NothingProposed
from reif.records.models import (
    AttributeChange,
    AuditEntry,
    Contact,
    Event,
    Installation,
    Score,
    ScoreChange,
    ScoringModel,
    StageChange,
    Verdict,
)
from reif.rules.problems import ModelFileError
from reif.rules.stages import Disqualification, Stage
from tests.qualify.cast import seller
from tests.records.rows import AT, source
from tests.score.cast import MODEL, later, live_model

pytestmark = pytest.mark.django_db
OTHER = MODEL.replace("points: 30, within", "points: 5, within")


def did(who: Contact, name: str, at: Any = AT, **properties: object) -> NewEvent:
    return NewEvent(contact_id=who.id, name=name, occurred_at=at, properties=properties)


def ann(**attributes: object) -> Contact:
    told = {"email": "ann@example.com", **attributes}
    return lifecycle.add_contact(attributes=told, source=None, by=seller(), at=AT)


def stored() -> Contact:
    return Contact.objects.get()


def test_an_event_moves_score_and_stage_at_once() -> None:
    live_model()
    who = ann(seniority="owner", budget=20000)
    assert (who.points, who.stage, who.name) == (35, "suspect", "")
    done = lifecycle.record(source=source(), events=[did(who, "Webinar Attended")], at=AT)
    assert (len(done.events), done.known) == (1, 0)
    now = stored()
    assert (now.points, now.stage, now.proposed_stage) == (65, "lead", "prospect")
    change = ScoreChange.objects.order_by("-id")[0]
    assert (change.cause, change.event, change.points_before, change.points) == ("event", done.events[0], 35, 65)


def test_the_same_message_twice_is_one_event() -> None:
    live_model()
    who = ann()
    event = NewEvent(contact_id=who.id, name="Webinar Attended", occurred_at=AT, message_id="m1")
    lifecycle.record(source=source(), events=[event], at=AT)
    again = lifecycle.record(source=source(), events=[event], at=later(1))
    assert (again.events, again.known, stored().points) == ((), 1, 30)


def test_an_event_costs_few_queries() -> None:
    live_model()
    who = ann(seniority="owner")
    lifecycle.record(source=source(), events=[did(who, "Page Viewed", path="/pricing")], at=AT)
    with CaptureQueriesContext(connection) as queries:
        lifecycle.record(source=source(), events=[did(who, "Page Viewed", path="/pricing")], at=later(1))
    assert len([each for each in queries if "SAVEPOINT" not in each["sql"]]) <= 19


def test_many_contacts_at_once_follow_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifecycle, "_RESCORED_AT_ONCE", 1)
    live_model()
    people = [Contact.objects.create(email=f"{name}@example.com", created_at=AT) for name in ("ann", "ben")]
    events = [did(each, "Demo Requested") for each in people] + [did(each, "Webinar Attended") for each in people]
    lifecycle.record(source=source(), events=events, at=AT)
    assert not Score.objects.exists()
    assert lifecycle.catch_up(at=later(1), limit=500) == 2
    assert lifecycle.catch_up(at=later(1), limit=500) == 0
    assert set(Contact.objects.values_list("points", "stage", "proposed_by_rule")) == {(30, "lead", "request")}
    assert set(ScoreChange.objects.values_list("cause", flat=True)) == {"event"}


def test_what_a_machine_did_counts_for_nothing_until_it_is_revised() -> None:
    live_model()
    who = ann(seniority="owner")
    before = stored().points
    robot = NewEvent(who.id, "Demo Requested", AT, channel="ads", taken_for="crawler")
    robots = NewEvent(who.id, "Webinar Attended", AT, taken_for="crawler")
    done = lifecycle.record(source=source(), events=[robot, robots], at=AT)
    now = stored()
    assert (now.points, now.stage, now.last_activity, now.channel) == (before, "suspect", "", "")
    assert [each.is_human for each in done.events] == [False, False]
    user = seller()
    assert lifecycle.revise(events=done.events, is_human=True, by=user, at=later(1)) == 2
    now = stored()
    assert (now.points, now.stage, now.last_activity) == (before + 30, "lead", "Webinar Attended")
    change = ScoreChange.objects.order_by("-id")[0]
    assert (change.cause, change.as_of) == ("revision", later(1))
    assert [(each.is_human, each.by, each.rule) for each in done.events[0].verdicts.all()] == [(True, user, "")]
    assert lifecycle.revise(events=done.events, is_human=True, by=user, at=later(2)) == 0
    assert Verdict.objects.count() == 2
    assert lifecycle.revise(events=done.events[1:], is_human=False, by=user, at=later(2)) == 1
    now = stored()
    assert (now.points, now.stage, now.last_activity) == (before, "lead", "Demo Requested")
    assert AuditEntry.objects.filter(action="events judged").count() == 2
    assert lifecycle.rebuild(contact_ids=[who.id], at=later(2)) == []


def test_stages_follow_a_revision_there_and_back() -> None:
    live_model()
    who = ann(seniority="owner")
    done = lifecycle.record(source=source(), events=[did(who, "Demo Requested")], at=AT).events
    assert (stored().stage, stored().proposed_by_rule) == ("lead", "request")
    lifecycle.revise(events=done, is_human=False, by=seller(), at=later(1))
    assert (stored().stage, stored().proposed_stage, stored().last_activity) == ("suspect", "", "")
    [made, taken_back] = StageChange.objects.order_by("id")
    assert (taken_back.undoes, taken_back.rule, taken_back.by) == (made, "retracted", None)
    assert lifecycle.rebuild(contact_ids=[who.id], at=later(1)) == []
    lifecycle.revise(events=done, is_human=True, by=seller(), at=later(2))
    assert (stored().stage, stored().proposed_by_rule) == ("lead", "request")
    assert lifecycle.rebuild(contact_ids=[who.id], at=later(2)) == []


def test_what_rules_accepted_by_themselves_is_taken_back_step_by_step() -> None:
    live_model()
    Installation.objects.update_or_create(pk=1, defaults={"may_accept_by_itself": True})
    who = ann(seniority="owner")
    done = lifecycle.record(source=source(), events=[did(who, "Demo Requested")], at=AT).events
    assert stored().stage == "prospect"
    lifecycle.revise(events=done, is_human=False, by=None, at=later(1))
    assert stored().stage == "suspect"
    assert [each.to_stage for each in StageChange.objects.order_by("id")] == ["lead", "prospect", "lead", "suspect"]


def test_what_people_decided_stays() -> None:
    live_model()
    who = ann(seniority="owner")
    done = lifecycle.record(source=source(), events=[did(who, "Demo Requested")], at=AT).events
    lifecycle.accept(contact=who, by=seller(), at=later(1))
    lifecycle.revise(events=done, is_human=False, by=seller(), at=later(2))
    assert (stored().stage, StageChange.objects.count()) == ("prospect", 2)
    assert lifecycle.rebuild(contact_ids=[who.id], at=later(2)) == []


def test_what_counts_is_what_was_said_last() -> None:
    live_model()
    who = ann(seniority="owner")
    done = lifecycle.record(source=source(), events=[did(who, "Webinar Attended"), did(who, "Webinar Attended")], at=AT)
    lifecycle.revise(events=done.events[:1], is_human=False, by=None, at=AT)
    points = stored().points
    Event.objects.all().judge(is_human=True)
    Event.objects.filter(pk=done.events[1].pk).judge(is_human=False)
    found = lifecycle.rebuild(contact_ids=[who.id], at=AT)
    assert [each.what for each in found] == ["events that count"]
    assert stored().points == points
    assert lifecycle.rebuild(contact_ids=[who.id], at=AT) == []


def test_what_is_revised_while_a_version_is_published_is_not_lost() -> None:
    live_model()
    who = ann(seniority="owner")
    [done] = lifecycle.record(source=source(), events=[did(who, "Webinar Attended")], at=AT).events
    draft = lifecycle.draft(text=OTHER, by=None, at=AT)
    asked: list[Any] = []

    def between(_done: int, _total: int) -> None:
        if not asked:
            asked.append(lifecycle.revise(events=[done], is_human=False, by=None, at=AT))

    lifecycle.publish(model=draft, by=None, now=lambda: AT, advance=between)
    assert asked == [1]
    assert stored().points == 20
    assert Score.objects.get(model=draft).score == 20


def test_who_is_known_is_not_added_again() -> None:
    live_model()
    first = ann()
    with pytest.raises(KnownAlready) as known:
        ann(seniority="owner")
    assert known.value.contact == first
    assert stored().attributes == {"email": "ann@example.com"}


def test_somebody_without_an_address_can_be_added() -> None:
    live_model()
    who = lifecycle.add_contact(attributes={"last_name": "Berg", "phone": "+49 30 1"}, source=None, by=None, at=AT)
    assert (who.name, who.attributes["phone"]) == ("Berg", "+49 30 1")


def test_an_edit_scores_and_counts_and_is_noted_without_what_was_said() -> None:
    live_model()
    who = ann()
    news = lifecycle.edit(contact=who, attributes={"seniority": "owner"}, version=1, by=seller(), at=later(1))
    assert news == {"seniority"}
    assert (who.points, who.version, who.touched_at) == (20, 2, later(1))
    assert AttributeChange.objects.get(attribute="seniority").source.name == "people"
    entry = AuditEntry.objects.get(action="contact edited")
    assert (entry.by, entry.subject, entry.subject_id) == (seller(), "contact", who.id)
    assert entry.details == {"attributes": ["seniority"]}
    assert ScoreChange.objects.get().cause == "attribute"


def test_of_two_who_edit_the_second_is_told() -> None:
    live_model()
    who = ann()
    other = Contact.objects.get()
    lifecycle.edit(contact=who, attributes={"seniority": "owner"}, version=1, by=seller(), at=later(1))
    with pytest.raises(Stale):
        lifecycle.edit(contact=other, attributes={"seniority": "vp"}, version=1, by=seller(), at=later(1))
    assert stored().attributes["seniority"] == "owner"


def test_moves_are_noted() -> None:
    live_model()
    who = ann(seniority="owner", budget=20000)
    lifecycle.record(source=source(), events=[did(who, "Webinar Attended")], at=AT)
    change = lifecycle.accept(contact=who, by=seller(), at=later(1), why="Fits")
    assert (change.score, who.stage) == (65.0, "prospect")
    lifecycle.undo(change=change, by=seller(), at=later(1))
    assert stored().proposed_stage == "prospect"
    lifecycle.decline(contact=who, by=seller(), at=later(2))
    with pytest.raises(NothingProposed):
        lifecycle.accept(contact=who, by=seller(), at=later(2))
    lifecycle.advance(contact=who, to=Stage.OPPORTUNITY, by=seller(), at=later(3), why="Met")
    lifecycle.disqualify(contact=who, reason=Disqualification.NO_NEED, by=seller(), at=later(4))
    lifecycle.reactivate(contact=who, by=seller(), at=later(5))
    assert (who.stage, who.status) == ("opportunity", "active")
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
        "contact added",
        "proposal accepted",
        "move taken back",
        "proposal declined",
        "contact moved",
        "contact given up",
        "contact pursued again",
    ]


def test_owner_and_putting_off() -> None:
    live_model()
    who = ann()
    lifecycle.assign(contact=who, owner=seller(), by=seller(), at=AT)
    lifecycle.snooze(contact=who, until=later(3), by=seller(), at=AT)
    assert (who.owner, who.snoozed_until, who.version) == (seller(), later(3), 3)


@pytest.mark.parametrize("objects", [True, False])
def test_what_lies_ahead_shows_when_its_time_comes_also_of_who_is_not_scored(objects: bool) -> None:
    """Clocks differ: an event may come some milliseconds before it happens."""
    if objects:
        live_model()
    who = lifecycle.add_contact(attributes={"email": "ada@krane.example"}, source=None, by=None, at=AT)
    if objects:
        lifecycle.note_objection(contact=who, by=seller(), at=AT)
    did_soon = NewEvent(who.pk, "Page Viewed", AT + timedelta(milliseconds=10))
    lifecycle.record(source=source(), events=[did_soon], at=AT)
    who.refresh_from_db()
    assert (who.last_activity, who.rescore_at) == ("", AT + timedelta(milliseconds=10))
    lifecycle.catch_up(at=AT + timedelta(seconds=1))
    who.refresh_from_db()
    assert (who.last_activity, who.rescore_at) == ("Page Viewed", None)


def test_an_objection_ends_scoring_until_it_is_lifted() -> None:
    live_model()
    who = ann(seniority="owner")
    lifecycle.note_objection(contact=who, by=seller(), at=later(1))
    assert (who.points, who.may_be_profiled, Score.objects.count()) == (0, False, 0)
    lifecycle.record(source=source(), events=[did(who, "Webinar Attended", later(2))], at=later(2))
    assert stored().points == 0
    lifecycle.lift_objection(contact=who, by=seller(), at=later(3))
    assert who.points == 50


def test_time_alone_takes_a_proposal_back() -> None:
    live_model()
    who = ann(seniority="owner", budget=20000)
    lifecycle.record(source=source(), events=[did(who, "Webinar Attended")], at=AT)
    who.refresh_from_db()
    assert who.rescore_at is not None
    assert lifecycle.catch_up(at=later(29), limit=500) == 0
    assert lifecycle.catch_up(at=later(30.0001), limit=500) == 1
    now = stored()
    assert (now.points, now.proposed_stage) == (35, "")
    assert ScoreChange.objects.order_by("-id")[0].cause == "time"


def test_what_was_known_ahead_holds_when_its_time_has_come() -> None:
    live_model()
    who = ann()
    lifecycle.record(source=source(), events=[did(who, "Demo Requested", later(2))], at=AT)
    assert (stored().stage, stored().last_activity) == ("suspect", "")
    assert lifecycle.catch_up(at=later(2), limit=500) == 1
    now = stored()
    assert (now.stage, now.proposed_by_rule, now.last_activity) == ("lead", "request", "Demo Requested")


def test_recycled_contacts_come_back_on_their_day_where_the_team_lives() -> None:
    Installation.objects.create(id=1, time_zone="Pacific/Auckland")
    live_model()
    who = ann()
    lifecycle.recycle(contact=who, look_again_on=AT.date() + timedelta(days=7), by=seller(), at=AT)
    midnight_there = AT.replace(hour=11, minute=0) + timedelta(days=6)
    assert lifecycle.catch_up(at=midnight_there - timedelta(seconds=1), limit=500) == 0
    assert lifecycle.catch_up(at=midnight_there, limit=500) == 1
    assert stored().status == "active"


def people(count: int = 12) -> list[Contact]:
    found = []
    for number in range(count):
        told = {"email": f"p{number}@example.com", "seniority": "owner" if number % 2 else "intern", "budget": 9000}
        who = lifecycle.add_contact(attributes=told, source=None, by=None, at=AT)
        viewed = did(who, "Page Viewed", later(-number / 3), path="/pricing" if number % 3 else "/jobs")
        attended = did(who, "Webinar Attended", later(-number), minutes=number)
        lifecycle.record(source=source(), events=[viewed, attended], at=AT)
        found.append(who)
    return found


def test_a_published_version_scores_everybody_at_once() -> None:
    live_model()
    team = people()
    gone = team[0]
    lifecycle.note_objection(contact=gone, by=None, at=AT)
    before = dict(Contact.objects.values_list("id", "points"))
    model = lifecycle.draft(text=OTHER, by=seller(), at=AT)
    assert (model.number, model.state, model.name) == (2, "draft", "small")
    told: list[tuple[int, int]] = []
    done = lifecycle.publish(model=model, by=seller(), now=lambda: AT, advance=lambda *each: told.append(each))
    assert (done, told, model.state, model.published_by) == (11, [(11, 11)], "live", seller())
    assert ScoringModel.objects.get(number=1).state == "retired"
    by_batch = {each.contact_id: each for each in Score.objects.filter(model=model)}
    assert set(by_batch) == {each.id for each in team} - {gone.id}
    changes = {each.contact_id: each for each in ScoreChange.objects.filter(cause="model")}
    for contact in Contact.objects.exclude(id=gone.id):
        assert contact.points == by_batch[contact.id].points == before[contact.id] - 25
        assert changes[contact.id].points_before == before[contact.id]
    reasons = {key: each.reasons for key, each in by_batch.items()}
    count = ScoreChange.objects.count()
    assert lifecycle.catch_up(at=AT, limit=500) == 11
    assert ScoreChange.objects.count() == count  # the engines agree
    for each in Score.objects.filter(model=model):
        for mine, theirs in zip(each.reasons, reasons[each.contact_id], strict=True):
            values = [mine.pop("value"), theirs.pop("value")]
            assert values[0] == pytest.approx(values[1], abs=1e-9)
            assert mine == theirs
    with pytest.raises(NotADraft):
        lifecycle.publish(model=model, by=seller(), now=lambda: AT)


def test_who_objects_or_is_erased_while_a_version_is_published_is_not_scored_by_it() -> None:
    live_model()
    objects, gone, stays = people(3)
    model = lifecycle.draft(text=OTHER, by=None, at=AT)

    def meanwhile(*_: int) -> None:
        ahead = Score.objects.get(contact=objects, model=model)
        lifecycle.note_objection(contact=objects, by=None, at=AT)
        ahead.pk = None
        ahead.save(force_insert=True)  # as one who scored ahead at the same time would
        privacy.erase(contact=gone, by=None, at=AT)

    lifecycle.publish(model=model, by=None, now=lambda: AT, advance=meanwhile)
    assert list(Score.objects.filter(model=model).values_list("contact_id", flat=True)) == [stays.pk]
    objects.refresh_from_db()
    assert (objects.points, objects.may_be_profiled) == (0, False)
    assert lifecycle.rebuild(contact_ids=[objects.pk, stays.pk], at=AT) == []


def test_an_interrupted_publication_leaves_no_trace_and_can_be_begun_again() -> None:
    live_model()
    people(3)
    before = list(Contact.objects.order_by("id").values_list("points", flat=True))
    model = lifecycle.draft(text=OTHER, by=None, at=AT)

    def end(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lifecycle.publish(model=model, by=None, now=lambda: AT, advance=end)
    assert list(Contact.objects.order_by("id").values_list("points", flat=True)) == before
    assert ScoringModel.objects.get(state="live").number == 1
    assert lifecycle.publish(model=model, by=None, now=lambda: later(1)) == 3
    assert list(Contact.objects.order_by("id").values_list("points", flat=True)) != before


def test_what_comes_while_a_version_is_published_is_not_lost() -> None:
    live_model()
    [first, *_] = people(3)
    model = lifecycle.draft(text=OTHER.replace("points: 20}", "points: 12}"), by=None, at=AT)

    def go_on(done: int, _: int) -> None:
        if done > 3:
            return
        lifecycle.record(source=source(), events=[did(first, "Webinar Attended")], at=AT)
        lifecycle.add_contact(attributes={"email": "new@example.com", "seniority": "vp"}, source=None, by=None, at=AT)

    lifecycle.publish(model=model, by=None, now=lambda: AT, advance=go_on)
    assert Contact.objects.get(email="new@example.com").points == 12
    assert Contact.objects.get(id=first.id).points == 10
    assert Event.objects.filter(contact=first).count() == 3


def test_a_version_that_was_retired_can_be_published_again() -> None:
    old = live_model()
    people(2)
    before = list(Contact.objects.order_by("id").values_list("points", flat=True))
    lifecycle.publish(model=lifecycle.draft(text=OTHER, by=None, at=AT), by=None, now=lambda: AT)
    lifecycle.publish(model=old, by=None, now=lambda: AT)
    assert list(Contact.objects.order_by("id").values_list("points", flat=True)) == before


def test_a_version_is_published_by_a_job_with_progress() -> None:
    live_model()
    people(2)
    model = lifecycle.draft(text=OTHER, by=None, at=AT)
    job = enqueue(kind="publish", arguments={"model": model.id}, key=str(model.id), by=seller(), at=AT)
    assert run_one(kinds=KINDS, now=lambda: AT)
    job.refresh_from_db()
    model.refresh_from_db()
    assert (job.state, job.result, job.progress) == ("done", {"scored": 2}, 1.0)
    assert (model.state, model.published_by) == ("live", seller())
    again = enqueue(kind="publish", arguments={"model": model.id}, at=AT)
    assert run_one(kinds=KINDS, now=lambda: AT)
    again.refresh_from_db()
    assert (again.state, again.result) == ("done", {})


def test_a_file_that_is_no_model_is_no_draft() -> None:
    with pytest.raises(ModelFileError):
        lifecycle.draft(text="format: 2", by=None, at=AT)
    assert not ScoringModel.objects.exists()


def test_without_a_model_events_are_kept_all_the_same() -> None:
    who = Contact.objects.create(created_at=AT)
    lifecycle.record(source=source(), events=[did(who, "Page Viewed")], at=AT)
    assert (Event.objects.count(), stored().points, StageChange.objects.count()) == (1, 0, 0)


def test_who_looked_at_the_clock_before_another_wrote_does_not_write_before_them() -> None:
    live_model()
    who = ann(seniority="owner")
    lifecycle.record(source=source(), events=[did(who, "Webinar Attended", later(1))], at=later(1))
    assert lifecycle.rebuild(contact_ids=[who.id], at=AT) == []
    lifecycle.advance(contact=who, to=Stage.OPPORTUNITY, by=seller(), at=later(2), why="")
    back = lifecycle.advance(contact=who, to=Stage.PROSPECT, by=seller(), at=later(1.5), why="")
    assert back.occurred_at == later(2)
    assert lifecycle.rebuild(contact_ids=[who.id], at=AT) == []
    assert stored().stage == "prospect"
    lifecycle.edit(contact=who, attributes={"seniority": "vp"}, version=stored().version, by=seller(), at=AT)
    assert stored().attributes["seniority"] == "vp"
    assert lifecycle.rebuild(contact_ids=[who.id], at=AT) == []


def test_changes_follow_each_other_when_clocks_run_apart_from_a_publication() -> None:
    live_model()
    who = ann(seniority="owner")
    lifecycle.record(source=source(), events=[did(who, "Webinar Attended", later(1))], at=later(1))
    model = lifecycle.draft(text=OTHER.replace("points: 20}", "points: 12}"), by=None, at=AT)
    lifecycle.publish(model=model, by=None, now=lambda: AT)  # by a clock behind that of the event
    times = iter([AT, later(3)])
    third = lifecycle.draft(text=OTHER, by=None, at=AT)
    lifecycle.publish(model=third, by=None, now=lambda: next(times))
    lifecycle.edit(contact=who, attributes={"seniority": None}, version=stored().version, by=seller(), at=later(2))
    told = ScoreChange.objects.filter(contact=who).order_by("as_of", "id")
    assert [each.cause for each in told] == ["attribute", "event", "model", "model", "attribute"]
    assert all(after.points_before == before.points for before, after in pairwise(told))
    assert lifecycle.rebuild(contact_ids=[who.id], at=AT) == []


def test_what_was_known_ahead_is_not_forgotten_when_a_version_is_published() -> None:
    live_model()
    who = ann(seniority="owner")
    lifecycle.record(source=source(), events=[did(who, "Demo Requested", later(1))], at=AT)
    times = iter([AT, later(2)])

    def go_on(*_: int) -> None:
        lifecycle.record(source=source(), events=[did(who, "Page Viewed", later(-1))], at=AT)

    model = lifecycle.draft(text=OTHER, by=None, at=AT)
    lifecycle.publish(model=model, by=None, now=lambda: next(times), advance=go_on)
    assert stored().last_activity == "Demo Requested"
    assert lifecycle.rebuild(contact_ids=[who.id], at=later(2)) == []
    last = ScoreChange.objects.filter(contact=who).order_by("as_of", "id").last()
    assert last is None or last.points == stored().points


def test_of_many_who_came_while_a_version_was_published_all_are_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifecycle, "_RESCORED_AT_ONCE", 1)
    live_model()
    ann(seniority="owner")
    model = lifecycle.draft(text=OTHER.replace("points: 20}", "points: 12}"), by=None, at=AT)

    def go_on(done: int, _: int) -> None:
        for number in range(3 if done == 1 else 0):
            told = {"email": f"new{number}@example.com", "seniority": "vp"}
            lifecycle.add_contact(attributes=told, source=None, by=None, at=AT)

    lifecycle.publish(model=model, by=None, now=lambda: AT, advance=go_on)
    lifecycle.catch_up(at=AT)
    assert set(Contact.objects.values_list("points", flat=True)) == {12}


def test_a_version_that_two_publish_at_once_is_published_once() -> None:
    live_model()
    ann(seniority="owner")
    model = lifecycle.draft(text=OTHER, by=None, at=AT)

    def another(*_: int) -> None:
        if ScoringModel.objects.get(pk=model.pk).state == "draft":
            lifecycle.publish(model=ScoringModel.objects.get(pk=model.pk), by=None, now=lambda: AT)

    lifecycle.publish(model=model, by=None, now=lambda: AT, advance=another)
    assert AuditEntry.objects.filter(action="model published").count() == 1


def test_nobody_adds_by_telephone_who_was_erased() -> None:
    said = {"name": "Ada Krane", "phone": "+49 89 123456"}
    privacy.erase(contact=lifecycle.add_contact(attributes=said, source=None, by=None, at=AT), by=None, at=AT)
    with pytest.raises(lifecycle.WasErased):
        lifecycle.add_contact(attributes={**said, "phone": "0049 89/123456"}, source=None, by=None, at=AT)
    bo = lifecycle.add_contact(attributes={**said, "name": "Bo Krane"}, source=None, by=None, at=AT)
    with pytest.raises(lifecycle.WasErased):
        lifecycle.edit(contact=bo, attributes={"name": "Krane, Ada"}, version=bo.version, by=None, at=AT)
