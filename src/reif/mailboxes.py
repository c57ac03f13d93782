"""Mailboxes that are read: added and removed by admins, watched by the worker.

A watch is a job: whoever has its lease keeps a connection open, takes in what is there in batches, and waits for more.
What goes wrong is kept with the mailbox, which is tried again after ever longer pauses.
"""

import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import IntegrityError, transaction

from reif.integrations.files.secret_file import read_secret, write_secret
from reif.integrations.mail.imap import LARGEST_FETCHED, Entry, Folder, MailServerError, Security, Server, server
from reif.jobs import operations as jobs
from reif.jobs.running import Running
from reif.receiving import Letter, receive
from reif.records.models import AuditEntry, Installation, Mailbox, Source, User
from reif.rules.reply_rule_file import parse_reply_rules
from reif.rules.texts import clean, shortened

WATCH = "mailbox"
PASSWORDS = "REIF_MAILBOX_PASSWORD_"
ACCEPTED_NAME = "1 to 40 small letters, digits and hyphens, as in sales-de"
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_WATCH_SECONDS = 600.0
_TURN_SECONDS = 20.0
"""What a mailbox has at least for itself when another waits."""
_POLL_SECONDS = 60.0
_AT_ONCE = 25
_LISTED_AT_ONCE = 500
_BYTES_AT_ONCE = 10_000_000
_LONGEST_PAUSE = timedelta(minutes=30)
_LONGEST_ERROR = 500


class Taken(ValueError):
    """There is a mailbox of that name."""


class NoPassword(MailServerError):
    """The password of the mailbox is nowhere to be found; the message says where it would be."""


def is_name(text: str) -> bool:
    """Whether a mailbox may be called so."""
    return _NAME.fullmatch(text) is not None


def add_mailbox(
    *,
    name: str,
    host: str,
    port: int,
    security: Security,
    user: str,
    folder: str,
    addresses: list[str],
    reads_since: datetime | None,
    by: User | None,
    at: datetime,
) -> Mailbox:
    """A mailbox that is read from now on; mail that arrived before `reads_since` is not (None: all is). Raises Taken.

    One of a name that was there before goes on where that one ended: what it has read counts once.
    """
    try:
        with transaction.atomic():
            source, _ = Source.objects.get_or_create(name=f"mailbox {name}", defaults={"created_at": at})
            mailbox = Mailbox.objects.create(
                name=name,
                source=source,
                host=host,
                port=port,
                security=security,
                user=user,
                folder=folder,
                addresses=addresses,
                reads_since=reads_since,
                next_at=at,
                created_at=at,
            )
            _audit("mailbox added", mailbox.pk, by, at, name=name)
            return mailbox
    except IntegrityError:
        raise Taken("there is a mailbox of that name") from None


def remove_mailbox(*, mailbox: Mailbox, by: User | None, at: datetime) -> None:
    """Read it no more, and forget its password. What came of it stays."""
    with transaction.atomic():
        Mailbox.objects.filter(pk=mailbox.pk).delete()
        _audit("mailbox removed", mailbox.pk, by, at, name=mailbox.name)
    forget_password(mailbox.name)


def change_reply_rules(*, text: str, by: User | None, at: datetime) -> None:
    """The team's own file of what replies ask for; empty: the one that comes with reif. Raises ReplyRulesError."""
    if text:
        parse_reply_rules(text, file="reply rules")
    with transaction.atomic():
        Installation.objects.get_or_create(id=1)
        Installation.objects.filter(id=1).update(reply_rules=text)
        AuditEntry.objects.create(by=by, action="reply rules changed", subject="installation", occurred_at=at)


def password_file(name: str) -> Path:
    """Where the password of a mailbox lies, readable by its owner alone, unless the environment has it."""
    return Path(settings.REIF_HOME) / "mailboxes" / f"{name}.password"


def keep_password(name: str, password: str) -> None:
    """Write it down where `password_of` finds it."""
    write_secret(password_file(name), password)


def forget_password(name: str) -> None:
    """Remove its file, if there is one."""
    password_file(name).unlink(missing_ok=True)


def is_password_set_outside(name: str) -> bool:
    """Whether the environment has it."""
    return variable_of(name) in settings.REIF_MAILBOX_PASSWORDS


def variable_of(name: str) -> str:
    """The environment variable that may hold the password of a mailbox."""
    return PASSWORDS + name.upper().replace("-", "_")


def password_of(name: str) -> str:
    """From the environment, else from its file. Raises NoPassword."""
    variable = variable_of(name)
    said: str = settings.REIF_MAILBOX_PASSWORDS.get(variable, "")
    file = password_file(name)
    said = said or read_secret(file)
    if not said:
        raise NoPassword(f"its password is neither in {variable} nor in {file}")
    return said


@contextmanager
def opened(mailbox: Mailbox) -> Iterator[tuple[Server, Folder]]:
    """The server of the mailbox, looking at its folder. Raises MailServerError."""
    security: Security = mailbox.security  # type: ignore[assignment] # the table holds no other
    password = password_of(mailbox.name)
    with server(
        host=mailbox.host, port=mailbox.port, security=security, user=mailbox.user, password=password
    ) as connected:
        yield connected, connected.open(mailbox.folder)


