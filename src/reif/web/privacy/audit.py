"""Who did what, newest first: filtered by user, kind and time, page by page, and as a file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reif.records.models import AuditEntry, Contact, User
from reif.rules.permissions import Permission
from reif.web import spreadsheet
from reif.web.access import needs
from reif.web.contacts import pages
from reif.web.contacts.pages import Order
from reif.web.privacy import audit_words
from reif.web.wording.names import person

ROWS = 50
MOST_USERS = 500
_AT_ONCE = 2000
_COMMAND = "none"
_NEWEST = Order("occurred_at", datetime, is_descending=True)
COLUMNS = ("occurred_at", "by", "action", "subject", "subject_id", "details")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. `by`: the number of a user, or "none" for commands; `wrong`: what cannot be."""

    by: str = ""
    action: str = ""
    first: date | None = None
    last: date | None = None
    wrong: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """What stands in the address."""
        days = [(name, day.isoformat()) for name, day in (("from", self.first), ("to", self.last)) if day is not None]
        return urlencode([*((name, text) for name, text in (("by", self.by), ("action", self.action)) if text), *days])

    def apply(self, entries: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        """The entries that were asked for."""
        if self.by:
            entries = entries.filter(by=None if self.by == _COMMAND else int(self.by))
        if self.action:
            entries = entries.filter(action=self.action)
        if self.first is not None:
            entries = entries.filter(occurred_at__gte=_midnight(self.first))
        if self.last is not None:
            entries = entries.filter(occurred_at__lt=_midnight(self.last + timedelta(days=1)))
        return entries


@needs(Permission.KEEP_SYSTEM)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """A page of it."""
    asked = read(request.GET)
    wrong = list(asked.wrong)
    cursor = pages.asked(_NEWEST, request.GET.get("page", ""), wrong)
    entries: QuerySet[AuditEntry] = AuditEntry.objects.select_related("by")
    shown = pages.page(asked.apply(entries), _NEWEST, cursor, ROWS)
    users = list(User.objects.order_by("name", "email")[:MOST_USERS])
    context = {
        "rows": _rows(shown.rows),
        "page": shown,
        "asked": asked,
        "wrong": wrong,
        "query": asked.query,
        "next": _with_page(asked, shown.next),
        "previous": _with_page(asked, shown.previous),
        "users": [(str(user.pk), person(user)) for user in users],
        "actions": audit_words.choices(),
        "command": _COMMAND,
    }
    return render(request, "privacy/audit.html", context)


@needs(Permission.KEEP_SYSTEM)
@require_safe
def csv(request: HttpRequest) -> StreamingHttpResponse:
    """All that was asked for, as a table file; it names no contact."""
    entries: QuerySet[AuditEntry] = AuditEntry.objects.select_related("by")
    found = read(request.GET).apply(entries).order_by("-occurred_at", "id")
    lines = spreadsheet.lines(COLUMNS, _cells(found.iterator(chunk_size=_AT_ONCE)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audit-{timezone.localdate()}.csv"'
    return response


def read(given: QueryDict) -> Asked:
    """The filters in the address; what cannot be is left out and told."""
    wrong: list[str] = []
    by, action = given.get("by", ""), given.get("action", "")
    if by and by != _COMMAND and not (by.isascii() and by.isdigit() and len(by) < 17):
        wrong.append(f"by={by}")
        by = ""
    if action and action not in audit_words.KNOWN:
        wrong.append(f"action={action}")
        action = ""
    first, last = _day(given, "from", wrong), _day(given, "to", wrong)
    if first is not None and last is not None and first > last:
        wrong.append(f"from={first}, to={last}")
        last = None
    return Asked(by, action, first, last, tuple(each.replace("\x00", "")[:80] for each in wrong))


def _day(given: QueryDict, name: str, wrong: list[str]) -> date | None:
    written = given.get(name, "").strip()
    if not written:
        return None
    try:
        day = parse_date(written)
    except ValueError:
        day = None
    if day is None or not 1900 < day.year < 2200:
        wrong.append(f"{name}={written}")
        return None
    return day


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())


def _with_page(asked: Asked, cursor: str) -> str:
    if not cursor:
        return ""
    return f"{asked.query}{'&' if asked.query else ''}{urlencode({'page': cursor})}"


def _rows(entries: Sequence[AuditEntry]) -> list[dict[str, Any]]:
    """The contacts of the page that are still there, in one query, may be opened."""
    numbers = [each.subject_id for each in entries if each.subject == "contact" and each.subject_id is not None]
    there = set(Contact.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    return [
        {
            "entry": entry,
            "words": audit_words.action(entry.action),
            "who": person(entry.by) if entry.by is not None else _("a command or a rule"),
            "subject": audit_words.subject(entry),
            "is_there": entry.subject == "contact" and entry.subject_id in there,
            "details": audit_words.details(entry),
        }
        for entry in entries
    ]


def _cells(entries: Iterable[AuditEntry]) -> Iterator[list[Any]]:
    for entry in entries:
        yield [
            entry.occurred_at.isoformat(timespec="seconds"),
            entry.by.email if entry.by is not None else "",
            entry.action,
            entry.subject,
            entry.subject_id if entry.subject_id is not None else "",
            "; ".join(f"{name}={value}" for name, value in entry.details.items()),
        ]
