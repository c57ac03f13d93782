"""What is read of scores."""

import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reif.engines import standing
from reif.engines.result import Contribution
from reif.engines.standing import Seen
from reif.engines.stream import Event
from reif.records.models import AttributeChange, Contact
from reif.rules.problems import ModelFileError
from reif.rules.scoring_model import ScoringModel as Rules
from reif.score import _history, queries
from reif.score.operations import rescore, rescore_many
from tests.records.rows import AT, event, source
from tests.score.cast import MODEL, days, did, later, live_model, person

pytestmark = pytest.mark.django_db


def learned(who: Contact, attribute: str, value: object, ago: float) -> None:
    AttributeChange.objects.create(
        contact=who, attribute=attribute, value=value, source=source(), occurred_at=later(-ago), received_at=AT
    )
    who.attributes[attribute] = value
    who.save()


def test_reasons_are_those_stored_and_add_up() -> None:
    live_model()
    ann = person(seniority="owner")
    did(ann, "Page Viewed", days(14), path="/pricing")
    rescore(contact=ann, at=AT, cause="event")
    given = queries.reasons(ann)
    assert sum(each.value for each in given) == ann.score
    prices = next(each for each in given if each.rule == "prices")
    assert (prices.label.in_language("de"), prices.events, prices.full) == ("Preise angesehen", 1, 10.0)
    assert prices.last_at == AT - days(14)


def test_without_a_score_there_are_no_reasons() -> None:
    live_model()
    assert queries.reasons(person()) == ()


def test_as_of_a_past_instant_only_what_held_then_counts() -> None:
    live_model()
    ann = person(budget=20000)
    learned(ann, "seniority", "owner", ago=5)
    did(ann, "Page Viewed", days(3), path="/pricing")
    assert queries.result_as_of(ann, later(-10)).points == 15
    assert queries.result_as_of(ann, later(-5)).points == 35
    assert queries.result_as_of(ann, later(-3)).points == 45


def test_what_was_taken_back_held_before() -> None:
    live_model()
    ann = person()
    learned(ann, "seniority", "owner", ago=5)
    learned(ann, "seniority", None, ago=2)
    assert [queries.result_as_of(ann, later(-ago)).points for ago in (6, 4, 1)] == [0, 20, 0]


def test_without_a_live_model_there_is_nothing_to_say() -> None:
    with pytest.raises(queries.NoModel):
        queries.result_as_of(person(), AT)


def test_who_objected_has_neither_result_nor_history() -> None:
    live_model()
    ann = person(seniority="owner")
    ann.may_be_profiled = False
    assert queries.result_as_of(ann, AT).contributions == ()
    assert queries.history(ann, later(-9), AT) == []
    assert queries.outlook(ann, AT) is None


def test_history_goes_through_every_event_and_fact() -> None:
    live_model()
    ann = person()
    learned(ann, "seniority", "owner", ago=20)
    did(ann, "Webinar Attended", days(40))
    points = queries.history(ann, later(-50), AT)
    assert [(point.points, point.temperature) for point in points] == [
        (0, "cold"),
        (30, "warm"),
        (50, "warm"),
        (20, "cold"),
        (20, "cold"),
    ]
    assert [point.at for point in points[:3]] == [later(-50), later(-40), later(-20)]
    assert later(-10) < points[3].at < later(-9)  # the webinar counts for 30 days
    assert points[-1].at == AT


