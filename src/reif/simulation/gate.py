"""When a lead became ripe enough to be proposed as a prospect: by the ready model, as the real system would see it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from reif.engines import stream
from reif.rules import model_file
from reif.rules.ready_models import ready_model
from reif.rules.scoring_model import ScoringModel
from reif.simulation.story import Story

MODEL = "b2b-default"
POINTS = 60
GRADES = "ABC"
_STRONG = {"Webinar Attended", "Content Downloaded", "Trade Fair Visited", "Email Replied", "Form Submitted"}
_TRIES = 6


@lru_cache(maxsize=1)
def model() -> ScoringModel:
    """The model that the made-up team works with."""
    return model_file.parse(ready_model(MODEL).read_bytes(), file=MODEL)


def ripe_at(story: Story, since: datetime, to: datetime) -> datetime | None:
    """The first strong sign in the time after which the gate is passed; None if there is none."""
    events = [stream.Event(event.name, event.occurred_at, event.properties) for event in story.events]
    instants = _candidates(story, since, to)
    return next((at for at in instants if _is_ripe(story, events, at)), None)


def _candidates(story: Story, since: datetime, to: datetime) -> Iterable[datetime]:
    strong = sorted(event.occurred_at for event in story.events if event.name in _STRONG)
    return [at + timedelta(seconds=1) for at in strong if since <= at <= to][-_TRIES:]


def _is_ripe(story: Story, events: list[stream.Event], at: datetime) -> bool:
    result = stream.evaluate(model(), story.known(at), events, at)
    return result.points >= POINTS and result.grade in GRADES
