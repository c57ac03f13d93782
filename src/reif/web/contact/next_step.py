"""What to do next with a contact, and why, written from what is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from reif.records.models import Contact, Event
from reif.rules.gates import REQUEST_NAMES
from reif.rules.stages import Stage, Status
from reif.web.contact.sentences import closed, sentence
from reif.web.templatetags.words import language
from reif.web.wording import times
from reif.web.wording.field import disqualification_word, stage_word

_FRESH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class NextStep:
    """`kind`: what buttons go with it: call, accept, take_up, wait or none."""

    kind: str
    headline: str
    why: str


def next_step(contact: Contact, at: datetime) -> NextStep:
    """One step, by what weighs most: a decision that waits, a request that nobody answered, heat without a word."""
    if contact.status == Status.DISQUALIFIED:
        reason = disqualification_word(contact.status_reason)
        return NextStep("take_up", _("Given up"), _("Reason: %(reason)s.") % {"reason": reason} if reason else "")
    if contact.status == Status.RECYCLED:
        return _put_off(contact, at)
    request = _open_request(contact, at)
    if request is not None:
        said = sentence(request.name, request.properties).text
        when = times.said(request.occurred_at, timezone.localtime(at), language())
        why = closed(_("%(said)s, %(when)s") % {"said": said, "when": when})
        return NextStep("call", _("Call and ask what it is about"), why)
    if contact.proposed_stage:
        return _proposal(contact, at)
    return _by_temperature(contact, at)


def _put_off(contact: Contact, at: datetime) -> NextStep:
    on = contact.look_again_on
    if on is None:
        return NextStep("take_up", _("Left to nurturing"), _("Without a date to look again."))
    today = timezone.localtime(at).date()
    word = times.day_of(on, today, language())
    until = _("Put off until %(day)s") % {"day": word}
    if on <= today:
        return NextStep("take_up", _("Look again: the time has come"), closed(until))
    return NextStep("take_up", until, _("Nothing to do before."))


def _open_request(contact: Contact, at: datetime) -> Event | None:
    newest = contact.events.filter(name__in=REQUEST_NAMES, occurred_at__lte=at).order_by("-occurred_at").first()
    if newest is None or newest.occurred_at < at - _FRESH:
        return None
    is_answered = contact.touched_at is not None and contact.touched_at >= newest.occurred_at
    return None if is_answered else newest


def _proposal(contact: Contact, at: datetime) -> NextStep:
    stage = stage_word(contact.proposed_stage, language())
    return NextStep("accept", _("Accept as %(stage)s?") % {"stage": stage}, proposal_reason(contact, at))


def proposal_reason(contact: Contact, at: datetime) -> str:
    """Why the next stage is proposed."""
    if contact.proposed_by_rule == "request":
        why = _("Has asked for something, so somebody should call")
    else:
        why = _("%(points)s points, fit %(grade)s") % {"points": contact.points, "grade": contact.grade}
    if contact.proposed_at is None:
        return closed(why)
    since = times.said(contact.proposed_at, timezone.localtime(at), language())
    return closed(_("Proposed %(when)s: %(why)s") % {"when": since, "why": why})


def _by_temperature(contact: Contact, at: datetime) -> NextStep:
    when = times.said(contact.last_activity_at, timezone.localtime(at), language()) if contact.last_activity_at else ""
    last = closed(_("Last sign: %(when)s") % {"when": when} if when else _("No sign yet"))
    if contact.stage in (Stage.CUSTOMER, Stage.AMBASSADOR):
        return NextStep("wait", _("Stay in touch"), last)
    if contact.temperature == "hot":
        return NextStep("call", _("Call while it is hot"), last)
    if contact.temperature == "warm":
        return NextStep("wait", _("Help with something useful, do not press"), last)
    rest = _("Nobody who is only curious takes up your time.")
    return NextStep("wait", _("Nothing to do now"), f"{last} {rest}")