def test_history_of_many_events_agrees_with_each_instant_asked_alone() -> None:
    live_model()
    dice = random.Random(7)  # noqa: S311 - the same test every time
    ann = person(seniority="vp")
    for _ in range(250):
        did(ann, "Page Viewed", days(dice.uniform(0, 100)), path=dice.choice(("/pricing", *["/jobs"] * 20)))
    points = queries.history(ann, later(-90), AT)
    assert 3 < len(points) <= 122
    for point in points[:: len(points) // 5]:
        assert queries.result_as_of(ann, point.at).score == pytest.approx(point.score, abs=1e-9)


def test_outlook_names_what_is_missing_and_what_time_does() -> None:
    live_model()
    ann = person(budget=20000)
    did(ann, "Webinar Attended", days(25))
    rescore(contact=ann, at=AT, cause="event")
    seen = queries.outlook(ann, AT)
    assert seen is not None
    assert [(fact.attribute, fact.value, fact.points) for fact in seen.missing] == [("seniority", "owner", 20)]
    assert (seen.quiet_week.at, seen.quiet_week.points, seen.quiet_week.temperature) == (later(7), 15, "cold")
    assert seen.turn is not None
    assert later(5) < seen.turn.at < later(5.0001)
    assert (seen.turn.points, seen.turn.temperature) == (15, "cold")


def test_who_ask_together_are_told_the_same_as_alone_and_the_log_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the page of a contact asks: also of one who did more than is kept one by one, and of what is known ahead."""
    chance = random.Random(7)  # noqa: S311 - an example
    model = live_model()
    ann = person(seniority="vp")
    for _ in range(300):
        name = chance.choice(["Page Viewed", "Webinar Attended", "Email Opened"])
        did(ann, name, days(chance.uniform(-3, 90)), path=chance.choice(["/pricing", "/blog"]))
    learned(ann, "budget", 20000, 40)
    rescore_many(contact_ids=[ann.pk], at=AT, cause="event")
    ann.refresh_from_db()
    alone = (queries.history(ann, later(-80), AT), queries.outlook(ann, AT), queries.result_as_of(ann, later(-20)))
    looks: list[int] = []
    seen = standing.seen

    def counted(rules: Rules, events: Iterable[Event]) -> Iterator[Seen]:
        given = list(events)
        looks.append(len(given))
        return seen(rules, given)

    monkeypatch.setattr(standing, "seen", counted)
    told = queries.told_of(ann)
    rules = queries.rules_of(model)
    with CaptureQueriesContext(connection) as asked:
        line = queries.history(ann, later(-80), AT, rules, told)
        outlook = queries.outlook(ann, AT, model, told)
        then = queries.result_as_of(ann, later(-20), rules, told)
    assert alone == (line, outlook, then)
    assert len([query for query in asked if '"properties"' in query["sql"]]) == 1
    assert sum(looks) == 300


def test_what_the_rules_say_of_facts_is_worked_out_once_for_each_new_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    live_model()
    ann = person(seniority="vp", budget=20000)
    learned(ann, "budget", 20000, 40)
    learned(ann, "seniority", "vp", 20)
    found: list[float] = []
    given = _history.fit_contributions

    def counted(rules: Rules, attributes: Mapping[str, object]) -> list[Contribution]:
        contributions = given(rules, attributes)
        found.append(sum(each.value for each in contributions))
        return contributions

    monkeypatch.setattr(_history, "fit_contributions", counted)
    queries.history(ann, later(-80), AT)
    assert found == [0, 15, 35]


def test_times_are_read_to_the_microsecond() -> None:
    ann = person()
    whole, part = AT - days(1), AT - timedelta(microseconds=1)
    for at in (whole, part):
        event(ann, occurred_at=at)
    assert [each.occurred_at for each in queries.told_of(ann).events] == [whole, part]


def test_effect_of_another_model() -> None:
    live_model()
    owners = [person(seniority="owner") for _ in range(3)]
    rival = person(company="Rival", seniority="owner")
    did(owners[0], "Webinar Attended", days(1))
    rescore_many(contact_ids=[each.id for each in (*owners, rival)], at=AT, cause="event")
    told: list[tuple[int, int]] = []
    other = MODEL.replace("points: 30, within", "points: 5, within")
    effect = queries.effect_of(other, AT, lambda done, total: told.append((done, total)))
    assert (effect.contacts, effect.changed, effect.excluded) == (4, 1, 1)
    assert told == [(4, 4)]
    assert (effect.before.bands[50], effect.after.bands[50], effect.after.bands[20]) == (1, 0, 3)
    assert effect.after.temperatures == {"cold": 4, "warm": 0, "hot": 0}
    assert effect.risers == ()
    assert [(each.contact_id, each.before, each.after) for each in effect.fallers] == [(owners[0].id, 50, 25)]


def test_effect_of_what_is_no_model() -> None:
    with pytest.raises(ModelFileError):
        queries.effect_of("format: 2", AT)
