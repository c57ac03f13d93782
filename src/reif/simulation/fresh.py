"""Scenes of the last hours: so that whoever looks at the world as it ends finds somebody waiting."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from reif.rules.stages import Stage
from reif.simulation.arrivals import arrive
from reif.simulation.buying import ask, project
from reif.simulation.knowledge import plans
from reif.simulation.person import Person
from reif.simulation.story import Story
from reif.simulation.visits import load, look_at_prices, read
from reif.simulation.words import reasons
from reif.simulation.words.offers import PRODUCT_PAGES, READING_PAGES

EVERY = 61
"""Each scene is played by the contact of that many numbers further."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What happens so many minutes before the end, to a contact of that stage. `text`: what they write."""

    minutes: float
    act: str
    stage: Stage
    text: str = ""


_LEAD, _PROSPECT, _OPPORTUNITY = Stage.LEAD, Stage.PROSPECT, Stage.OPPORTUNITY
SCENES = (
    Scene(4, "reply", _OPPORTUNITY, "Wenn Sie die Einführung im Januar schaffen, sind wir dabei."),
    Scene(98, "demo", _PROSPECT, "Wir möchten sehen, wie der Leitstand mit unserer Steuerung spricht. Wann ginge das?"),
    Scene(12, "prices", _PROSPECT),
    Scene(28, "call", _LEAD, "Bitte um Rückruf zwischen 15 und 16 Uhr, vorher bin ich in der Halle."),
    Scene(22 * 60, "prices", _LEAD),
    Scene(45, "offer", _LEAD, "Bitte ein Angebot über Umrüstsatz R für zwei Strecken, zusammen rund 48 Meter."),
    Scene(130, "reference", _PROSPECT),
    Scene(26 * 60, "offer", _PROSPECT, "Für die Budgetrunde brauche ich einen Richtpreis, genau muss er nicht sein."),
    Scene(190, "ripen", _LEAD),
    Scene(27 * 60, "ripen", _LEAD),
    Scene(50 * 60, "ripen", _LEAD),
    Scene(160, "reply", _PROSPECT, "Gibt es das auch für zwei Standorte?"),
    Scene(82, "later", _PROSPECT, "Bitte erst wieder im Februar, wir bauen um."),
    Scene(300, "no", _LEAD, "Wir bleiben bei unserem Lieferanten."),
    Scene(220, "leaves", _LEAD),
    Scene(60, "load", _LEAD),
    Scene(9, "reading", _LEAD),
    Scene(5 * 60, "load", _LEAD),
    Scene(31, "reading", _LEAD),
    Scene(7 * 60, "ripen", _LEAD),
    Scene(240, "demo", _OPPORTUNITY, "Unsere Geschäftsführung möchte den Baukasten L einmal laufen sehen."),
    Scene(75, "prices", _OPPORTUNITY),
)


def scene_of(index: int) -> Scene | None:
    """The scene that the contact of the number plays, if any."""
    number, rest = divmod(index - 5, EVERY)
    return SCENES[number] if rest == 0 and 0 <= number < len(SCENES) else None


def play(story: Story, who: Person, email: str, scene: Scene) -> None:
    """Weeks of growing interest, the moves that led to the stage, then the scene."""
    random, rhythm = story.random, story.rhythm
    end = rhythm.until
    known = end - timedelta(days=random.uniform(40, 110))
    channel = random.choices(("website", "webinar", "referral", "linkedin"), (5, 3, 1, 1))[0]
    arrive(story, who, email, channel, known - timedelta(days=5), known)
    quiet = end - timedelta(minutes=scene.minutes, days=3)
    project(story, max(story.born, end - timedelta(days=55)), 52)
    story.events[:] = [event for event in story.events if event.occurred_at < quiet]
    if scene.stage is not _LEAD:
        _lead_on(story, scene.stage, end)
    elif scene.act in ("ripen", "prices"):
        plans(story, quiet, share=1.0)
    _act(story, scene, end - timedelta(minutes=scene.minutes))


def _lead_on(story: Story, stage: Stage, end: datetime) -> None:
    random, rhythm = story.random, story.rhythm
    taken = rhythm.working(end - timedelta(days=random.uniform(14, 19)), random.uniform(0.3, 6))
    story.own(taken)
    story.do("Call Completed", taken, "phone", minutes=random.randint(5, 20), outcome="Bedarf besprochen")
    plans(story, taken, share=0.45)
    story.move(taken + timedelta(minutes=25), Stage.PROSPECT, by=story.seller, why=random.choice(reasons.ACCEPTED))
    if stage is Stage.OPPORTUNITY:
        met = rhythm.working(end - timedelta(days=random.uniform(7, 11)), random.uniform(0.3, 5))
        story.do("Demo Attended", met, "phone", minutes=random.randint(35, 70), outcome="Angebot folgt")
        why = random.choice(reasons.OPPORTUNITY)
        story.move(rhythm.working(met, 3), Stage.OPPORTUNITY, by=story.seller, why=why)


def _act(story: Story, scene: Scene, at: datetime) -> None:
    match scene.act:
        case "offer" | "demo" | "call":
            ask(story, at, ("offer", "demo", "call").index(scene.act), scene.text)
        case "reply":
            story.do("Email Replied", at, "email", sentiment="positive", text=scene.text)
        case "later":
            story.do("Email Replied", at, "email", sentiment="neutral", text=scene.text)
        case "no":
            story.do("Email Replied", at, "email", sentiment="negative", text=scene.text)
        case "leaves":
            story.do("Newsletter Unsubscribed", at, "newsletter", list="Monatsbrief")
        case "prices":
            for hours in (0.0, story.random.uniform(20, 29), story.random.uniform(44, 53)):
                look_at_prices(story, at - timedelta(hours=hours))
        case "reference":
            read(story, at, READING_PAGES[3])
        case "reading":
            read(story, at, PRODUCT_PAGES[4])
        case "load":
            load(story, at - timedelta(minutes=15))
        case "ripen":
            story.do("Email Replied", at - timedelta(days=2), "email", sentiment="positive", text=_QUESTION)
            load(story, at - timedelta(days=1, minutes=40))
            load(story, at - timedelta(minutes=50))
            look_at_prices(story, at)


_QUESTION = "Danke für die Unterlagen. Haben Sie eine Referenz mit ähnlicher Traglast?"
