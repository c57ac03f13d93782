"""The made-up world as a whole: always the same, everything in it, and no real address anywhere."""

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from time import perf_counter

import numpy as np
import pytest

from reif.engines import stream as engine
from reif.engines.result import Result
from reif.learning.ranking import rank
from reif.rules.catalogue import CHANNELS, attribute_type, event_type
from reif.rules.maturity import GRADES, TEMPERATURES
from reif.rules.stages import Disqualification, Stage, Status
from reif.simulation import end_of, simulate, stream
from reif.simulation.gate import model
from reif.simulation.rhythm import ZONE
from reif.simulation.words.firms import COMPETITORS
from reif.simulation.world import Contact, World
from tests.simulation.conftest import TODAY

RESERVED_NUMBERS = re.compile(r"\+49 (?:30 23125|69 90009|40 66969|221 4710|89 99998)-\d{3}")
HOST = re.compile(r"(?:@|://)([\w.-]+)")


def score(contact: Contact, at: datetime) -> Result:
    events = [engine.Event(each.name, each.occurred_at, each.properties) for each in contact.events]
    return engine.evaluate(model(), contact.attributes(at), events, at)


@pytest.fixture(scope="module")
def results(world: World) -> list[Result]:
    return [score(contact, world.until) for contact in world.contacts]


def test_the_same_seed_and_end_are_the_same_world() -> None:
    assert simulate(seed=3, today=TODAY, contacts=150) == simulate(seed=3, today=TODAY, contacts=150)
    assert simulate(seed=4, today=TODAY, contacts=150) != simulate(seed=3, today=TODAY, contacts=150)


def test_a_larger_world_begins_like_a_smaller_one(world: World) -> None:
    few = list(stream(seed=1, until=end_of(TODAY), contacts=130))
    assert few == list(world.contacts[:130])


def test_a_million_contacts_come_one_by_one() -> None:
    began = perf_counter()
    first = list(islice(stream(seed=1, until=end_of(TODAY), contacts=1_000_000), 40))
    assert first == list(stream(seed=1, until=end_of(TODAY), contacts=40))
    assert perf_counter() - began < 30


def test_it_is_as_large_as_asked(world: World) -> None:
    assert len(world.contacts) == 2000
    assert 45_000 < world.event_count < 80_000
    assert 600 < len(world.firms) < 1000


def test_everybody_has_an_id_an_address_and_a_firm_of_their_own(world: World) -> None:
    assert len({contact.lead_id for contact in world.contacts}) == 2000
    assert len({contact.attributes(world.until)["email"] for contact in world.contacts}) == 2000
    assert len({firm.domain for firm in world.firms}) == len(world.firms)
    messages = [event.message_id for each in (*world.contacts, *world.visitors) for event in each.events]
    assert len(set(messages)) == len(messages)


def test_nothing_leads_to_a_real_host_or_telephone(world: World) -> None:
    texts = [
        str(value)
        for contact in world.contacts
        for values in ([fact.value for fact in contact.facts], *(event.properties.values() for event in contact.events))
        for value in values
    ]
    hosts = {host for text in texts for host in HOST.findall(text)}
    assert len(hosts) > 500
    assert all(host.endswith(".example") for host in hosts)
    assert all(firm.domain.endswith(".example") for firm in world.firms)
    assert all(colleague.email.endswith(".example") for colleague in world.team)
    phones = {fact.value for contact in world.contacts for fact in contact.facts if fact.attribute == "phone"}
    assert len(phones) > 300
    assert all(RESERVED_NUMBERS.fullmatch(str(phone)) for phone in phones)


def test_it_speaks_the_catalogue(world: World) -> None:
    for contact in world.contacts:
        assert all(event_type(event.name) is not None for event in contact.events)
        for fact in contact.facts:
            known = attribute_type(fact.attribute)
            assert known is not None
            assert known.type != "choice" or fact.value in known.values
    named = {event.name for contact in world.contacts for event in contact.events}
    assert len(named) > 25


def test_every_fact_is_news(world: World) -> None:
    for contact in world.contacts:
        known: dict[str, str | float] = {}
        for fact in contact.facts:
            assert known.get(fact.attribute) != fact.value
            known[fact.attribute] = fact.value
        assert known == contact.attributes(world.until)


def test_every_stage_status_reason_and_channel_occurs(world: World, results: list[Result]) -> None:
    assert {contact.stage for contact in world.contacts} == set(Stage)
    assert {contact.status for contact in world.contacts} == set(Status)
    moves = [move for contact in world.contacts for move in contact.moves]
    assert {move.reason for move in moves} == {None, *Disqualification}
    assert any(move.undoes is not None for move in moves)
    assert {contact.attributes(world.until)["channel"] for contact in world.contacts} == set(CHANNELS)
    assert {result.temperature for result in results} == set(TEMPERATURES)
    assert {result.level for result in results} == {1, 2, 3, 4}
    assert {result.grade for result in results} == set(GRADES)
    assert any(result.excluded for result in results)
    assert {domain for _, domain in COMPETITORS} <= {firm.domain for firm in world.firms}


