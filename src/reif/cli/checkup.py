"""What `reif doctor` looks at once the records can be asked."""

import shutil
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import available_timezones

from django.conf import settings

from reif.cli.counting import counted
from reif.cli.platform import database, home, place
from reif.cli.sizes import size_of
from reif.jobs import queries
from reif.mailboxes import password_file
from reif.protect.queries import bars
from reif.records import search
from reif.records.enums import ModelState, Role
from reif.records.models import Arrival, AuditEntry, Contact, Installation, Job, Mailbox, Score, ScoringModel, User

SILENT_AFTER = timedelta(minutes=1)
CLOCKS_AGREE_WITHIN = timedelta(seconds=5)
OVERDUE_AFTER = timedelta(minutes=5)
BACKUP_AFTER = timedelta(days=7)
ROOM_AT_LEAST = 500_000_000  # bytes
_OLDEST_POSTGRESQL = 140_000


def findings(at: datetime) -> Iterator[str]:
    """A line for each thing that is wrong, and what to do; a line that begins with `note: ` is no fault."""
    if not ScoringModel.objects.filter(state=ModelState.LIVE).exists():
        yield "no scoring model is live; publish one"
    if not User.objects.filter(role=Role.ADMIN, is_active=True).exists():
        yield "nobody may administer; `reif user add EMAIL --role admin` adds somebody"
    yield from _of_work(at)
    yield from _of_failed_jobs()
    yield from _of_mailboxes()
    yield from of_room(shutil.disk_usage(_folder()).free, _size())
    yield from _of_database()
    yield from _of_search()
    yield from _of_clock(at)
    yield from _of_time_zones()
    yield from _of_backups(at)
    yield from _of_the_erased()


def _of_work(at: datetime) -> Iterator[str]:
    due = at - OVERDUE_AFTER
    contacts = Contact.objects.filter(rescore_at__lt=due).count()
    jobs = Job.objects.filter(state="waiting", run_at__lt=due).count()
    requests = Arrival.objects.filter(received_at__lt=due).count()
    turned_at = queries.last_turn()
    is_working = turned_at is not None and at - turned_at <= SILENT_AFTER
    counts = ((contacts, "contact"), (jobs, "job"), (requests, "request"))
    waiting = " and ".join(counted(number, noun) for number, noun in counts if number)
    if waiting and not is_working:
        yield f"no worker is running, and {waiting} wait for one; `reif serve` brings one along, or `reif work`"
    elif waiting:
        yield f"{waiting} have waited for longer than five minutes; the worker cannot keep up, or fails (see its log)"
    elif not is_working:
        yield "note: no worker is running; `reif serve` brings one along, or `reif work`"


def _of_the_erased() -> Iterator[str]:
    unreadable = bars().unreadable
    if unreadable:
        yield (
            f"{counted(unreadable, 'identifier')} of erased persons cannot be recognised with this secret key: a list "
            "may bring them back; put the earlier secret key back, or erase them again when they come"
        )


def _of_failed_jobs() -> Iterator[str]:
    latest = queries.failed().first()
    if latest is not None:
        number = counted(queries.failed().count(), "job")
        yield f"{number} failed, the latest of kind {latest.kind}: {latest.failure}"


def _of_mailboxes() -> Iterator[str]:
    for mailbox in Mailbox.objects.filter(state="failing").order_by("name"):
        since = f"since {mailbox.failing_since:%Y-%m-%d %H:%M} UTC"
        yield f"mailbox {mailbox.name}: cannot be read {since}: {mailbox.last_error}"
    for mailbox in Mailbox.objects.order_by("name"):
        file = password_file(mailbox.name)
        if file.is_file() and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield f"{file}: others may read the password; chmod 600 {file}"


def of_room(free: int, size: int) -> Iterator[str]:
    """Bytes free on the disk, against those of the database: a backup or a change of tables needs as many again."""
    if free < max(ROOM_AT_LEAST, size):
        yield f"{_folder()}: only {size_of(free)} are free on this disk; the database has {size_of(size)}"


def _of_database() -> Iterator[str]:
    asked = _ask_sqlite() if database().vendor == "sqlite" else _ask_postgresql()
    yield from (f"{place()}: {problem}" for problem in asked)


def _of_clock(at: datetime) -> Iterator[str]:
    """What is shown of contacts hangs on the time: all machines must agree on it."""
    if database().vendor == "postgresql":
        there = _answer("SELECT now()")
        assert isinstance(there, datetime)
        if abs(there - at) > CLOCKS_AGREE_WITHIN:
            yield f"the clock of this machine and that of {place()} differ by {_seconds(there - at)}; set them by NTP"
    ahead = Score.objects.filter(as_of__gt=at + CLOCKS_AGREE_WITHIN).count()
    if ahead:
        yield (
            f"{counted(ahead, 'score')} {'is' if ahead == 1 else 'are'} of a time to come: a clock was wrong; "
            "they change again when that time has come"
        )


def _seconds(difference: timedelta) -> str:
    return f"{abs(difference.total_seconds()):.0f} seconds"


def _of_search() -> Iterator[str]:
    if not search.is_sound(database()):
        yield f"{place()}: the index of the search is not what the contacts say; `reif rebuild` makes it anew"


def _ask_sqlite() -> Iterator[str]:
    file = Path(database().settings_dict["NAME"])
    if file.stat().st_mode & stat.S_IROTH and file.parent.stat().st_mode & stat.S_IXOTH:
        yield f"everybody on this machine may read it; chmod 700 {file.parent}"
    if _answer("PRAGMA journal_mode") != "wal":
        yield "cannot write ahead on this disk (a network folder?); move REIF_HOME to a disk of this machine"
    if _answer("PRAGMA foreign_keys") != 1 or _answer("PRAGMA synchronous") != 2:
        yield "does not keep the settings of its connections"


def _ask_postgresql() -> Iterator[str]:
    if int(str(_answer("SHOW server_version_num"))) < _OLDEST_POSTGRESQL:
        yield "PostgreSQL is older than 14; a newer one is needed"
    if _answer("SHOW server_encoding") != "UTF8":
        yield "is not kept in UTF-8; make a database with ENCODING 'UTF8'"
    if "off" in (_answer("SHOW fsync"), _answer("SHOW full_page_writes"), _answer("SHOW synchronous_commit")):
        yield "does not wait for the disk (fsync, full_page_writes, synchronous_commit): a loss of power loses records"


def _of_time_zones() -> Iterator[str]:
    known = available_timezones()
    if not known:
        yield "time zone data is missing; install the package tzdata"
        return
    used = {settings.TIME_ZONE, Installation.current().time_zone, *User.objects.values_list("time_zone", flat=True)}
    for zone in sorted(used - known):
        yield f"the time zone {zone} is not known here; choose another, or install newer time zone data (tzdata)"


def _of_backups(at: datetime) -> Iterator[str]:
    made = AuditEntry.objects.filter(action="backup made").order_by("-occurred_at").first()
    if made is None:
        yield "note: no backup was made yet; `reif backup FILE` makes one"
    elif at - made.occurred_at > BACKUP_AFTER:
        yield f"note: the last backup is {(at - made.occurred_at).days} days old; `reif backup FILE` makes one"


def _answer(question: str) -> object:
    with database().cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def _folder() -> Path:
    return Path(database().settings_dict["NAME"]).parent if database().vendor == "sqlite" else home()


def _size() -> int:
    """Bytes of the database, where it shares this machine's disk."""
    return Path(database().settings_dict["NAME"]).stat().st_size if database().vendor == "sqlite" else 0
