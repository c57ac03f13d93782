"""A worker that does nothing but read mailboxes, in small batches, and whose lease soon ends when it is lost."""

import os
import signal
import threading
from datetime import UTC, datetime, timedelta


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
    import django
    from django.conf import settings

    django.setup()
    from reif import mailboxes
    from reif.cli.worker import Worker
    from reif.jobs.kinds import Kind

    mailboxes._AT_ONCE = 10
    kind = Kind("reif.mailboxes.watch_job", lease=timedelta(seconds=2), attempts=1000, is_watch=True)
    settings.REIF_KINDS_OF_JOBS = {mailboxes.WATCH: kind}
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda number, frame: stop.set())
    Worker(stop, lambda: datetime.now(UTC)).run()


if __name__ == "__main__":
    main()
