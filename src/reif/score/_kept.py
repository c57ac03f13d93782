"""What is stored of a standing: itself, and how many events it knows, up to which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from reif.engines import standing
from reif.engines.instants import instant_of, micros_of
from reif.engines.standing import NeedsHistory, Standing
from reif.records.models import Event, Score
from reif.rules.scoring_model import ScoringModel as Rules
from reif.score import _happened
from reif.score._happened import News

_NONE = (0, 0)


@dataclass(frozen=True, slots=True)
class Known:
    """A standing that knows all of a contact's events: `events` of them, the last stored one's id `through`.

    Those of machines are counted, too, and add nothing. `operations.forget` is for when some are held for another's.
    """

    standing: Standing
    events: int
    through: int

    def to_json(self) -> dict[str, Any]:
        """What `Score.standing` holds."""
        return {**self.standing.to_json(), "events": self.events, "through": self.through}


def known(rules: Rules, scores: Mapping[int, Score | None], at: datetime) -> dict[int, Known]:
    """By contact its standing as of `at`, or as of its own instant if that is later, with all events in it.

    Contacts of which no more is stored than was known cost no look at their events; the others' new ones are added.
    Where something is amiss (another number of events than there should be, a standing of another form, one that
    cannot tell) it is begun anew from the log.
    """
    counted = Event.objects.filter(contact_id__in=list(scores)).values_list("contact_id")
    counts = {each: (count, last) for each, count, last in counted.annotate(count=Count("id"), last=Max("id"))}
    fresh = _happened.since(_behind(scores, counts))
    found, anew = {}, []
    for contact_id, score in scores.items():
        events, through = counts.get(contact_id, _NONE)
        kept = {} if score is None else score.standing
        try:
            current = _followed(rules, kept, fresh.get(contact_id, News()), events, at)
            found[contact_id] = Known(current, events, through)
        except NeedsHistory:
            anew.append(contact_id)
    told = _happened.by_contact(anew) if anew else {}
    for contact_id in anew:
        begun = standing.start(rules, told.get(contact_id, ()), _instant(scores[contact_id], at))
        found[contact_id] = Known(begun, *counts.get(contact_id, _NONE))
    return found


def _behind(scores: Mapping[int, Score | None], counts: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """The last event that is known of each contact of which a later one is stored."""
    known = {each: score.standing.get("through") for each, score in scores.items() if score is not None}
    return {each: through for each, through in known.items() if through not in (None, counts.get(each, _NONE)[1])}


def _followed(rules: Rules, kept: Mapping[str, Any], fresh: News, events: int, at: datetime) -> Standing:
    current = standing.restored(rules, kept)
    if kept["events"] + fresh.stored != events:
        raise NeedsHistory
    standing.absorb(rules, current, fresh.events, instant_of(max(micros_of(at), current.at)))
    return current


def _instant(score: Score | None, at: datetime) -> datetime:
    return at if score is None else max(at, score.as_of)
