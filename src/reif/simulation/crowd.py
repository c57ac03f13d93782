"""Those who will not buy, whatever they do: students, seekers of work, competitors, vendors, bots, wrong data."""

from datetime import datetime, timedelta

from reif.rules.stages import Disqualification
from reif.simulation.knowledge import introduce
from reif.simulation.mailings import bounce, subscribe
from reif.simulation.occasions import join_webinar, webinars
from reif.simulation.person import Person
from reif.simulation.selling import disqualify
from reif.simulation.story import Story
from reif.simulation.visits import load, look_for_work, visit
from reif.simulation.words.offers import JOB_PATHS, PRICE_PAGES
from reif.simulation.words.sentences import STUDENT_TEXTS, VENDOR_TEXTS


def study(story: Story, who: Person, email: str) -> None:
    """Reads and loads a lot, asks for material, comes to webinars."""
    random = story.random
    introduce(story, who, email, "website", story.born)
    story.do("Form Submitted", story.born, form="Kontakt", text=random.choice(STUDENT_TEXTS))
    for _ in range(random.randint(2, 5)):
        load(story, _within(story, 50))
    for _ in range(random.randint(3, 14)):
        visit(story, _within(story, 70), random.randint(3, 9), 0.02)
    for begins, webinar in webinars(story, story.born, story.born + timedelta(days=70))[:2]:
        join_webinar(story, begins, webinar, begins - timedelta(days=2), attends=0.8)
    subscribe(story, story.born, click=0.3)
    _seen_through(story, Disqualification.NO_NEED, 0.3)


def seek_work(story: Story, who: Person, email: str) -> None:
    """Reads job advertisements, and about the firm."""
    introduce(story, who, email, "website", story.born)
    story.do("Form Submitted", story.born, form="Bewerbung", path=story.random.choice(JOB_PATHS))
    for _ in range(story.random.randint(2, 6)):
        at = _within(story, 30)
        visit(story, at, 2, 0.0)
        look_for_work(story, at + timedelta(minutes=4))
    _seen_through(story, Disqualification.NO_NEED, 0.25)


def spy(story: Story, who: Person, email: str) -> None:
    """Works for a competitor: reads prices and every paper."""
    introduce(story, who, email, "website", story.born)
    for _ in range(story.random.randint(2, 4)):
        load(story, _within(story, 90))
    for _ in range(story.random.randint(4, 12)):
        visit(story, _within(story, 200), story.random.randint(2, 6), 0.4)
    subscribe(story, story.born, click=0.5)
    _seen_through(story, Disqualification.COMPETITOR, 0.75)


def peddle(story: Story, who: Person, email: str) -> None:
    """Wants to sell something by the contact form."""
    introduce(story, who, email, "website", story.born)
    for number in range(story.random.randint(1, 3)):
        at = story.born + timedelta(days=number * 9)
        story.do("Form Submitted", at, form="Kontakt", text=story.random.choice(VENDOR_TEXTS))
    _seen_through(story, Disqualification.SPAM, 0.8)


def crawl(story: Story, who: Person, email: str) -> None:
    """A program that fills in what it finds: dozens of pages within seconds, at night."""
    at = story.rhythm.at(story.born.date(), 3.4)
    story.born = at
    introduce(story, who, email, "website", at)
    for number in range(story.random.randint(18, 40)):
        page = story.random.choice(PRICE_PAGES)
        story.do("Page Viewed", at + timedelta(seconds=0.7 * number), path=page.path, title=page.title)
    story.do("Form Submitted", at + timedelta(seconds=31), form="Kontakt", text="xRumer best price click")
    _seen_through(story, Disqualification.SPAM, 0.7)


def vanish(story: Story, who: Person, email: str) -> None:
    """An address that does not work, with little else known."""
    introduce(story, who, email, story.random.choice(("import", "trade_fair", "website")), story.born)
    if story.random.random() < 0.6:
        load(story, story.born)
    bounce(story, story.born)
    _seen_through(story, Disqualification.BAD_DATA, 0.5)


def come_twice(story: Story, who: Person, email: str) -> None:
    """Somebody who is known already, under a private address."""
    introduce(story, who, email, "website", story.born)
    for _ in range(story.random.randint(1, 3)):
        load(story, _within(story, 40))
    _seen_through(story, Disqualification.DUPLICATE, 0.55)


def _within(story: Story, days: float) -> datetime:
    return story.rhythm.moment(story.random, story.born, story.born + timedelta(days=days))


def _seen_through(story: Story, reason: Disqualification, share: float) -> None:
    if story.random.random() < share:
        disqualify(story, story.rhythm.working(story.born + timedelta(days=story.random.uniform(1, 25)), 2), reason)
