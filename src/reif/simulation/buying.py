"""Buyers: a little interest always; with a project at hand much more, in visits, content, webinars, fairs, requests."""

from datetime import datetime, timedelta

from reif.simulation.chance import logistic, lognormal, poisson
from reif.simulation.knowledge import leave_number, plans
from reif.simulation.occasions import come_to_the_stand, fairs, join_webinar, webinars
from reif.simulation.story import Story
from reif.simulation.visits import WEBSITE, load, visit
from reif.simulation.words.offers import PRODUCTS
from reif.simulation.words.sentences import (
    BAD_REPLIES,
    CALL_TEXTS,
    DEMO_TEXTS,
    GOOD_REPLIES,
    LATER_REPLIES,
    OFFER_TEXTS,
)

_REQUESTS = (("Offer Requested", OFFER_TEXTS), ("Demo Requested", DEMO_TEXTS), ("Call Requested", CALL_TEXTS))


def idle(story: Story, visits_a_month: float) -> None:
    """A visit now and then from when they are known to the end."""
    months = (story.rhythm.until - story.born).days / 30
    for _ in range(poisson(story.random, min(visits_a_month * months, 40))):
        at = story.rhythm.moment(story.random, story.born, story.rhythm.until)
        visit(story, at, story.random.randint(1, 5), 0.03)


def has_project(story: Story) -> bool:
    """Whether there is something to buy within the year: the more need, the likelier."""
    return story.random.random() < 0.12 + 0.75 * story.need


def project(story: Story, begins: datetime, days: float) -> None:
    """What a project makes somebody do from its beginning over so many days."""
    random, rhythm = story.random, story.rhythm
    ends = begins + timedelta(days=days)
    for _ in range(round(1 + 11 * story.need * random.uniform(0.1, 1.7))):
        at = rhythm.moment(random, begins, ends)
        visit(story, at, random.randint(2, 7), 0.02 + 0.14 * story.need * ((at - begins) / (ends - begins)))
    for _ in range(poisson(random, 1.0 * story.need)):
        load(story, rhythm.moment(random, begins, ends))
    for starts, webinar in webinars(story, begins, ends):
        if random.random() < 0.1 + 0.5 * story.need:
            registered = starts - timedelta(days=random.expovariate(1 / 5), hours=1)
            join_webinar(story, starts, webinar, max(registered, story.born), attends=0.45 + 0.4 * story.need)
    for opens, fair in fairs(story, begins, ends):
        if random.random() < 0.12 + 0.15 * story.need:
            come_to_the_stand(story, opens, fair)
    if random.random() < 0.25 * story.need:
        reply(story, rhythm.moment(random, begins, ends), GOOD_REPLIES, "positive")
    if random.random() < 0.07:
        reply(story, rhythm.moment(random, begins, ends), LATER_REPLIES, "neutral")


def asks(story: Story) -> bool:
    """Whether the project leads to a request."""
    return story.random.random() < logistic(-2.5 + 4.4 * story.need + 1.1 * story.fit)


def ask(story: Story, at: datetime, kind: int | None = None, text: str = "") -> None:
    """A request for an offer, a demo or a call, on the website, with some of the plans in the form."""
    random = story.random
    name, texts = _REQUESTS[random.choices((0, 1, 2), (4, 3.5, 2.5))[0] if kind is None else kind]
    product = next((each for each in PRODUCTS if each in text), random.choice(PRODUCTS))
    visit(story, at - timedelta(minutes=8), random.randint(2, 3), 0.2)
    written = text or random.choice(texts).format(product=product)
    story.do(name, at, WEBSITE, product=product, text=written)
    leave_number(story, at)
    plans(story, at, share=0.35)


def reply(story: Story, at: datetime, texts: tuple[str, ...], sentiment: str) -> None:
    """An answer to an e-mail of the team."""
    story.do("Email Replied", at, "email", sentiment=sentiment, text=story.random.choice(texts))


def turn_away(story: Story, since: datetime) -> None:
    """Some say no, a while later."""
    if story.random.random() < 0.06:
        reply(story, story.rhythm.moment(story.random, since, story.rhythm.until), BAD_REPLIES, "negative")


def project_days(story: Story) -> float:
    """How long a project lasts: 10 days to half a year, mostly some weeks."""
    return min(180.0, max(10.0, lognormal(story.random, 45, 0.5)))