def test_moves_hang_together(world: World) -> None:
    for contact in world.contacts:
        assert all(before.to_stage is after.from_stage for before, after in pairwise(contact.moves))
        assert all(before.to_status is after.from_status for before, after in pairwise(contact.moves))
        assert all(move.by or move.rule for move in contact.moves)
        times = [move.occurred_at for move in contact.moves]
        assert times == sorted(times)
        for move in contact.moves:
            assert (move.reason is not None) == (move.to_status is Status.DISQUALIFIED != move.from_status)


def test_nothing_happens_after_the_end(world: World) -> None:
    for contact in world.contacts:
        times = [*(event.occurred_at for event in contact.events), *(fact.known_at for fact in contact.facts)]
        assert all(contact.created_at <= at <= world.until for at in times)
        assert all(move.occurred_at <= world.until for move in contact.moves)
        assert all(at.tzinfo is UTC for at in times)


def test_the_last_hours_have_something_to_show(world: World) -> None:
    def newest(name: str, within: timedelta) -> list[Contact]:
        since = world.until - within
        return [c for c in world.contacts if any(e.name == name and e.occurred_at >= since for e in c.events)]

    assert newest("Demo Requested", timedelta(hours=2))
    assert newest("Call Requested", timedelta(minutes=30))
    assert newest("Offer Requested", timedelta(hours=1))
    assert len(newest("Email Replied", timedelta(hours=8))) >= 4
    assert newest("Newsletter Unsubscribed", timedelta(hours=8))
    assert newest("Page Viewed", timedelta(minutes=13))


def test_what_people_write_is_whole(world: World) -> None:
    texts = [
        str(event.properties[name])
        for contact in world.contacts
        for event in contact.events
        for name in ("text", "note")
        if name in event.properties
    ]
    assert len(texts) > 300
    assert not [text for text in texts if "{" in text or text != text.strip()]
    assert max(map(len, texts)) > 150
    whys = [move.why for contact in world.contacts for move in contact.moves if move.by]
    assert all(why.endswith(".") for why in whys)


def test_salespeople_work_in_the_daytime(world: World) -> None:
    calls = [
        event.occurred_at.astimezone(ZONE)
        for contact in world.contacts
        for event in contact.events
        if event.name == "Call Completed" and event.occurred_at > contact.created_at
    ]
    assert len(calls) > 100
    assert all(at.weekday() < 5 and 8 <= at.hour <= 18 for at in calls)


def test_proposals_wait(world: World, results: list[Result]) -> None:
    waiting = [
        contact
        for contact, result in zip(world.contacts, results, strict=True)
        if contact.stage is Stage.LEAD
        and contact.status is Status.ACTIVE
        and contact.declined_at is None
        and result.points >= 60
        and result.grade in "ABC"
    ]
    assert 4 <= len(waiting) <= 60


@pytest.mark.parametrize("seed", [1, 7])
def test_the_ready_model_tells_later_customers_from_others_but_not_perfectly(seed: int) -> None:
    """Score as of 90 days ago, of everybody known then who had not bought, against having bought since."""
    world = simulate(seed=seed, today=TODAY)
    at = world.until - timedelta(days=90)
    scores, bought = [], []
    for contact in world.contacts:
        won = contact.reached(Stage.CUSTOMER)
        if contact.created_at <= at and (won is None or won > at):
            scores.append(score(contact, at).score)
            bought.append(won is not None)
    assert sum(bought) >= 8
    assert 0.65 < rank(np.array(scores), np.array(bought, dtype=float)).auc < 0.92


def test_visitors_stay_within_the_year(world: World) -> None:
    assert len({visitor.name for visitor in world.visitors}) == len(world.visitors) > 1000
    times = [event.occurred_at for visitor in world.visitors for event in visitor.events]
    assert world.until - timedelta(days=366) <= min(times) < max(times) <= world.until
    assert all(visitor.events for visitor in world.visitors)


def test_most_happens_on_working_days_in_the_daytime(world: World) -> None:
    visits = [
        event.occurred_at for contact in world.contacts for event in contact.events if event.name == "Page Viewed"
    ]
    assert sum(at.weekday() < 5 for at in visits) > 0.9 * len(visits)
    assert sum(6 <= at.hour <= 18 for at in visits) > 0.8 * len(visits)


def test_a_world_may_end_at_any_time_of_any_day() -> None:
    world = simulate(seed=2, today=date(2028, 2, 29), clock=time(0, 5), contacts=130)
    assert world.until == datetime(2028, 2, 28, 23, 5, tzinfo=UTC)
    assert max(event.occurred_at for contact in world.contacts for event in contact.events) <= world.until
