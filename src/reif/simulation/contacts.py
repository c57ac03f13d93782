"""Contacts, one after the other: the same seed, end and number are the same contact, however many there are."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from reif.rules.stages import Stage
from reif.simulation import crowd
from reif.simulation.arrivals import CHANNELS, arrive, bring_over
from reif.simulation.buying import ask, asks, has_project, idle, project, project_days, turn_away
from reif.simulation.chance import chance, within_one
from reif.simulation.firm import competitor, firm
from reif.simulation.fresh import play, scene_of
from reif.simulation.gate import ripe_at
from reif.simulation.person import Person, person, private_address, work_address
from reif.simulation.rhythm import Rhythm
from reif.simulation.selling import answer_call, answer_request, order, review_proposal, stay_loyal
from reif.simulation.story import Story
from reif.simulation.team import seller_of
from reif.simulation.words.firms import UNIVERSITIES
from reif.simulation.words.positions import RIVAL, SEEKER, STUDENT, TRAINEE, VENDOR
from reif.simulation.world import Contact, Firm

_KINDS = {
    "buyer": 60,
    "listed": 17,
    "reader": 6,
    "student": 4,
    "seeker": 3,
    "competitor": 1.5,
    "vendor": 1.5,
    "bot": 1,
    "unreachable": 2.5,
    "duplicate": 2,
    "customer": 1.0,
}
_COLLEAGUES = (0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4)
"""Twelve contacts work for five firms."""
_FIRMS = 5
_UNIQUE_PRIVATE_BELOW = 10_000
_BY_PHONE = {"buyer": 0.3, "listed": 0.4}  # shares of those with a project who leave no trace before they call
_CURIOUS = 0.25  # of those without a project so many behave as if they had one
_ADDRESSED = {"student", "seeker", "duplicate"}
_CROWD = {
    "student": crowd.study,
    "seeker": crowd.seek_work,
    "competitor": crowd.spy,
    "vendor": crowd.peddle,
    "bot": crowd.crawl,
    "unreachable": crowd.vanish,
    "duplicate": crowd.come_twice,
}
_POSITIONS = {"seeker": SEEKER, "competitor": RIVAL, "vendor": VENDOR}


def contacts(seed: int, until: datetime, count: int) -> Iterator[Contact]:
    """So many contacts with their stories up to `until` (aware), each made when it is asked for."""
    rhythm = Rhythm(until)
    taken: set[str] = set()
    for index in range(count):
        if index % len(_COLLEAGUES) == 0:
            taken.clear()
        yield _contact(seed, rhythm, index, taken)


def _contact(seed: int, rhythm: Rhythm, index: int, taken: set[str]) -> Contact:
    random = chance("contact", seed, index)
    scene = scene_of(index)
    kind = "buyer" if scene else random.choices(list(_KINDS), list(_KINDS.values()))[0]
    if kind == "duplicate" and index % len(_COLLEAGUES) == 0:
        kind = "buyer"  # nobody stands before them
    story = Story(f"D{index + 1:06}", random, rhythm, kind)
    who = _settle(story, seed, index)
    email = _address(story, who, index, taken)
    story.seller = seller_of(story.firm, index)
    if scene:
        story.fit, story.need = max(story.fit, random.uniform(0.66, 0.95)), random.uniform(0.25, 0.5)
        play(story, who, email, scene)
    elif kind in _CROWD:
        story.born = rhythm.moment(random, rhythm.since, rhythm.until)
        _CROWD[kind](story, who, email)
    elif kind == "reader":
        arrive(story, who, email, "newsletter", rhythm.since, rhythm.until)
        idle(story, random.uniform(0.05, 0.5))
    elif kind == "customer":
        _has_bought_before(story, who, email)
    else:
        _may_buy(story, who, email)
    return story.told()


def _settle(story: Story, seed: int, index: int) -> Person:
    """Who it is and where they work; how well both suit, and how much they need."""
    random, kind = story.random, story.kind
    of = index - 1 if kind == "duplicate" else index
    block, place = divmod(of, len(_COLLEAGUES))
    where = firm(seed, block * _FIRMS + _COLLEAGUES[place])
    if kind == "competitor":
        where = competitor(seed, where.number, index)
    who = _person(kind, chance("person", seed, of), where, wants_decider=scene_of(index) is not None)
    story.who = who
    story.firm = None if kind in ("student", "seeker", "bot") else where
    size = 1.0 if 50 <= where.employees <= 1000 else 0.55 if where.employees > 10 else 0.1
    suits = 0.3 * where.suits + 0.45 * who.position.decides + 0.25 * size
    story.fit = within_one(suits + random.gauss(0, 0.1))
    story.need = random.betavariate(1.6, 2.5) * (0.6 if kind == "listed" else 1.0)
    return who


def _person(kind: str, random: Random, where: Firm, *, wants_decider: bool) -> Person:
    if kind == "student":
        return person(random, where, random.choice((STUDENT, STUDENT, TRAINEE)))
    who = person(random, where, _POSITIONS.get(kind))
    while wants_decider and who.position.decides < 0.8:  # every size of firm has somebody who decides
        who = person(random, where)
    return who


def _address(story: Story, who: Person, index: int, taken: set[str]) -> str:
    if story.kind == "student":
        return f"{who.mailbox}.{index}@stud.{UNIVERSITIES[index % len(UNIVERSITIES)]}.example"
    if story.firm is None or story.kind in _ADDRESSED or story.random.random() < 0.04:
        private = private_address(story.random, who)
        return private if index < _UNIQUE_PRIVATE_BELOW else private.replace("@", f".{index}@")
    address = work_address(who, story.firm)
    if address in taken or story.firm.number < 0:  # competitors are few, and work for the same two firms
        address = address.replace("@", f".{index}@")
    taken.add(address)
    return address


def _has_bought_before(story: Story, who: Person, email: str) -> None:
    bring_over(story, who, email)
    random, rhythm = story.random, story.rhythm
    story.own(story.born)
    story.move(story.born, Stage.CUSTOMER, rule="import", why="Aus dem alten Bestand.")
    idle(story, 0.4)
    if random.random() < 0.5:
        stay_loyal(story, rhythm.moment(random, rhythm.since + timedelta(days=20), rhythm.until))
    else:
        order(story, rhythm.moment(random, rhythm.since, rhythm.until))


def _may_buy(story: Story, who: Person, email: str) -> None:
    random, rhythm = story.random, story.rhythm
    if story.kind == "listed":
        bring_over(story, who, email)
    else:
        channel = random.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        arrive(story, who, email, channel, rhythm.since, rhythm.until)
    idle(story, random.uniform(0.05, 1.1))
    is_in_earnest = has_project(story)
    if not is_in_earnest:
        turn_away(story, story.born)
    if not is_in_earnest and random.random() > _CURIOUS:
        return
    is_why_they_came = story.kind == "buyer" and random.random() < 0.6
    latest = story.born + timedelta(days=12) if is_why_they_came else rhythm.until
    begins = rhythm.moment(random, story.born, latest)
    days = project_days(story)
    if is_in_earnest and random.random() < _BY_PHONE[story.kind]:
        if begins < rhythm.until:
            answer_call(story, rhythm.working(begins + timedelta(days=days * random.random()), 1))
        return
    project(story, begins, days)
    _sell(story, begins, begins + timedelta(days=days), may_ask=is_in_earnest)


def _sell(story: Story, begins: datetime, ends: datetime, *, may_ask: bool) -> None:
    random, rhythm = story.random, story.rhythm
    asked = None
    if may_ask and asks(story):
        asked = rhythm.moment(random, begins + (ends - begins) * 0.3, ends)
        ask(story, asked)
    ripe = ripe_at(story, story.born, asked or ends)
    if ripe is not None and ripe < rhythm.until:
        review_proposal(story, ripe)
    if asked is not None and not any(step.stage is Stage.PROSPECT for step in story.steps):
        answer_request(story, asked)
