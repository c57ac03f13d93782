"""What people do with several contacts of the list at once: each is a call of the lifecycle of its own.

All of one click have the same time. By it, and by who did it, they are found again to be taken back.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reif import lifecycle
from reif.qualify.operations import CannotMove
from reif.records.models import AuditEntry, Contact, StageChange, User
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.contact.acting import CannotBe, owner_in, stage_in
from reif.web.contact.asked import instant
from reif.web.errors import told

Thing = TypeVar("Thing")

MOST = 200
LONGEST_QUERY = 2000


@needs(Permission.KEEP_CONTACTS)
@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """The chosen contacts to somebody of the team, or nobody."""
    try:
        owner = owner_in(request)
    except CannotBe as problem:
        return told(request, 409, _("That could not be done."), str(problem))
    user, at = _who(request)
    done = _each(_chosen(request), lambda contact: lifecycle.assign(contact=contact, owner=owner, by=user, at=at))
    return _to_list(request, done, did="assigned", when=at.isoformat())


@needs(Permission.MOVE)
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """The chosen contacts to another stage."""
    try:
        stage = stage_in(request)
    except CannotBe as problem:
        return told(request, 409, _("That could not be done."), str(problem))
    user, at = _who(request)
    done = _each(_chosen(request), lambda contact: lifecycle.advance(contact=contact, to=stage, by=user, at=at, why=""))
    return _to_list(request, done, did="moved", when=at.isoformat())


@needs(Permission.KEEP_CONTACTS)
@require_POST
def unassign(request: HttpRequest) -> HttpResponse:
    """Give the contacts back to whom they were with; those stay that somebody else was given since."""
    user, at = _who(request)
    entries = AuditEntry.objects.filter(by=user, action="contact assigned", occurred_at=_when(request))
    given = {entry.subject_id: entry.details for entry in entries[:MOST] if "was" in entry.details}
    contacts = Contact.objects.filter(pk__in=given).order_by("pk")
    before = User.objects.in_bulk({details["was"] for details in given.values() if details["was"] is not None})

    def give_back(contact: Contact) -> None:
        details = given[contact.pk]
        if contact.owner_id != details["owner"]:
            raise CannotMove
        lifecycle.assign(contact=contact, owner=before.get(details["was"]), by=user, at=at)

    return _to_list(request, _each(contacts, give_back), did="undone")


@needs(Permission.MOVE)
@require_POST
def unmove(request: HttpRequest) -> HttpResponse:
    """Take the moves back; those stay that were followed by another."""
    user, at = _who(request)
    entries = AuditEntry.objects.filter(by=user, action="contact moved", occurred_at=_when(request))
    numbers = [entry.details["change"] for entry in entries[:MOST] if "change" in entry.details]
    moves = StageChange.objects.filter(pk__in=numbers, undoes=None).order_by("pk")
    done = _each(moves, lambda change: lifecycle.undo(change=change, by=user, at=at))
    return _to_list(request, done, did="undone")


def _each(things: Iterable[Thing], act: Callable[[Thing], object]) -> tuple[int, int]:
    """Do it with one after the other; what cannot be moved stays. How many were done, of how many."""
    done = of = 0
    for thing in things:
        of += 1
        try:
            act(thing)
        except CannotMove:
            continue
        done += 1
    return done, of


def _to_list(request: HttpRequest, done: tuple[int, int], **said: str) -> HttpResponse:
    """Back to the list as it was, which tells both numbers."""
    query = request.POST.get("query", "")[:LONGEST_QUERY]
    told_there = urlencode({"done": done[0], "of": done[1], **said})
    response = HttpResponseRedirect(f"{reverse('contacts:list')}?{query}{'&' if query else ''}{told_there}")
    response.status_code = 303
    return response


def _who(request: HttpRequest) -> tuple[User, datetime]:
    return cast(User, request.user), timezone.now()


def _when(request: HttpRequest) -> datetime:
    """The time of the click that is to be taken back. Raises Http404 for what is none."""
    at = instant(request.POST.get("when", "")[:40])
    if at is None:
        raise Http404
    return at


def _chosen(request: HttpRequest) -> Sequence[Contact]:
    written = request.POST.getlist("contact")[:MOST]
    ids = {int(each) for each in written if each.isascii() and each.isdigit() and len(each) < 17}
    return list(Contact.objects.filter(pk__in=ids).order_by("pk"))
