"""Those who look at the website and never say who they are."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from reif.simulation.chance import chance
from reif.simulation.rhythm import Rhythm
from reif.simulation.words.offers import FRONT, PRICE_PAGES, PRODUCT_PAGES, READING_PAGES, REFERRERS, Page
from reif.simulation.world import Event, Visitor

_PAGES = (FRONT, *PRODUCT_PAGES, *READING_PAGES, *PRICE_PAGES)
_PAGES_SEEN = (1, 1, 1, 1, 1, 2, 2, 3)


def visitors(seed: int, until: datetime, count: int) -> Iterator[Visitor]:
    """So many visitors of the year up to `until` (aware), each made when it is asked for."""
    rhythm = Rhythm(until)
    for number in range(count):
        yield _visitor(chance("visitor", seed, number), rhythm, number)


def _visitor(random: Random, rhythm: Rhythm, number: int) -> Visitor:
    name = f"v{number + 1:06}"
    at = rhythm.moment(random, rhythm.since, rhythm.until - timedelta(minutes=10))
    referrer = random.choice(REFERRERS)
    events = []
    for place in range(random.choice(_PAGES_SEEN)):
        events.append(_view(f"{name}-{place}", at, random.choice(_PAGES), "" if place else referrer))
        at += timedelta(seconds=random.randint(10, 120))
    return Visitor(name, tuple(events))


def _view(message_id: str, at: datetime, page: Page, referrer: str) -> Event:
    properties = {"path": page.path, "title": page.title} | ({"referrer": referrer} if referrer else {})
    return Event("Page Viewed", at, properties, "website", "", message_id)