def plan_watches(*, at: datetime) -> None:
    """See to it that every mailbox whose time has come is watched. May be repeated."""
    for number in Mailbox.objects.filter(next_at__lte=at).values_list("pk", flat=True):
        jobs.enqueue(kind=WATCH, arguments={"mailbox": number}, key=str(number), at=at)


def watch_job(running: Running) -> dict[str, object]:
    """The job that watches a mailbox: `{"mailbox": its number}`. It ends after a while, to be planned again."""
    mailbox = Mailbox.objects.filter(pk=running.arguments["mailbox"]).first()
    if mailbox is None:
        return {}
    watch = _Watch(mailbox, running)
    try:
        watch.run()
    except MailServerError as problem:
        _note_failure(mailbox, str(problem), running.now())
        return {"failed": True, **watch.counts}
    return dict(watch.counts)


class _Watch:
    """Of one mailbox, by one worker, for a while."""

    def __init__(self, mailbox: Mailbox, running: Running) -> None:
        self._mailbox, self._running = mailbox, running
        self._begun_at = monotonic()
        self._listed: deque[Entry] = deque()
        self.counts = {"taken": 0, "kept": 0, "known": 0}

    def run(self) -> None:
        """Read and wait, in turns. Raises MailServerError, Stopping, Lost."""
        with opened(self._mailbox) as (connected, folder):
            while True:
                self._follow_numbers(folder)
                while self._read(connected, folder):
                    self._running.progress(0.0)
                    if self._is_waited_for():
                        break
                _note_success(self._mailbox, self._running.now())
                if self._is_over():
                    return
                connected.wait(_POLL_SECONDS, self._is_over)
                self._running.progress(0.0)
                folder = connected.open(self._mailbox.folder)

    def _is_over(self) -> bool:
        """Whether the worker stops, or this has gone on for long, or another mailbox has waited for its turn."""
        passed = monotonic() - self._begun_at
        return self._running.is_stopping() or passed > _WATCH_SECONDS or self._is_waited_for()

    def _is_waited_for(self) -> bool:
        """Whether another mailbox is due, and this one had its turn."""
        if monotonic() - self._begun_at < _TURN_SECONDS:
            return False
        return Mailbox.objects.exclude(pk=self._mailbox.pk).filter(next_at__lte=self._running.now()).exists()

    def _follow_numbers(self, folder: Folder) -> None:
        """Where the server has numbered its mails anew, what was read is found known, as each mail counts once."""
        if self._mailbox.uid_validity != folder.uid_validity:
            self._mailbox.uid_validity, self._mailbox.last_uid = folder.uid_validity, 0
            self._listed.clear()
            self._mailbox.save(update_fields=["uid_validity", "last_uid"])

    def _read(self, connected: Server, folder: Folder) -> bool:
        """Take in the next batch, or pass over it. Whether there was one."""
        if not self._listed:
            self._listed.extend(connected.entries(folder, self._mailbox.last_uid, _LISTED_AT_ONCE))
        if not self._listed:
            return False
        letters: list[Letter] = []
        size, read_to = 0, self._mailbox.last_uid
        while (
            self._listed and len(letters) < _AT_ONCE and (not letters or size + self._listed[0].size < _BYTES_AT_ONCE)
        ):
            entry = self._listed.popleft()
            letter = self._letter(connected, entry)
            if letter is not None:
                letters.append(letter)
                size += len(letter.raw)
            read_to = entry.uid
        done = receive(mailbox=self._mailbox, letters=letters, read_to=read_to, at=self._running.now())
        for name, count in (("taken", done.taken), ("kept", done.kept), ("known", done.known)):
            self.counts[name] += count
        return True

    def _letter(self, connected: Server, entry: Entry) -> Letter | None:
        since = self._mailbox.reads_since
        if since is not None and entry.arrived_at is not None and entry.arrived_at < since:
            return None
        raw = connected.bytes_of(entry)
        if raw is None:
            return None
        return Letter(entry.uid, raw, entry.arrived_at, is_cut=entry.size > LARGEST_FETCHED)


def _note_success(mailbox: Mailbox, at: datetime) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(
        state="read", last_error="", failures=0, failing_since=None, checked_at=at, next_at=at
    )


def _note_failure(mailbox: Mailbox, problem: str, at: datetime) -> None:
    """It is tried again after ten seconds, then after twice as long each time, half an hour at most."""
    with transaction.atomic():
        stored = Mailbox.objects.select_for_update().filter(pk=mailbox.pk).first()
        if stored is not None:
            pause = min(timedelta(seconds=10 * 2 ** min(stored.failures, 20)), _LONGEST_PAUSE)
            stored.state, stored.failures = "failing", stored.failures + 1
            stored.last_error = shortened(clean(problem), _LONGEST_ERROR)
            stored.failing_since = stored.failing_since or at
            stored.next_at = at + pause
            stored.save(update_fields=["state", "failures", "last_error", "failing_since", "next_at"])


def _audit(action: str, number: int, by: User | None, at: datetime, **details: object) -> None:
    AuditEntry.objects.create(
        by=by, action=action, subject="mailbox", subject_id=number, details=details, occurred_at=at
    )
