"""The made-up world in a screenful: whom to call first and why, and how far contacts come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from reif.engines import stream
from reif.engines.result import Contribution
from reif.records.enums import ModelState
from reif.records.models import Contact, ScoringModel, StageChange
from reif.rules import model_file
from reif.rules.stages import Stage, Status

_STILL_TO_WIN = (Stage.LEAD, Stage.PROSPECT, Stage.OPPORTUNITY)


@dataclass(frozen=True, slots=True)
class Ripe:
    """A contact with the reasons that give most, as of now."""

    contact: Contact
    reasons: Sequence[Contribution]


@dataclass(frozen=True, slots=True)
class Step:
    """How many contacts came to a stage; `share` of those of the stage before, None for the first."""

    stage: Stage
    contacts: int
    share: float | None


def ripest(count: int, at: datetime) -> list[Ripe]:
    """The ripest simulated contacts that can still be won."""
    live = ScoringModel.objects.get(state=ModelState.LIVE)
    rules = model_file.parse(live.text.encode(), file=live.name)
    waiting = Contact.objects.filter(is_simulated=True, status=Status.ACTIVE, stage__in=_STILL_TO_WIN)
    found = []
    for contact in waiting.prefetch_related("events").order_by("-score", "id")[:count]:
        events = [stream.Event(event.name, event.occurred_at, event.properties) for event in contact.events.all()]
        given = stream.evaluate(rules, contact.attributes, events, at).contributions
        found.append(Ripe(contact, sorted(given, key=lambda each: -each.value)))
    return found


def funnel() -> list[Step]:
    """How many simulated contacts ever came to each stage: the later ones passed, or stand, there too."""
    furthest = dict.fromkeys(Stage, 0)
    came = StageChange.objects.filter(contact__is_simulated=True, undone_by=None, undoes=None)
    reached: dict[int, Stage] = dict.fromkeys(
        Contact.objects.filter(is_simulated=True).values_list("id", flat=True), Stage.SUSPECT
    )
    for contact, to in came.values_list("contact_id", "to_stage"):
        reached[contact] = max(reached[contact], Stage(to), key=lambda stage: stage.rank)
    for stage in reached.values():
        furthest[stage] += 1
    counts = [sum(furthest[later] for later in Stage if later.rank >= stage.rank) for stage in Stage]
    shares = [None, *(after / before if before else None for before, after in pairwise(counts))]
    return [Step(*each) for each in zip(Stage, counts, shares, strict=True)]
