"""A worker that sends mail to a server that is slow to answer, and writes new mail all the time.

Says each mail once its transaction has ended. `work`: writes no new ones.
"""

import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime, timedelta


def write_mails(stop: threading.Event) -> None:
    """A mail is promised once its transaction has ended; every second one is advertising that may leave."""
    from django.db import transaction

    from reif.outbox.operations import Words, write
    from reif.rules.consent import Kind

    number = 0
    while not stop.is_set():
        number += 1
        key = f"{os.getpid()}-{number}"
        kind, purpose = (Kind.MARKETING, "newsletter") if number % 2 else (Kind.CONFIRMATION, "")
        with transaction.atomic():
            write(
                kind=kind,
                purpose=purpose,
                words=Words("en", key, "text\n"),
                address="ada@firm.example",
                key=key,
                at=datetime.now(UTC),
            )
        print("promised", key, flush=True)
        time.sleep(0.02)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
    import django

    django.setup()
    from reif.cli.worker import Worker
    from reif.outbox import operations

    operations.LEASE = timedelta(seconds=2)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda number, frame: stop.set())
    if sys.argv[1:] != ["work"]:
        threading.Thread(target=write_mails, args=(stop,), daemon=True).start()
    print("started", flush=True)
    Worker(stop, lambda: datetime.now(UTC)).run()


if __name__ == "__main__":
    main()
