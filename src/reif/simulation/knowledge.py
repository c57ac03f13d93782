"""What becomes known of somebody: by forms at once, of their firm a little later, of their plans in talks."""

import math
from datetime import datetime, timedelta

from reif.simulation.person import Person
from reif.simulation.story import Story

_NAMES_TITLE = {"newsletter": 0.35, "website": 0.7, "ads": 0.6, "email": 0.8, "store": 0.7}
_TIMEFRAMES = ("now", "quarter", "half_year", "year")


def introduce(story: Story, who: Person, email: str, channel: str, at: datetime, campaign: str = "") -> None:
    """Name, address and channel at once, the title where a form asks for it, the firm's figures within the hour."""
    random, firm = story.random, story.firm
    story.know(at, email=email, first_name=who.first_name, last_name=who.last_name, language="de", channel=channel)
    if campaign:
        story.know(at, campaign=campaign)
    if random.random() < _NAMES_TITLE.get(channel, 0.92):
        say_position(story, at)
    if channel in ("phone", "trade_fair", "referral", "import") or random.random() < 0.35:
        story.know(at, phone=who.phone)
    if firm is None:
        return
    story.know(at, company=firm.name, company_domain=firm.domain)
    later = at + timedelta(minutes=random.randint(1, 50))
    story.know(later, country=firm.country, city=firm.city, postal_code=firm.postal_code)
    if firm.region:
        story.know(later, region=firm.region)
    if random.random() < 0.85:
        story.know(later, employees=firm.employees, industry=firm.industry)
    if random.random() < 0.4:
        story.know(later, revenue=firm.revenue)


def say_position(story: Story, at: datetime) -> None:
    """What they are in the firm."""
    if story.who is not None:
        held = story.who.position
        story.know(at, salutation=story.who.salutation, title=story.who.title)
        story.know(at, seniority=held.seniority, department=held.department)


def leave_number(story: Story, at: datetime) -> None:
    """Who wants to be called says where, and who they are."""
    say_position(story, at)
    if story.who is not None:
        story.know(at, phone=story.who.phone)


def plans(story: Story, at: datetime, share: float = 0.8) -> None:
    """What a talk brings to light: when they want to buy, for how much, and what they have to say in it."""
    random = story.random
    if random.random() < share * 0.7:
        place = min(3, max(0, round(3.2 * (1 - story.need) + random.gauss(0, 0.7))))
        story.know(at, timeframe=_TIMEFRAMES[place])
    if random.random() < share * 0.6:
        story.know(at, budget=budget(story))
    if random.random() < share * 0.6:
        story.know(at, decision_role=role(story))


def no_plans(story: Story, at: datetime) -> None:
    """They say that nothing is planned."""
    story.know(at, timeframe="none")


def budget(story: Story) -> int:
    """EUR, in steps of 500: larger firms have more."""
    heads = story.firm.employees if story.firm is not None else 1
    euros = 520 * math.pow(heads, 0.62) * story.random.uniform(0.4, 2.2) * (0.4 + story.need)
    return max(1, round(euros / 500)) * 500


def no_budget(story: Story, at: datetime) -> None:
    """There is hardly any money."""
    story.know(at, budget=story.random.choice((500, 1000, 1500, 2000)))


def no_say(story: Story, at: datetime) -> None:
    """Somebody else decides."""
    story.know(at, decision_role="user")


def role(story: Story) -> str:
    """What they have to say when it is bought."""
    decides = 0.0 if story.who is None else story.who.position.decides
    if decides >= 0.75:
        return "decider"
    return "influencer" if decides >= 0.3 else "user"
