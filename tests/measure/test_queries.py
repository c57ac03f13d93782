"""The funnel: one cohort, counted by the database."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reif.measure.queries import Funnel, by_channel, by_score, cohort, funnel, scores
from reif.records.models import Contact, Erased, Event, ScoringModel, StageChange, Visitor
from reif.rules.stages import Stage
from tests.records.rows import contact, scoring_model, source

APRIL = datetime(2026, 4, 1, tzinfo=UTC)
JULY = datetime(2026, 7, 1, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 12, tzinfo=UTC)
STAGES = list(Stage)


def day(count: float) -> datetime:
    return APRIL + timedelta(days=count)


def moved(who: Contact, at: datetime, to: str, **columns: object) -> StageChange:
    model = ScoringModel.objects.first() or scoring_model(1, "live")
    made = StageChange(**{
        "contact": who, "from_stage": who.stage, "to_stage": to, "score": 50, "model": model, "occurred_at": at,
        "from_status": who.status, "to_status": who.status,
    } | columns)  # fmt: skip
    made.save()
    who.stage, who.status = made.to_stage, made.to_status
    return made


def given_up(who: Contact, at: datetime, reason: str) -> StageChange:
    return moved(who, at, who.stage, to_status="disqualified", rule=reason)


def undone(change: StageChange, at: datetime) -> None:
    who = change.contact
    assert who is not None
    moved(who, at, change.from_stage, to_status=change.from_status, undoes=change)


def came(*days: float, channel: str = "website", since: int = 0) -> Contact:
    """A contact that came to a stage on each of the days, one after the other from lead on."""
    who = contact(stage="suspect", channel=channel, created_at=day(since))
    for stage, on in zip(STAGES[1:], days, strict=False):
        moved(who, day(on), stage)
    return who


def counted(at: datetime = NOVEMBER, channel: str | None = None) -> Funnel:
    return funnel(cohort(since=APRIL, until=JULY, at=at), channel)


def counts(of: Funnel) -> list[int]:
    return [step.count for step in of.steps]


@pytest.mark.django_db
def test_machines_are_no_suspects() -> None:
    seen = {"first_seen_at": day(2), "last_seen_at": day(2)}
    robot, both, _ = (Visitor.objects.create(anonymous_id=name, **seen) for name in ("robot", "both", "nothing told"))
    for visitor, is_human in ((robot, False), (robot, False), (both, False), (both, True)):
        Event.objects.create(
            visitor=visitor, source=source(), name="x", occurred_at=day(2), received_at=day(2), is_human=is_human
        )
    assert cohort(since=APRIL, until=JULY, at=NOVEMBER).suspects == 2


@pytest.mark.django_db
def test_who_came_how_far() -> None:
    came(1)
    came(2, 10)
    came(3, 10, 20, 30)
    came(-1, 10)  # a lead before the period
    came(91, 100)  # and after
    found = counted()
    assert counts(found) == [3, 2, 1, 1, 0]
    assert [step.on for step in found.steps] == [2, 1, 1, 0, 0]
    assert found.rate == pytest.approx(1 / 3)
    assert found.steps[0].rate == pytest.approx(2 / 3)


@pytest.mark.django_db
def test_in_lost_and_under_way_are_the_stage() -> None:
    came(1)
    given_up(came(2), day(5), "no_need")
    given_up(came(3, 4), day(5), "no_budget")
    came(4, 5, 6, 7)
    first, second, *_ = counted().steps
    assert (first.count, first.on, first.lost, first.under_way) == (4, 2, 1, 1)
    assert first.reasons == (("no_need", 1),)
    assert (second.count, second.on, second.lost, second.under_way) == (2, 1, 1, 0)
    assert second.reasons == (("no_budget", 1),)


@pytest.mark.django_db
def test_what_was_taken_back_does_not_count() -> None:
    who = came(1)
    undone(moved(who, day(3), "prospect"), day(4))
    undone(given_up(came(1), day(2), "spam"), day(3))
    back = came(2)
    undone(StageChange.objects.get(contact=back), day(6))
    assert counts(counted()) == [2, 0, 0, 0, 0]
    assert counted().steps[0].lost == 0
    assert counts(counted(at=day(3.5))) == [3, 1, 0, 0, 0]


@pytest.mark.django_db
def test_who_is_pursued_again_is_not_lost() -> None:
    who = came(1)
    given_up(who, day(2), "no_need")
    moved(who, day(9), "lead", to_status="active")
    assert counted().steps[0].lost == 0
    assert counted(at=day(5)).steps[0].lost == 1
    given_up(who, day(11), "no_budget")
    assert counted().steps[0].reasons == (("no_budget", 1),)


@pytest.mark.django_db
def test_a_way_back_and_a_leap_count_as_what_was_reached() -> None:
    who = came(1, 5)
    moved(who, day(9), "lead")
    leapt = came(2)
    moved(leapt, day(22), "customer")
    found = counted()
    assert counts(found) == [2, 2, 1, 1, 0]
    assert found.days == pytest.approx((20, 0, 0))


@pytest.mark.django_db
def test_days_are_means_of_those_who_bought_and_add_up() -> None:
    came(0, 5, 10, 40)
    came(10, 11, 14, 30)
    came(20, 80)
    found = counted()
    assert found.days == pytest.approx((3, 4, 23))
    assert sum(found.days) == pytest.approx((40 + 20) / 2)
    assert counted(at=day(12)).days == ()


@pytest.mark.django_db
def test_channels_add_up_to_the_whole() -> None:
    came(1, 2, 3, 4, channel="webinar")
    came(1, channel="webinar")
    for _ in range(3):
        came(1, 2, channel="trade_fair")
    came(1, channel="")
    of = cohort(since=APRIL, until=JULY, at=NOVEMBER)
    found = by_channel(of)
    assert list(found) == ["webinar", "trade_fair", ""]
    assert [sum(each) for each in zip(*map(counts, found.values()), strict=True)] == counts(funnel(of))
    assert funnel(of, "webinar").rate == 0.5
    assert funnel(of, "linkedin").count == 0


@pytest.mark.django_db
def test_the_score_at_the_start_and_what_became_of_it() -> None:
    for score, ways in ((24.9, 1), (25, 1), (80, 3), (100, 1)):
        who = contact(stage="suspect", channel="webinar")
        for number, stage in enumerate(STAGES[1 : 1 + ways]):
            moved(who, day(1 + number), stage, score=score if number == 0 else 5)
        if ways == 3:
            moved(who, day(60), "customer", score=1)
    bands = by_score(cohort(since=APRIL, until=JULY, at=NOVEMBER))
    assert [(band.low, band.high, band.leads, band.customers) for band in bands] == [
        (0, 25, 1, 0),
        (25, 50, 1, 0),
        (50, 75, 0, 0),
        (75, 100, 2, 1),
    ]
    assert [band.rate for band in bands] == [0, 0, None, 0.5]
    assert sum(band.leads for band in by_score(cohort(since=APRIL, until=JULY, at=NOVEMBER), "linkedin")) == 0


@pytest.mark.django_db
def test_the_scores_of_all_who_are_pursued() -> None:
    for points, status in ((10, "active"), (10, "active"), (80, "active"), (80, "disqualified")):
        contact(points=points, score=points, level=1 + points // 25, temperature="hot", status=status, channel="store")
    found = scores(at=NOVEMBER)
    assert sorted((held.points, held.temperature, held.people) for held in found.of(None)) == [
        (10, "hot", 2),
        (80, "hot", 1),
    ]
    assert (found.of("store"), found.of("webinar"), found.at) == (found.rows, (), NOVEMBER)


@pytest.mark.django_db
def test_suspects_are_who_was_first_seen_then() -> None:
    came(1)
    came(1, since=-9)
    contact(stage="suspect", created_at=day(3))
    for number, who in enumerate([None, contact(created_at=day(5))]):
        Visitor.objects.create(anonymous_id=str(number), contact=who, first_seen_at=day(2), last_seen_at=day(2))
    assert cohort(since=APRIL, until=JULY, at=NOVEMBER).suspects == 4


@pytest.mark.django_db
def test_the_erased_are_counted_on() -> None:
    came(1, 2, 3, 4, channel="webinar")
    gone = came(1, 3, channel="webinar")
    given_up(gone, day(5), "no_budget")
    before = cohort(since=APRIL, until=JULY, at=NOVEMBER)
    kept = Erased.objects.create(channel="webinar", created_at=gone.created_at)
    StageChange.objects.filter(contact=gone).unlink(erased_id=kept.pk)
    gone.delete()
    after = cohort(since=APRIL, until=JULY, at=NOVEMBER)
    assert after.suspects == before.suspects == 2
    assert funnel(after) == funnel(before)
    assert by_channel(after) == by_channel(before)
    assert by_score(after) == by_score(before)


@pytest.mark.django_db
def test_nobody_is_an_empty_funnel() -> None:
    found = counted()
    assert (found.count, found.rate, found.days) == (0, None, ())
    assert found.steps[0].rate is None


@pytest.mark.django_db
@pytest.mark.parametrize("people", [1, 30])
def test_queries_do_not_grow(people: int) -> None:
    for _ in range(people):
        came(1, 2)
    with CaptureQueriesContext(connection) as queries:
        cohort(since=APRIL, until=JULY, at=NOVEMBER)
    assert len(queries) == len(("contacts seen", "erased seen", "visitors seen", "the cohort", "the erased of it"))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_the_database_counts_as_people_do(seed: int) -> None:
    """Random histories with moves both ways, given up, taken back: counted again, one contact at a time."""
    chance = random.Random(seed)  # noqa: S311 - of a test
    people = [contact(stage="suspect", created_at=APRIL) for _ in range(12)]
    for who in people:
        at = day(chance.uniform(-20, 60))
        for _ in range(chance.randrange(7)):
            at += timedelta(days=chance.uniform(0.1, 20))
            if who.status == "active" and chance.random() < 0.2:
                made = given_up(who, at, chance.choice(["no_need", "spam"]))
            elif who.status != "active":
                made = moved(who, at, who.stage, to_status="active")
            else:
                made = moved(who, at, chance.choice([stage for stage in STAGES if stage != who.stage]))
            if chance.random() < 0.25:
                at += timedelta(hours=1)
                undone(made, at)
    end = day(100)
    furthest = [far for who in people if (far := _by_hand(who, end)) is not None]
    found = counted(at=end)
    assert counts(found) == [sum(far >= stage.rank for far, _ in furthest) for stage in STAGES[1:]]
    assert [step.lost for step in found.steps] == [
        sum(far == stage.rank and lost for far, lost in furthest) for stage in STAGES[1:]
    ]


def _by_hand(who: Contact, at: datetime) -> tuple[int, bool] | None:
    """How far somebody of the cohort came, and whether given up; None for who is not of it."""
    made = [each for each in StageChange.objects.filter(contact=who).order_by("id") if each.occurred_at <= at]
    back = {each.undoes_id for each in made}
    valid = [each for each in made if each.undoes_id is None and each.id not in back]
    began = [each for each in valid if each.to_stage != each.from_stage and each.to_stage != "suspect"]
    if not began or not APRIL <= began[0].occurred_at < JULY:
        return None
    if not any(each.from_stage == "suspect" and APRIL <= each.occurred_at < JULY for each in made):
        return None
    statuses = [each.to_status for each in valid if "disqualified" in (each.from_status, each.to_status)]
    return max(Stage(each.to_stage).rank for each in began), bool(statuses) and statuses[-1] == "disqualified"
