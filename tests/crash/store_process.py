"""Stores events in batches and says each batch once it is stored, like a sender that repeats what was not confirmed.

python -m tests.crash.store_process FIRST LAST
"""

import os
import sys
from datetime import UTC, datetime, timedelta

EVENTS = 20
START = datetime(2026, 1, 1, tzinfo=UTC)


def main(first: int, last: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
    import django

    django.setup()
    from django.db import transaction

    from reif.capture.new_event import NewEvent
    from reif.capture.operations import store
    from reif.records.models import Contact, Source

    source, _ = Source.objects.get_or_create(name="website", defaults={"created_at": START})
    contact, _ = Contact.objects.get_or_create(lead_id="007", defaults={"created_at": START})
    for batch in range(first, last):
        at = START + timedelta(minutes=batch)
        events = [
            NewEvent(contact.id, "Page Viewed", at, {"path": f"/{number}"}, message_id=f"{batch}-{number}")
            for number in range(EVENTS)
        ]
        with transaction.atomic():
            store(source=source, events=events, at=at)
        print("stored", batch, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
