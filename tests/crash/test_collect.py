"""Whatever serves is killed while clients send: what was acknowledged is there, and nothing is there twice."""

import json
import threading
import time
import urllib.error
import urllib.request
from http.client import HTTPException

import pytest

from tests.cli.system import Program, System, free_port
from tests.crash.killing import ask, is_sound, kill_now, moments
from tests.crash.test_serve import parts_of

KILLS = 3
CLIENTS, CALLS = 4, 20
PEOPLE = 30
PARTS = 3  # two for the web, one worker


class Sender(threading.Thread):
    """A client as they are: it sends a batch again, with the same ids, until it is acknowledged."""

    def __init__(self, port: int, key: str, number: int) -> None:
        super().__init__(daemon=True)
        self._port, self._key, self._number = port, key, number
        self.is_done = threading.Event()
        self.acknowledged: list[str] = []

    def run(self) -> None:
        number = 0
        while not self.is_done.is_set():
            ids = [f"{self._number}-{number}-{place}" for place in range(CALLS)]
            while not self._is_taken(ids) and not self.is_done.is_set():
                time.sleep(0.1)
            else:
                if not self.is_done.is_set():
                    self.acknowledged += ids
            number += 1

    def _is_taken(self, ids: list[str]) -> bool:
        batch = [
            {"type": "track", "userId": f"u-{hash(each) % PEOPLE}", "event": "Page Viewed", "messageId": each}
            for each in ids
        ]
        body = json.dumps({"writeKey": self._key, "batch": batch}).encode()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/v1/batch", body, timeout=30) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, HTTPException, OSError):
            return False


@pytest.mark.database
def test_nothing_acknowledged_is_lost_and_nothing_doubled(made: System) -> None:
    port = free_port()
    key = made("source", "add", "Shop").out.splitlines()[1].rpartition(": ")[2]
    with made.running("serve", "--port", str(port)) as program:
        program.wait_for(lambda: "reif is at" in program.said and len(parts_of(program)) == PARTS)
        senders = [Sender(port, key, number) for number in range(CLIENTS)]
        for sender in senders:
            sender.start()
        for _ in range(KILLS):
            _kill_a_part(program, senders)
        for sender in senders:
            sender.is_done.set()
        for sender in senders:
            sender.join(60)
        program.wait_for(lambda: ask(made, "SELECT count(*) FROM records_arrival") == [(0,)])
        assert program.stop() == 0
    assert is_sound(made)
    stored = [message for (message,) in ask(made, "SELECT message_id FROM records_event ORDER BY id")]
    acknowledged = [message for sender in senders for message in sender.acknowledged]
    assert len(stored) == len(set(stored))
    assert set(acknowledged) <= set(stored)
    assert made("rebuild").code == 0


def _kill_a_part(program: Program, senders: list[Sender]) -> None:
    """One of the web processes or the worker, once the clients have come a little further."""
    before = sum(len(sender.acknowledged) for sender in senders)
    program.wait_for(lambda: sum(len(sender.acknowledged) for sender in senders) > before + CALLS)
    parts = sorted(parts_of(program))
    time.sleep(moments.uniform(0.0, 0.3))
    killed = moments.choice(parts)
    kill_now(killed)
    program.wait_for(lambda: killed not in (now := parts_of(program)) and len(now) == PARTS)
