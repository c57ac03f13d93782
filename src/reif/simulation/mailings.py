"""Newsletters: once a month, opened by some, clicked by few, and clicked at once by programs that scan for harm."""

from datetime import datetime, timedelta

from reif.simulation.story import Story
from reif.simulation.visits import visit
from reif.simulation.words.offers import NEWSLETTER_LINKS

NEWSLETTER = "newsletter"
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


def subscribe(story: Story, at: datetime, click: float, leave: float = 0.008, *, is_form: bool = True) -> None:
    """The newsletter from now on: each clicked and followed by a visit with a probability, until they leave."""
    if is_form:
        story.do("Newsletter Subscribed", at, NEWSLETTER, list="Monatsbrief")
    random, is_scanned = story.random, _is_scanned(story)
    for day, begins in story.rhythm.newsletters:
        sent = begins + timedelta(minutes=random.random() * 12)
        if sent <= at or sent > story.rhythm.until:
            continue
        issue = f"Monatsbrief {_MONTHS[day.month - 1]} {day.year}"
        mail = {"email_id": f"mb-{day:%Y-%m}", "campaign_id": f"monatsbrief-{day:%Y-%m}"}
        story.do("Email Delivered", sent, "email", issue, **mail)
        if is_scanned:
            _scan(story, sent, issue, mail)
        if random.random() < 0.3 + click:
            story.do("Email Opened", sent + timedelta(minutes=random.expovariate(1 / 240)), "email", issue, **mail)
        if random.random() < click:
            clicked = sent + timedelta(minutes=2 + random.expovariate(1 / 200))
            link = random.choice(NEWSLETTER_LINKS)
            story.do("Email Link Clicked", clicked, "email", issue, link_url=link, **mail)
            visit(story, clicked + timedelta(seconds=2), random.randint(1, 3), 0.06)
        if random.random() < leave:
            _leave(story, sent + timedelta(minutes=random.uniform(3, 300)), issue, mail)
            return


def bounce(story: Story, at: datetime) -> None:
    """An address that nothing reaches: three newsletters come back, then none is sent."""
    for day, begins in [each for each in story.rhythm.newsletters if each[1] > at][:3]:
        issue = f"Monatsbrief {_MONTHS[day.month - 1]} {day.year}"
        mail = {"email_id": f"mb-{day:%Y-%m}", "campaign_id": f"monatsbrief-{day:%Y-%m}"}
        story.do("Email Bounced", begins + timedelta(minutes=6), "email", issue, **mail)


def _is_scanned(story: Story) -> bool:
    """Some firms' mail servers follow every link of a mail before anybody sees it."""
    return story.firm is not None and story.firm.number % 19 == 0


def _scan(story: Story, sent: datetime, issue: str, mail: dict[str, str]) -> None:
    for number, link in enumerate(NEWSLETTER_LINKS):
        at = sent + timedelta(seconds=2 + number * 0.4 + story.random.random())
        story.do("Email Link Clicked", at, "email", issue, link_url=link, **mail)


def _leave(story: Story, at: datetime, issue: str, mail: dict[str, str]) -> None:
    if story.random.random() < 0.14:
        story.do("Email Marked as Spam", at, "email", issue, **mail)
    elif story.random.random() < 0.5:
        story.do("Email Unsubscribed", at, "email", issue, **mail)
    else:
        story.do("Newsletter Unsubscribed", at, NEWSLETTER, issue, list="Monatsbrief")
