"""What to do next with a contact, and why, written from what is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from reif.records.models import Contact, Event
from reif.rules.gates import REQUEST_NAMES
from reif.rules.stages import Stage, Status
from reif.rules.values import is_missing
from reif.web.contact.sentences import closed, listed, sentence
from reif.web.templatetags.words import language
from reif.web.wording import times
from reif.web.wording.field import attribute_word, disqualification_word, event_word, stage_word
from reif.web.wording.numbers import number

FRESH = timedelta(days=30)
_DECIDES = ("budget", "timeframe", "decision_role")
"""What decides whether it comes to a sale, in the order in which one asks."""


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
    request = newest_request(contact, at)
    if request is not None and not _is_answered(contact, request):
        return NextStep("call", _call(contact), f"{_asked(request, at)} {_unknown(contact)}".strip())
    if contact.proposed_stage:
        stage = stage_word(contact.proposed_stage, language())
        return NextStep("accept", _("Accept as %(stage)s?") % {"stage": stage}, proposal_reason(contact, at, request))
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


def newest_request(contact: Contact, at: datetime) -> Event | None:
    """What was asked for last, if it is fresh."""
    fresh = contact.events.by_people().filter(name__in=REQUEST_NAMES, occurred_at__gte=at - FRESH, occurred_at__lte=at)
    return fresh.order_by("-occurred_at").first()


def _is_answered(contact: Contact, request: Event) -> bool:
    return contact.touched_at is not None and contact.touched_at >= request.occurred_at


def proposal_reason(contact: Contact, at: datetime, request: Event | None) -> str:
    """Why the next stage is proposed: by what was asked for, or by points and fit."""
    if contact.proposed_by_rule == "request":
        return _asked(request, at) if request is not None else closed(_("Has asked for something"))
    figures = {"points": number(contact.points, language()), "grade": contact.grade}
    why = closed(_("%(points)s points, fit %(grade)s") % figures)
    if contact.proposed_at is None:
        return why
    since = times.said(contact.proposed_at, timezone.localtime(at), language())
    proposed = closed(_("Proposed %(when)s") % {"when": since})
    return f"{why} {proposed}"


def _asked(request: Event, at: datetime) -> str:
    when = times.said(request.occurred_at, timezone.localtime(at), language())
    said = sentence(request.name, request.properties).text
    return closed(_("%(said)s, %(when)s") % {"said": said, "when": when})


def _call(contact: Contact) -> str:
    """What a call is for: the first thing that decides and nobody knows."""
    questions = {
        "budget": _("Call and ask for the budget"),
        "timeframe": _("Call and ask by when"),
        "decision_role": _("Call and ask who decides"),
    }
    missing = _missing(contact)
    return questions[missing[0]] if missing else _("Call while it is hot")


def _unknown(contact: Contact) -> str:
    words = [attribute_word(name, language()) for name in _missing(contact)]
    return closed(_("Not known: %(facts)s") % {"facts": listed(words)}) if words else ""


def _missing(contact: Contact) -> list[str]:
    return [name for name in _DECIDES if is_missing(contact.attributes.get(name))]


def _by_temperature(contact: Contact, at: datetime) -> NextStep:
    last = closed(_last_sign(contact, at))
    if not contact.may_be_profiled:
        return NextStep("wait", _("Answer what is asked, propose nothing by points"), last)
    if contact.stage in (Stage.CUSTOMER, Stage.AMBASSADOR):
        return NextStep("wait", _("Stay in touch"), last)
    if contact.temperature == "hot":
        return NextStep("call", _call(contact), f"{last} {_unknown(contact)}".strip())
    if contact.temperature == "warm":
        return NextStep("wait", _("Help with something useful, do not press"), last)
    rest = _("Nobody who is only curious takes up your time.")
    return NextStep("wait", _("Nothing to do now"), f"{last} {rest}")


def _last_sign(contact: Contact, at: datetime) -> str:
    if contact.last_activity_at is None:
        return _("No sign yet")
    when = times.said(contact.last_activity_at, timezone.localtime(at), language())
    if not contact.last_activity:
        return _("Last sign: %(when)s") % {"when": when}
    deed = event_word(contact.last_activity, language())
    return _("Last sign %(when)s: %(deed)s") % {"when": when, "deed": deed}
