"""Writes of mail. The transaction is the caller's, but for `deliver_one`, which has its own."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from reif.outbox._smtp import NoAnswer, NotNow, Refused, ready
from reif.outbox._standing import verdict
from reif.records.models import Consent, ConsentStep, Contact, Message, Submission, User
from reif.records.turns import takes_turns
from reif.rules.consent import Kind
from reif.rules.pauses import pause_before

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
ATTEMPTS = 30
"""A day and a bit, with the pauses between."""
KEPT = timedelta(days=90)
_AGAIN = ("unknown", "refused", "failed", "withheld")
_BY_MACHINE = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


@dataclass(frozen=True, slots=True)
class Words:
    """What a mail says. `html`: the same, empty for text alone."""

    language: str
    subject: str
    text: str
    html: str = ""


def new_message_id() -> str:
    """A Message-ID of our own domain."""
    host = urlsplit(settings.REIF_ORIGIN).hostname if settings.REIF_ORIGIN else ""
    domain = host or settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    return make_msgid(domain=domain)


def write(
    *,
    kind: Kind,
    words: Words,
    address: str,
    key: str,
    at: datetime,
    purpose: str = "",
    message_id: str = "",
    contact: Contact | None = None,
    user: User | None = None,
    submission: Submission | None = None,
    headers: Mapping[str, str] | None = None,
) -> Message:
    """Let a mail wait to be sent once the transaction has ended. With a key that there is, the mail there is.

    Mails of the system itself say that a machine has written them, so that no machine answers.
    """
    of_system = _BY_MACHINE if kind is not Kind.MARKETING else {}
    message, _ = Message.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind.value,
            "purpose": purpose,
            "address": address,
            "message_id": message_id or new_message_id(),
            "contact": contact,
            "user": user,
            "submission": submission,
            "language": words.language,
            "subject": words.subject[:300],
            "text": words.text,
            "html": words.html,
            "headers": {**of_system, **(headers or {})},
            "run_at": at,
            "created_at": at,
        },
    )
    return message


def send_again(*, message: Message, at: datetime) -> bool:
    """Let a mail wait once more that was not sent, or of which nobody knows. Whether it was such a one."""
    again = Message.objects.filter(pk=message.pk, state__in=_AGAIN)
    return again.update(state="waiting", attempts=0, run_at=at, outcome="", ended_at=None) == 1


def forget(*, ended_before: datetime) -> int:
    """Delete mails that have ended before the instant, but for those that prove a consent. How many."""
    proves = Consent.objects.filter(mail_id=OuterRef("message_id"))
    return int(Message.objects.filter(~Exists(proves), ended_at__lt=ended_before).delete()[0])


def deliver_one(*, now: Callable[[], datetime]) -> bool:
    """Send the mail that has waited longest. Whether there was one.

    Killed at whatever point: what was not handed over yet is sent later, and what was handed over is never sent twice.
    """
    if not settings.REIF_SENDS_MAIL or not _due(now()).exists():
        return False
    message = _take(now())
    if message is None:
        return True  # what there was has been settled without sending
    try:
        with ready(message, now()) as server:
            if _begins(message, server.content_hash, now()):
                server.hand_over()
                _sent(message, server.content_hash, now())
    except NoAnswer as problem:
        _end(message, "unknown", now(), outcome=str(problem))
    except Refused as problem:
        _end(message, "refused", now(), outcome=str(problem))
    except NotNow as problem:
        _put_off(message, str(problem), now())
    return True


@takes_turns
def _take(at: datetime) -> Message | None:
    """Take one, no two callers the same. None where all that was due has been settled: withheld, or unknown."""
    with transaction.atomic():
        found = _due(at).select_for_update(skip_locked=True, of=("self",)).order_by("run_at", "id").first()
        if found is None:
            return None
        if found.state == "sending":  # whoever handed it over was silent for longer than its lease
            _settle(found, "unknown", at, outcome="the worker was lost")
            return None
        if found.attempts >= ATTEMPTS:
            _settle(found, "failed", at, outcome=found.outcome or "the worker was lost")
            return None
        said = verdict(found, at)
        if said.refusal is not None:
            _settle(found, "withheld", at, outcome=said.refusal.value)
            return None
        found.state, found.attempts, found.leased_until = "taken", found.attempts + 1, at + LEASE
        found.save(update_fields=["state", "attempts", "leased_until"])
        return found


@takes_turns
def _begins(message: Message, content_hash: str, at: datetime) -> bool:
    """Say, before the text leaves, that it does; asking once more whether it may. False: it does not."""
    with transaction.atomic():
        mine = _mine(message, "taken").select_for_update().first()
        if mine is None:
            return False
        said = verdict(mine, at)
        if said.basis is None:
            _settle(mine, "withheld", at, outcome=str(said.refusal))
            return False
        columns = {"state": "sending", "basis": said.basis.value, "content_hash": content_hash}
        return _mine(message, "taken").update(**columns, leased_until=at + LEASE) == 1


@takes_turns
def _end(message: Message, state: str, at: datetime, outcome: str = "") -> None:
    with transaction.atomic():
        if _mine(message, "taken", "sending").update(
            state=state, outcome=outcome, ended_at=at, leased_until=None
        ) and state in ("unknown", "refused"):
            logger.warning("mail not sent", extra={"kind": message.kind, "status": state})


@takes_turns
def _sent(message: Message, content_hash: str, at: datetime) -> None:
    """The proof of a consent holds which mail asked to confirm it, and when it left."""
    with transaction.atomic():
        # The link in it is good for whoever has it, so it is kept by nobody but who got it.
        gone = {"text": "", "html": ""} if message.kind == Kind.CONFIRMATION else {}
        _mine(message, "sending").update(state="sent", outcome="", ended_at=at, leased_until=None, **gone)
        for consent in Consent.objects.filter(mail_id=message.message_id):
            ConsentStep.objects.create(
                consent=consent,
                step="mailed",
                occurred_at=at,
                message_id=message.message_id,
                content_hash=content_hash,
            )


@takes_turns
def _put_off(message: Message, outcome: str, at: datetime) -> None:
    """Nothing has left: it waits for the next attempt, or has failed."""
    with transaction.atomic():
        if message.attempts >= ATTEMPTS:
            _mine(message, "taken", "sending").update(state="failed", outcome=outcome, ended_at=at, leased_until=None)
            return
        run_at = at + pause_before(message.attempts + 1)
        _mine(message, "taken", "sending").update(state="waiting", outcome=outcome, run_at=run_at, leased_until=None)


def _due(at: datetime) -> QuerySet[Message]:
    waiting = Q(state="waiting", run_at__lte=at)
    silent = Q(state__in=("taken", "sending"), leased_until__lte=at)
    return Message.objects.select_related("user").filter(waiting | silent)


def _mine(message: Message, *states: str) -> QuerySet[Message]:
    return Message.objects.filter(pk=message.pk, attempts=message.attempts, state__in=states)


def _settle(message: Message, state: str, at: datetime, outcome: str) -> None:
    Message.objects.filter(pk=message.pk).update(state=state, outcome=outcome, ended_at=at, leased_until=None)
