"""How long it takes from storing an event until the new score is there for everybody to read."""

import time
from datetime import UTC, datetime

EVENTS = 60
USUAL_NAME, BUSY_NAME = "a contact with some 20 events", "a contact with 10,000 events"


def visible() -> dict[str, list[float]]:
    """Milliseconds until the score is committed and read back, event by event, in turns."""
    from bench.large_system import BUSY
    from reif import lifecycle
    from reif.capture.new_event import NewEvent
    from reif.records.models import Contact, Source

    source, _ = Source.objects.get_or_create(name="bench", defaults={"created_at": datetime.now(UTC)})
    last = Contact.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    usual = list(Contact.objects.filter(pk__in=range(1, last, max(last // EVENTS, 1)), may_be_profiled=True)[:EVENTS])
    busy = Contact.objects.get(lead_id=BUSY)
    found: dict[str, list[float]] = {USUAL_NAME: [], BUSY_NAME: []}
    for contact in usual:
        for name, of in ((USUAL_NAME, contact), (BUSY_NAME, busy)):
            at = datetime.now(UTC)
            event = NewEvent(of.pk, "Content Downloaded", at, {"content": "White paper"})
            began = time.perf_counter()
            lifecycle.record(source=source, events=[event], at=at)
            list(Contact.objects.filter(pk=of.pk).values_list("points", "temperature", "score"))
            found[name].append((time.perf_counter() - began) * 1000)
    return found
