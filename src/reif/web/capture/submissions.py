"""What came by forms, and what was kept apart until somebody has looked."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reif import confirming, submitting
from reif.capture.forms import live
from reif.confirming import NotOpen
from reif.identify.key import key as key_of
from reif.identify.queries import numbers
from reif.outbox.queries import TROUBLED
from reif.protect.consents.queries import standing
from reif.records.models import Contact, Form, Submission
from reif.rules.form import read
from reif.rules.permissions import Permission
from reif.submitting import NotHeld
from reif.web.access import needs
from reif.web.capture.answers import asking, left, shown
from reif.web.outside.letters import answers_of, letters
from reif.web.wording.consents import mail_state_word, purpose_word, suspicion_word

AT_ONCE = 50


@needs(Permission.LOOK)
@require_safe
def of_form(request: HttpRequest, number: int) -> HttpResponse:
    """The newest first, part by part."""
    form = get_object_or_404(Form, pk=number)
    rows = Submission.objects.filter(version__form=form).exclude(state="discarded")
    return shown(request, "submissions", {"form": form, "published": live(form), **_part(request, rows)})


@needs(Permission.LOOK)
@require_safe
def quarantine(request: HttpRequest) -> HttpResponse:
    """What was kept apart, of all forms, or what was discarded."""
    state = "discarded" if "discarded" in request.GET else "quarantined"
    rows = Submission.objects.filter(state=state)
    return shown(request, "quarantine", {"is_discarded": state == "discarded", **_part(request, rows)})


@needs(Permission.LOOK)
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """One of them, with everything around it."""
    return _page(request, number)


@needs(Permission.KEEP_CAPTURE)
@require_POST
def release(request: HttpRequest, number: int) -> HttpResponse:
    """It was no spam."""
    found = get_object_or_404(Submission, pk=number)
    try:
        submitting.release(submission=found, letters=letters(request), by=asking(request), at=timezone.now())
    except NotHeld:
        return _page(request, number, problem=_("It is not kept apart any more."), status=409)
    return left(request, "submission", "released", number)


@needs(Permission.KEEP_CAPTURE)
@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """It was spam."""
    found = get_object_or_404(Submission, pk=number)
    try:
        submitting.discard(submission=found, by=asking(request), at=timezone.now())
    except NotHeld:
        return _page(request, number, problem=_("It is not kept apart any more."), status=409)
    return left(request, "quarantine", "discarded")


@needs(Permission.KEEP_CAPTURE)
@require_POST
def join(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody knows that it was the contact."""
    found = get_object_or_404(Submission, pk=number)
    try:
        confirming.join(submission=found, by=asking(request), at=timezone.now())
    except NotOpen:
        return _page(request, number, problem=_("It has its contact already."), status=409)
    return left(request, "submission", "joined", number)


def _page(request: HttpRequest, number: int, *, problem: str = "", status: int = 200) -> HttpResponse:
    rows = Submission.objects.select_related("version__form", "contact", "settled_by")
    found = get_object_or_404(rows, pk=number)
    context = {
        "submission": found,
        "form": found.version.form,
        "who": _who(found),
        "answers": answers_of(found),
        "agreed": read(found.version.specification).texts(found.agreed),
        "consents": [standing(each) for each in found.consents.prefetch_related("steps").order_by("id")],
        "suspicions": [suspicion_word(each) for each in found.suspicions] if found.state != "taken" else [],
        "mails": [
            (each, mail_state_word(each.state), each.state in TROUBLED)
            for each in found.messages.filter(user=None).order_by("id")
        ],
        "claimed": _claimed(found),
        "refused": problem,
    }
    return shown(request, "submission", context, status)


def _claimed(of: Submission) -> Contact | None:
    """The contact that the address names, where nobody has confirmed yet that it is theirs."""
    if of.contact_id is not None or not of.address:
        return None
    [number] = numbers([key_of(email=of.address)])
    return None if number is None else Contact.objects.filter(pk=number).first()


def _part(request: HttpRequest, rows: QuerySet[Submission]) -> dict[str, Any]:
    """The rows after the last one that was seen, and where the next ones begin. Two queries."""
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(Q(pk__lt=int(before)))
    found = list(rows.select_related("version__form", "contact").order_by("-id")[: AT_ONCE + 1])
    shown_now = found[:AT_ONCE]
    return {
        "rows": [(each, _who(each), _state(each)) for each in shown_now],
        "older": shown_now[-1].pk if len(found) > AT_ONCE else None,
    }


def _who(of: Submission) -> str:
    names = [str(of.answers.get(name, "")) for name in ("first_name", "last_name")]
    return " ".join(filter(None, names)) or of.address or _("nobody named")


def _state(of: Submission) -> str:
    if of.state != "taken":
        return ", ".join(suspicion_word(each) for each in of.suspicions)
    if of.confirmed_at is not None:
        return _("confirmed")
    if of.agreed:
        return _("not confirmed yet: %(what)s") % {"what": _purposes(of)}
    return "" if of.contact_id is not None else _("nobody has confirmed who it is")


def _purposes(of: Submission) -> str:
    found = dict.fromkeys(each.purpose for each in read(of.version.specification).texts(of.agreed))
    return ", ".join(purpose_word(each) for each in found)
