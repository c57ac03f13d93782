"""What people do with a contact in one click: each is one call of the lifecycle, told in place, with a way back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reif import lifecycle
from reif.qualify.operations import AlreadyThere, AlreadyUndone, CannotMove, InThePast, NothingProposed, NotTheLast
from reif.records.models import Contact, Event, StageChange, User
from reif.rules.permissions import Permission
from reif.rules.stages import Disqualification, Stage
from reif.web.access import needs
from reif.web.contact.done import LONGEST_EVENTS
from reif.web.contact.neighbours import where
from reif.web.contact.views import contact_page

LONGEST_WHY = 2000
LONGEST_BACK = 500
LONGEST_REFERRER = 4000
SNOOZE_DAYS = (1, 3, 7, 30)
LATEST_DAYS = 3650


class CannotBe(ValueError):
    """What was sent cannot be; the message says so to people."""


@needs(Permission.MOVE)
@require_POST
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """The proposed stage."""
    return _moved(request, number, lambda of: lifecycle.accept(**of, why=_why(request)))


@needs(Permission.MOVE)
@require_POST
def decline(request: HttpRequest, number: int) -> HttpResponse:
    """The proposal is not what it looks like."""
    return _moved(request, number, lambda of: lifecycle.decline(**of, why=_why(request)))


@needs(Permission.MOVE)
@require_POST
def advance(request: HttpRequest, number: int) -> HttpResponse:
    """To any other stage."""
    return _moved(request, number, lambda of: lifecycle.advance(**of, to=stage_in(request), why=_why(request)))


@needs(Permission.MOVE)
@require_POST
def disqualify(request: HttpRequest, number: int) -> HttpResponse:
    """Give up, for a reason."""
    return _moved(request, number, lambda of: lifecycle.disqualify(**of, reason=_reason(request), why=_why(request)))


@needs(Permission.MOVE)
@require_POST
def recycle(request: HttpRequest, number: int) -> HttpResponse:
    """Put off until a day."""
    return _moved(request, number, lambda of: lifecycle.recycle(**of, look_again_on=_day(request), why=_why(request)))


@needs(Permission.MOVE)
@require_POST
def reactivate(request: HttpRequest, number: int) -> HttpResponse:
    """Take up again."""
    return _moved(request, number, lambda of: lifecycle.reactivate(**of, why=_why(request)))


@needs(Permission.MOVE)
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take the last move back."""
    written = request.POST.get("change", "")
    change = get_object_or_404(StageChange, contact=number, pk=int(written) if written.isdecimal() else 0)
    user, at = _who(request)
    return _moved(request, number, lambda of: lifecycle.undo(change=change, by=user, at=at), is_undo=True)


@needs(Permission.KEEP_CONTACTS)
@require_POST
def judge(request: HttpRequest, number: int) -> HttpResponse:
    """Whether a person (human=1) or a program did what the events are, whose numbers were sent."""
    written = request.POST.get("events", "")[:LONGEST_EVENTS].split(",")
    ids = [int(each) for each in written if each.isdecimal() and len(each) < 16]
    events = list(Event.objects.filter(contact=get_object_or_404(Contact, pk=number), pk__in=ids))
    user, at = _who(request)
    is_human = request.POST.get("human") == "1"
    lifecycle.revise(events=events, is_human=is_human, by=user, at=at)
    named = ",".join(str(event.pk) for event in events)
    return _done(request, number, "counts" if is_human else "counts-not", events=named)


@needs(Permission.KEEP_CONTACTS)
@require_POST
def assign(request: HttpRequest, number: int) -> HttpResponse:
    """To somebody of the team, or nobody."""
    contact = get_object_or_404(Contact, pk=number)
    before = contact.owner_id
    try:
        owner = owner_in(request)
    except CannotBe as problem:
        return contact_page(request, number, problem=str(problem), status=409)
    user, at = _who(request)
    lifecycle.assign(contact=contact, owner=owner, by=user, at=at)
    return _done(request, number, "assigned", was="" if before is None else str(before))


