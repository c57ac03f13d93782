"""Who was seen when a form was sent."""

from datetime import datetime

from reif.identify._recognising import Sighting
from reif.identify.key import key
from reif.records.models import Submission


def sightings_of(submission: Submission, at: datetime) -> list[Sighting]:
    """First whoever sent it, under an id of its own, then the browser by its id, if it told one.

    They are two: a browser that people share, or that was somebody's before, takes nothing along that another sent.
    """
    since, own = min(submission.occurred_at or submission.received_at, at), f"form-{submission.key}"
    browser = str(submission.around.get("anonymous_id", ""))
    if not submission.address:
        return [Sighting(None, browser or own, since)]
    who = key(email=submission.address)
    return [Sighting(who, anonymous_id, since) for anonymous_id in (own, browser) if anonymous_id]
