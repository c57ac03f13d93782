"""How somebody becomes known: by which channel, when, and what they do then."""

from datetime import datetime, timedelta

from reif.simulation.knowledge import introduce
from reif.simulation.mailings import subscribe
from reif.simulation.occasions import come_to_the_stand, fairs, join_webinar, webinars
from reif.simulation.person import Person
from reif.simulation.story import Story
from reif.simulation.visits import load, visit
from reif.simulation.words.offers import CAMPAIGNS

CHANNELS = {
    "website": 34,
    "webinar": 14,
    "trade_fair": 13,
    "newsletter": 13,
    "linkedin": 8,
    "referral": 5,
    "ads": 6,
    "email": 3,
    "phone": 3,
    "store": 2,
}
_SUBSCRIBES = {"newsletter": 1.0, "webinar": 0.7, "website": 0.6, "ads": 0.6, "trade_fair": 0.45}


def arrive(story: Story, who: Person, email: str, channel: str, earliest: datetime, latest: datetime) -> None:
    """Somebody becomes known by the channel within the time; `story.born` is when."""
    at, campaign = _first_act(story, channel, story.rhythm.moment(story.random, earliest, latest), earliest, latest)
    story.born = at
    introduce(story, who, email, channel, at, campaign)
    if story.random.random() < _SUBSCRIBES.get(channel, 0.3):
        days = 0 if channel == "newsletter" else story.random.random() * 4
        subscribe(story, at + timedelta(days=days), click=0.03 + 0.16 * story.need * story.random.random())


def bring_over(story: Story, who: Person, email: str) -> None:
    """A row of the list that the team brought along a year ago: no interest shown yet."""
    first = next(day for day in story.rhythm.days if story.rhythm.is_working_day(day))
    story.born = story.rhythm.at(first, 10) + timedelta(seconds=story.random.random() * 90)
    introduce(story, who, email, "import", story.born)
    if story.random.random() < 0.5:
        click = 0.02 + 0.12 * story.need * story.random.random()
        subscribe(story, story.born, click=click, leave=0.014, is_form=False)


def _first_act(story: Story, channel: str, at: datetime, earliest: datetime, latest: datetime) -> tuple[datetime, str]:
    random = story.random
    match channel:
        case "webinar":
            coming = webinars(story, earliest, latest + timedelta(days=20))
            if coming:
                begins, webinar = random.choice(coming)
                registered = min(begins - timedelta(days=random.expovariate(1 / 6), minutes=20), latest)
                join_webinar(story, begins, webinar, registered, attends=0.35 + 0.4 * story.need)
                return registered, f"Webinar {webinar.name}"
        case "trade_fair":
            opened = fairs(story, earliest, latest - timedelta(days=3))
            if opened:
                opens, fair = random.choice(opened)
                return come_to_the_stand(story, opens, fair), f"Messe {fair.name}"
        case "newsletter":
            visit(story, at - timedelta(minutes=6), random.randint(1, 3), 0.05)
            return at, ""
        case "linkedin":
            story.do("LinkedIn Connected", at, "linkedin")
            return at, ""
        case "referral":
            story.do("Form Submitted", at, "referral", form="Empfehlung")
            return at, ""
        case "ads":
            campaign = random.choice(CAMPAIGNS).name
            end = visit(story, at, random.randint(1, 4), 0.12, campaign)
            story.do("Form Submitted", end, "ads", campaign, form="Unterlagen")
            return end, campaign
        case "email":
            story.do("Email Replied", at, "email", sentiment="neutral", text="Bitte schicken Sie mir Ihre Unterlagen.")
            return at, ""
        case "phone":
            story.do("Call Completed", at, "phone", minutes=random.randint(3, 14), outcome="Auskunft")
            return at, ""
        case "store":
            story.do("Store Visited", at, "store", place="Ausstellung Offenbach")
            return at, ""
    return _by_website(story, at), ""


def _by_website(story: Story, at: datetime) -> datetime:
    """Some visits unknown, then something is loaded or a form is sent."""
    random = story.random
    for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
        before = at - timedelta(days=random.expovariate(1 / 9), hours=1)
        visit(story, max(before, story.rhythm.since), random.randint(1, 5), 0.06)
    if random.random() < 0.6:
        return load(story, at)
    end = visit(story, at, random.randint(2, 4), 0.1)
    story.do("Form Submitted", end, form="Kontakt")
    return end
