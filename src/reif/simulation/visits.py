"""Visits to the website: pages in sessions, more of prices the nearer a purchase."""

from datetime import datetime, timedelta

from reif.simulation.story import Story
from reif.simulation.words.offers import (
    CONTENTS,
    FRONT,
    JOB_PATHS,
    PRICE_PAGES,
    PRODUCT_PAGES,
    READING_PAGES,
    REFERRERS,
    Page,
)

WEBSITE = "website"


def visit(story: Story, at: datetime, pages: int, prices: float, campaign: str = "") -> datetime:
    """A session of so many pages, prices among them with that probability each. Gives when it ends."""
    random = story.random
    channel = "ads" if campaign else WEBSITE
    referrer = random.choice(REFERRERS)
    for number in range(pages):
        page = _page(story, number, prices)
        story.do(
            "Page Viewed",
            at,
            channel,
            campaign,
            path=page.path,
            title=page.title,
            **_from(referrer if not number else ""),
        )
        at += timedelta(seconds=random.randint(15, 40) + random.expovariate(1 / 70))
    return at


def look_at_prices(story: Story, at: datetime) -> None:
    """A short visit that is about prices."""
    for number, page in enumerate((story.random.choice(PRODUCT_PAGES), story.random.choice(PRICE_PAGES))):
        story.do("Page Viewed", at - timedelta(seconds=70 * (1 - number)), path=page.path, title=page.title)


def read(story: Story, at: datetime, page: Page) -> None:
    """One page."""
    story.do("Page Viewed", at, path=page.path, title=page.title)


def load(story: Story, at: datetime) -> datetime:
    """Content is loaded after a look around. Gives when."""
    end = visit(story, at, story.random.randint(1, 3), 0.05)
    weights = (4, 3, 3, 2, 2, 3)
    content = story.random.choices(CONTENTS, weights)[0]
    story.do("Content Downloaded", end, content=content.name, kind=content.kind)
    return end


def look_for_work(story: Story, at: datetime) -> None:
    """Job advertisements are read."""
    for number in range(story.random.randint(1, 3)):
        story.do("Job Page Viewed", at + timedelta(seconds=90 * number), path=story.random.choice(JOB_PATHS))


def _page(story: Story, number: int, prices: float) -> Page:
    random = story.random
    if random.random() < prices:
        return random.choice(PRICE_PAGES)
    if number == 0 and random.random() < 0.5:
        return FRONT
    return random.choice(PRODUCT_PAGES if random.random() < 0.35 + prices else READING_PAGES)


def _from(referrer: str) -> dict[str, str]:
    return {"referrer": referrer} if referrer else {}
