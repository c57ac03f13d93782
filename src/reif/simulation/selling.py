"""What salespeople do with a request or a proposal, and what becomes of it."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from reif.rules.stages import Disqualification, Stage, Status
from reif.simulation.buying import reply
from reif.simulation.chance import logistic, lognormal
from reif.simulation.knowledge import leave_number, no_budget, no_plans, no_say, plans
from reif.simulation.story import Story
from reif.simulation.visits import visit
from reif.simulation.words import reasons
from reif.simulation.words.offers import PRODUCTS
from reif.simulation.words.sentences import GOOD_REPLIES, LATER_REPLIES, REVIEWS


@dataclass(frozen=True, slots=True)
class _Pace:
    """Median hours of work, and how much they vary."""

    hours: float
    spread: float


_ANSWER = _Pace(0.6, 1.0)
_REVIEW = _Pace(7, 0.9)
_NEXT_STEP = _Pace(56, 0.6)
_DECISION = _Pace(220, 0.6)


def answer_request(story: Story, asked: datetime) -> None:
    """Somebody calls back."""
    answer_call(story, _later(story, asked, _ANSWER))


def answer_call(story: Story, at: datetime) -> None:
    """Somebody has them on the phone, then takes the contact on or gives it up."""
    story.own(at)
    _call(story, at)
    leave_number(story, at)
    plans(story, at, share=0.5)
    if story.random.random() < 0.35 + 0.6 * story.fit:
        _take_on(story, at + timedelta(minutes=12), reasons.ACCEPTED_ON_REQUEST)
    else:
        _give_up(story, at + timedelta(minutes=9))


def review_proposal(story: Story, proposed: datetime) -> None:
    """Somebody looks at a contact that the gate proposes."""
    at = _later(story, proposed, _REVIEW)
    drawn = story.random.random()
    if drawn < 0.3 + 0.6 * story.fit:
        story.own(at)
        _take_on(story, at, reasons.ACCEPTED)
    elif drawn < 0.93:
        story.declined_at = at
        story.touches.append(at)
    else:
        _give_up(story, at)


def _take_on(story: Story, at: datetime, whys: tuple[str, ...]) -> None:
    random = story.random
    story.move(at, Stage.PROSPECT, by=story.seller, why=random.choice(whys))
    if random.random() < 0.015:
        taken_back = at + timedelta(minutes=4)
        story.move(taken_back, Stage.LEAD, by=story.seller, why=reasons.UNDONE, is_undoing=True)
        return
    if random.random() < logistic(-2.0 + 2.2 * story.need + 2.4 * story.fit + random.gauss(0, 0.6)):
        _deepen(story, at)
    elif random.random() < 0.45:
        _give_up(story, _later(story, at, _DECISION))
    elif random.random() < 0.6:
        _put_off(story, _later(story, at, _DECISION))


def _deepen(story: Story, at: datetime) -> None:
    """A date, a meeting or demo, an offer."""
    random = story.random
    if random.random() < 0.6:
        story.do("Meeting Booked", at + timedelta(hours=2), "email")
    met = _later(story, at, _NEXT_STEP)
    name = "Demo Attended" if random.random() < 0.55 else "Meeting Held"
    story.do(name, met, "phone", minutes=random.randint(25, 80), outcome="Angebot folgt")
    story.touches.append(met)
    plans(story, met, share=0.75)
    offered = _later(story, met, _NEXT_STEP)
    story.move(offered, Stage.OPPORTUNITY, by=story.seller, why=random.choice(reasons.OPPORTUNITY))
    decided = _later(story, offered, _DECISION)
    for _ in range(random.randint(1, 4)):
        visit(story, story.rhythm.moment(random, offered, decided), random.randint(2, 5), 0.12)
    if random.random() < 0.4:
        reply(story, story.rhythm.moment(random, offered, decided), GOOD_REPLIES, "positive")
    if random.random() < logistic(-1.3 + 1.5 * story.need + 1.6 * story.fit + random.gauss(0, 0.6)):
        _win(story, decided)
    elif random.random() < 0.5:
        _put_off(story, decided)
    else:
        _give_up(story, decided)


def _win(story: Story, at: datetime) -> None:
    story.move(at, Stage.CUSTOMER, by=story.seller, why=story.random.choice(reasons.WON))
    order(story, at)
    if story.random.random() < 0.4:
        stay_loyal(story, at + timedelta(days=lognormal(story.random, 50, 0.5)))


def order(story: Story, at: datetime) -> None:
    """A purchase."""
    random = story.random
    heads = story.firm.employees if story.firm is not None else 10
    value = max(6, round(math.pow(heads, 0.6) * random.uniform(0.8, 2.6))) * 1000
    story.do("Order Completed", at, "email", value=value, currency="EUR", products=random.choice(PRODUCTS))


def stay_loyal(story: Story, at: datetime) -> None:
    """A second order, a word to others; then the team calls them an ambassador."""
    random = story.random
    order(story, at)
    for days in (random.uniform(2, 30), random.uniform(20, 70)):
        story.do("Referral Made", at + timedelta(days=days), "referral")
    if random.random() < 0.6:
        story.do("Review Written", at + timedelta(days=random.uniform(5, 40)), "website", text=random.choice(REVIEWS))
    named = story.rhythm.working(at + timedelta(days=72), 2)
    story.move(named, Stage.AMBASSADOR, by=story.seller, why=random.choice(reasons.AMBASSADOR))


def _give_up(story: Story, at: datetime) -> None:
    random = story.random
    kinds = {
        Disqualification.NO_FIT: 3.0 * (1 - story.fit),
        Disqualification.NO_AUTHORITY: 1.3 * (1 - story.fit),
        Disqualification.NO_BUDGET: 1.2,
        Disqualification.NO_NEED: 2.6 * (1 - story.need),
    }
    reason = random.choices(list(kinds), list(kinds.values()))[0]
    if reason in _LEARNT:
        _LEARNT[reason](story, at)
    story.lose_interest(at)
    disqualify(story, at, reason)


_LEARNT = {
    Disqualification.NO_NEED: no_plans,
    Disqualification.NO_BUDGET: no_budget,
    Disqualification.NO_AUTHORITY: no_say,
}


def disqualify(story: Story, at: datetime, reason: Disqualification) -> None:
    """The contact is given up for the reason."""
    why = story.random.choice(reasons.DISQUALIFIED[reason])
    story.move(at, status=Status.DISQUALIFIED, by=story.seller, why=why, reason=reason)


def _put_off(story: Story, at: datetime) -> None:
    """To nurturing until a date; some come back by themselves."""
    random = story.random
    again = (at + timedelta(days=random.choice((45, 60, 90, 120, 180)))).date()
    why = random.choice(reasons.RECYCLED)
    story.lose_interest(at)
    story.move(at, status=Status.RECYCLED, by=story.seller, why=why, look_again_on=again)
    if random.random() < 0.5:
        reply(story, at - timedelta(hours=3), LATER_REPLIES, "neutral")
    if random.random() < 0.2:
        back = story.rhythm.moment(random, at + timedelta(days=30), at + timedelta(days=150))
        visit(story, back, random.randint(3, 6), 0.3)
        story.move(story.rhythm.working(back, 3), status=Status.ACTIVE, by=story.seller, why=reasons.BACK)


def _call(story: Story, at: datetime) -> None:
    minutes = story.random.randint(3, 24)
    story.do("Call Completed", at + timedelta(minutes=8), "phone", minutes=minutes, outcome="Bedarf besprochen")
    story.touches.append(at)


def _later(story: Story, at: datetime, pace: _Pace) -> datetime:
    return story.rhythm.working(at, lognormal(story.random, pace.hours, pace.spread))
