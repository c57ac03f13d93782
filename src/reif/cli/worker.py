"""What a worker does: loops side by side, each with a connection of its own."""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, close_old_connections, connections, transaction

from reif import collecting, lifecycle
from reif.capture.queries import has_arrivals, newest_arrival
from reif.jobs import operations
from reif.jobs.giving_way import GivingWay
from reif.jobs.loop import Loop
from reif.jobs.running import run_one
from reif.mailboxes import WATCH, plan_watches
from reif.outbox import operations as outbox

logger = logging.getLogger(__name__)

TURNS_EVERY_SECONDS = 5.0
LOOKS_EVERY_SECONDS = 0.1
LOOKS_FOR_MAILBOXES_EVERY_SECONDS = 2.0
RESCORED_AT_ONCE = 50
RESCORED_AMONG_ARRIVALS = 20
READ_AT_ONCE = 1_000
READ_AMONG_ARRIVALS = 200
# Whom more is known of in a moment is scored in vain: reading what waits comes first, and clients who send come before.
SCORES_GIVE_WAY, SCORES_GIVE_WAY_TO_CLIENTS = 3.0, 9.0
_FORGOTTEN_AFTER = timedelta(days=1)


class Worker:
    """Works until `stop` is set; the steps under way then are finished."""

    def __init__(self, stop: threading.Event, now: Callable[[], datetime]) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._stop, self._now = stop, now
        self._way = GivingWay()
        kinds = settings.REIF_KINDS_OF_JOBS
        self._kinds = {name: kind for name, kind in kinds.items() if not kind.is_watch}
        self._watches = {name: kind for name, kind in kinds.items() if kind.is_watch}

    def run(self) -> None:
        """Work. Returns when all loops have ended."""
        logger.info("worker started", extra={"worker": self.name})
        threads = [threading.Thread(target=self._run, args=(loop,), name=loop.name) for loop in self.loops()]
        for thread in threads:
            thread.start()
        for thread in threads:
            while thread.is_alive():  # in short waits: signals are heard between them
                thread.join(1)
        with suppress(Error), transaction.atomic():  # a database that is gone must not keep it from stopping
            operations.leave(worker=self.name, silent_since=self._now() - _FORGOTTEN_AFTER)
        logger.info("worker stopped", extra={"worker": self.name})

    def loops(self) -> list[Loop]:
        """What is done side by side, so that a long job delays nothing else."""
        return [
            Loop("jobs", self._job, self._stop, recover=close_old_connections),
            Loop("arrivals", self._take_in, self._stop, LOOKS_EVERY_SECONDS, recover=close_old_connections),
            Loop("scores", self._catch_up, self._stop, LOOKS_EVERY_SECONDS, recover=close_old_connections),
            Loop("mail out", self._mail, self._stop, recover=close_old_connections),
            Loop("mail in", self._watch, self._stop, LOOKS_FOR_MAILBOXES_EVERY_SECONDS, recover=close_old_connections),
            Loop("turn", self._turn, self._stop, TURNS_EVERY_SECONDS, recover=close_old_connections),
        ]

    @staticmethod
    def _run(loop: Loop) -> None:
        try:
            loop.run()
        finally:
            connections.close_all()

    def _job(self) -> bool:
        return run_one(kinds=self._kinds, now=self._now, is_stopping=self._stop.is_set)

    def _take_in(self) -> bool:
        began = time.monotonic()
        calls = READ_AMONG_ARRIVALS if self._way.came else READ_AT_ONCE
        done = collecting.take_in(calls=calls) if has_arrivals() else 0
        pause = self._way.pause_after(done=done, newest=newest_arrival(), seconds=time.monotonic() - began)
        self._stop.wait(pause)
        return done > 0

    def _catch_up(self) -> bool:
        """In short turns while more arrives: contacts of whom more is to come are scored once then."""
        began = time.monotonic()
        limit = RESCORED_AMONG_ARRIVALS if has_arrivals() else RESCORED_AT_ONCE
        done = lifecycle.catch_up(at=self._now(), limit=limit)
        if self._way.newest:
            shares = SCORES_GIVE_WAY_TO_CLIENTS if self._way.is_behind else SCORES_GIVE_WAY
            self._stop.wait(shares * (time.monotonic() - began))
        return done > 0

    def _mail(self) -> bool:
        return outbox.deliver_one(now=self._now)

    def _watch(self) -> bool:
        if WATCH in self._watches:
            with transaction.atomic():
                plan_watches(at=self._now())
        return run_one(kinds=self._watches, now=self._now, is_stopping=self._stop.is_set)

    def _turn(self) -> bool:
        with transaction.atomic():
            operations.turn(worker=self.name, at=self._now())
            operations.plan(kinds=self._kinds, at=self._now())
        return False
