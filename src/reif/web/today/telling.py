"""Why somebody is on the page, and how the day stands, in sentences."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reif.records.models import Event
from reif.web.contact.sentences import closed, page_title, sentence, visit
from reif.web.templatetags.words import language
from reif.web.today.changing import Changed
from reif.web.today.waiting import MOST_RANKED, Waiting
from reif.web.wording import times
from reif.web.wording.numbers import number

_MOST_DEEDS, _MOST_PAGES = 2, 2
_AN_HOUR = 60
_WORDS = {
    "en": ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"],
    "de": ["Kein", "Ein", "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben", "Acht", "Neun", "Zehn", "Elf", "Zwölf"],
}


def headline(count: int, *, is_team: bool) -> str:
    """Five people are waiting for you."""
    if count == 0:
        return _("Nobody is waiting for the team.") if is_team else _("Nobody is waiting for you.")
    if count >= MOST_RANKED:
        shown = number(MOST_RANKED, language())
        of_many = _("%(count)s people and more are waiting for the team.") if is_team else ""
        return (of_many or _("%(count)s people and more are waiting for you.")) % {"count": shown}
    shown = _WORDS[language()][count] if count < len(_WORDS[language()]) else number(count, language())
    if is_team:
        said = ngettext(
            "%(count)s person is waiting for the team.", "%(count)s people are waiting for the team.", count
        )
    else:
        said = ngettext("%(count)s person is waiting for you.", "%(count)s people are waiting for you.", count)
    return said % {"count": shown}


def second_line(late: int, waiting: int, goal: int) -> str:
    """For one of them the hour is over; else what is good about the day."""
    if waiting == 0:
        return _("Whoever turns hot stands here, with the reason.")
    if late == 0:
        return _("Nobody has waited longer than you want.")
    if goal == _AN_HOUR:
        said = ngettext("For %(count)s of them the hour is over.", "For %(count)s of them the hour is over.", late)
    else:
        said = ngettext(
            "%(count)s of them waits longer than you want.", "%(count)s of them wait longer than you want.", late
        )
    return said % {"count": _small(late)}


def _small(count: int) -> str:
    """One to twelve as a word within a sentence."""
    if language() == "de" and count == 1:
        return "einem"
    words = _WORDS[language()]
    return words[count].lower() if count < len(words) else number(count, language())


def reason(waiting: Waiting, at: datetime) -> str:
    """What the person did last, the request first, in at most three sentences."""
    deeds = _deeds(waiting)
    if waiting.request is None and waiting.contact.grade in "AB":
        deeds.append(_("Fits: grade %(grade)s") % {"grade": waiting.contact.grade})
    if waiting.colleagues:
        company = waiting.contact.company_name or _("the company")
        said = ngettext(
            "Somebody else at %(company)s was here today, too",
            "%(count)s others at %(company)s were here today, too",
            waiting.colleagues,
        )
        deeds.append(said % {"count": _small(waiting.colleagues).capitalize(), "company": company})
    if not deeds:
        last = times.said(waiting.sign_at, timezone.localtime(at), language())
        deeds = [_("Last sign: %(when)s") % {"when": last}]
    return " ".join(closed(each) for each in deeds)


def quote(waiting: Waiting) -> str:
    """What the person wrote when asking; empty for nothing."""
    request = waiting.request
    return sentence(request.name, request.properties).quote if request is not None else ""


def _deeds(waiting: Waiting) -> list[str]:
    ordered = [waiting.request] if waiting.request is not None else []
    ordered += [each for each in waiting.events if each is not waiting.request]
    told: list[str] = []
    is_visit_told = False
    for event in ordered:
        is_view = event.name == "Page Viewed"
        if is_view and is_visit_told:
            continue
        text = _visit(waiting.events, event) if is_view else sentence(event.name, event.properties).text
        is_visit_told = is_visit_told or is_view
        if text not in told:
            told.append(text)
        if len(told) == _MOST_DEEDS:
            break
    return told


def _visit(events: Sequence[Event], newest: Event) -> str:
    """The pages of the newest visit, in the order they were looked at."""
    since = newest.occurred_at - timedelta(hours=1)
    viewed = [each for each in events if each.name == "Page Viewed" and each.occurred_at >= since]
    return visit([page_title(each.properties) for each in reversed(viewed)], _MOST_PAGES)


def running(minutes: int) -> str:
    """How long the sign is ago: 98 min, 22 h, 3 days."""
    return times.lasting_shortly(timedelta(minutes=minutes))


def beside_goal(waiting: Waiting, at: datetime, goal: int) -> str:
    """38 min past the goal; 56 min left."""
    if waiting.request is None:
        return _("without a request")
    apart = goal - waiting.minutes(at)
    shown = running(abs(apart))
    return _("%(time)s past the goal") % {"time": shown} if apart < 0 else _("%(time)s left") % {"time": shown}


def change_reason(changed: Changed) -> str:
    """What moved the score most."""
    if changed.cause is not None:
        return closed(sentence(changed.cause.name, changed.cause.properties).text)
    return closed(_("Interest fades: nothing new for a while")) if changed.by < 0 else ""
