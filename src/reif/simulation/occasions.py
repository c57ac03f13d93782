"""Webinars and trade fairs: on their days, at their hours."""

from datetime import date, datetime, timedelta

from reif.simulation.story import Story
from reif.simulation.words.offers import FAIRS, WEBINARS, Occasion
from reif.simulation.words.sentences import FAIR_NOTE_WITH_BUDGET, FAIR_NOTES

_BEGINS = 10.0


def webinars(story: Story, since: datetime, to: datetime) -> list[tuple[datetime, Occasion]]:
    """The webinars that begin between the two."""
    return _between(story, WEBINARS, since, to)


def fairs(story: Story, since: datetime, to: datetime) -> list[tuple[datetime, Occasion]]:
    """The trade fairs that open between the two."""
    return _between(story, FAIRS, since, to)


def join_webinar(story: Story, begins: datetime, webinar: Occasion, registered: datetime, attends: float) -> None:
    """Registered, and then there with the probability."""
    random = story.random
    campaign = f"Webinar {webinar.name}"
    story.do(
        "Webinar Registered", min(registered, begins - timedelta(minutes=5)), "webinar", campaign, webinar=webinar.name
    )
    if random.random() < attends:
        minutes = random.choice((7, 22, 31, 38, 41, 43, 45, 45, 48))
        at = begins + timedelta(minutes=minutes)
        story.do("Webinar Attended", at, "webinar", campaign, webinar=webinar.name, minutes=minutes)
    else:
        story.do("Webinar Missed", begins + timedelta(hours=1), "webinar", campaign, webinar=webinar.name)


def come_to_the_stand(story: Story, opens: datetime, fair: Occasion) -> datetime:
    """A talk on one of the fair's days. Gives when."""
    random = story.random
    at = opens + timedelta(days=random.randrange(fair.days), hours=random.uniform(-0.5, 7))
    note = random.choice(FAIR_NOTES)
    if note == FAIR_NOTE_WITH_BUDGET:
        story.know(at, budget=60_000)
    story.do("Trade Fair Visited", at, "trade_fair", f"Messe {fair.name}", fair=fair.name, note=note)
    return at


def _between(
    story: Story, occasions: tuple[Occasion, ...], since: datetime, to: datetime
) -> list[tuple[datetime, Occasion]]:
    rhythm = story.rhythm
    found = ((rhythm.at(_working(story, day), _BEGINS), each) for each in occasions for day in rhythm.days_of(each))
    return sorted(((begins, each) for begins, each in found if since < begins < to), key=lambda pair: pair[0])


def _working(story: Story, day: date) -> date:
    while not story.rhythm.is_working_day(day):
        day += timedelta(days=1)
    return day