@needs(Permission.KEEP_CONTACTS)
@require_POST
def snooze(request: HttpRequest, number: int) -> HttpResponse:
    """Out of sight for some days; 0: back in sight."""
    contact = get_object_or_404(Contact, pk=number)
    days = request.POST.get("days", "")
    if not days.isdecimal() or int(days) > LATEST_DAYS:
        return contact_page(request, number, problem=_("So many days cannot be."), status=409)
    user, at = _who(request)
    until = at + timedelta(days=int(days)) if int(days) else None
    lifecycle.snooze(contact=contact, until=until, by=user, at=at)
    return _done(request, number, "snoozed" if until is not None else "woken")


def stage_in(request: HttpRequest) -> Stage:
    """The stage that was sent. Raises CannotBe."""
    try:
        return Stage(request.POST.get("to", ""))
    except ValueError:
        raise CannotBe(_("There is no such stage.")) from None


def owner_in(request: HttpRequest) -> User | None:
    """The user who was sent, None for nobody. Raises CannotBe."""
    written = request.POST.get("owner", "")
    if not written:
        return None
    owner = (
        User.objects.filter(pk=written, is_active=True).first() if written.isdecimal() and len(written) < 16 else None
    )
    if owner is None:
        raise CannotBe(_("There is no such user any more."))
    return owner


def words_for(problem: CannotMove) -> str:
    """Why a move cannot be, as people are told."""
    match problem:
        case NothingProposed():
            return _("Nothing is proposed any more: somebody else was faster, or the score has fallen.")
        case AlreadyUndone():
            return _("This has been taken back before.")
        case NotTheLast():
            return _("The contact has been moved since. Only the last move can be taken back.")
        case AlreadyThere():
            return _("The contact is there already.")
        case InThePast():
            return _("The day must be to come.")
    return _("This move cannot be.")


def _moved(
    request: HttpRequest, number: int, act: Callable[[dict[str, Any]], StageChange], *, is_undo: bool = False
) -> HttpResponse:
    contact = get_object_or_404(Contact, pk=number)
    user, at = _who(request)
    try:
        change = act({"contact": contact, "by": user, "at": at})
    except CannotMove as problem:
        return contact_page(request, number, problem=words_for(problem), status=409)
    except CannotBe as problem:
        return contact_page(request, number, problem=str(problem), status=409)
    return _done(request, number, "undone") if is_undo else _done(request, number, "moved", change=str(change.pk))


def _done(request: HttpRequest, number: int, what: str, **more: str) -> HttpResponseRedirect:
    """To the contact, or back to the page of ours that it was done from; there it is told.

    Who came from a list keeps their place in it, as far as the browser says where the form stood.
    """
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, {request.get_host()}):
        said = urlencode({"contact": number, "done": what, **more})
        response = HttpResponseRedirect(f"{back[:LONGEST_BACK]}{'&' if '?' in back else '?'}{said}")
    else:
        page = reverse("contact:page", args=[number])
        kept = _place(request, page)
        said = urlencode({"done": what, **more})
        response = HttpResponseRedirect(f"{page}?{kept}{'&' if kept else ''}{said}")
    response.status_code = 303
    return response


def _place(request: HttpRequest, page: str) -> str:
    """From which list the page was opened that the form stood on; empty if from none."""
    try:
        stood = urlsplit(request.headers.get("Referer", "")[:LONGEST_REFERRER])
        return where(QueryDict(stood.query)) if stood.path == page else ""
    except (ValueError, TooManyFieldsSent):
        return ""


def _who(request: HttpRequest) -> tuple[User, datetime]:
    return cast(User, request.user), timezone.now()


def _why(request: HttpRequest) -> str:
    return request.POST.get("why", "").replace("\x00", "").strip()[:LONGEST_WHY]


def _reason(request: HttpRequest) -> Disqualification:
    try:
        return Disqualification(request.POST.get("reason", ""))
    except ValueError:
        raise CannotBe(_("Giving somebody up needs a reason.")) from None


def _day(request: HttpRequest) -> Any:
    try:
        day = parse_date(request.POST.get("on", ""))
    except ValueError:
        day = None
    if day is None or day > timezone.localdate() + timedelta(days=LATEST_DAYS):
        raise CannotBe(_("Putting somebody off needs a day to look again."))
    return day
