"""The page of the day."""

from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from reif.qualify.queries import proposals
from reif.records.enums import Role
from reif.records.models import Contact, Installation, User
from reif.rules.permissions import Permission
from reif.score.queries import live_model
from reif.web.access import needs
from reif.web.charts.running import running
from reif.web.contact.done import Done, done
from reif.web.contact.known import dialled
from reif.web.contact.next_step import FRESH, proposal_reason
from reif.web.today import changing, telling, waiting
from reif.web.today.waiting import Waiting, in_sight

ASIDE = 5
MOST_COUNTED = 99


@needs(Permission.LOOK)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Whom to call first, proposals, sharp changes, and whom to look at again."""
    user = cast(User, request.user)
    at = timezone.now()
    is_team = _is_team(request, user)
    goal = Installation.current().respond_within_minutes
    hot = list(waiting.hot(user, at, is_team=is_team)[: waiting.MOST_RANKED])
    ranked = waiting.ranked(hot, at, timedelta(minutes=goal))
    late = sum(each.request is not None and each.minutes(at) > goal for each in ranked)
    seen = in_sight(user, at, is_team=is_team)
    proposed = proposals().filter(seen)
    changes = changing.sharply(seen, at, live_model())
    context = {
        "at": at,
        "is_team": is_team,
        "whose": "team" if is_team else "me",
        "headline": telling.headline(len(hot), is_team=is_team),
        "second_line": telling.second_line(late, len(hot), goal),
        "goal": goal,
        "rows": [_row(each, at, goal) for each in ranked[: waiting.SHOWN]],
        "more": len(ranked) - waiting.SHOWN,
        "proposals": _proposals(list(proposed[:ASIDE]), at),
        "proposal_count": _counted(proposed),
        "changes": [{"change": each, "reason": telling.change_reason(each)} for each in changes.most],
        "changes_since": changes.since,
        "again": list(waiting.again(user, at, is_team=is_team)[:ASIDE]),
        "hot_address": _contacts(temperature="hot", owner="" if is_team else "me"),
        "is_anybody": bool(hot) or Contact.objects.exists(),
        "done": _done(request),
        "here": reverse("today:page") + ("?of=team" if is_team else "?of=me"),
    }
    return render(request, "today/page.html", context)


def _is_team(request: HttpRequest, user: User) -> bool:
    """What the address says; else salespeople see their own, others the whole team's."""
    asked = request.GET.get("of", "")
    return user.role != Role.SALES if asked not in ("me", "team") else asked == "team"


def _row(each: Waiting, at: datetime, goal: int) -> dict[str, Any]:
    minutes = each.minutes(at)
    return {
        "contact": each.contact,
        "reason": telling.reason(each, at),
        "quote": telling.quote(each),
        "time": telling.running(minutes),
        "beside": telling.beside_goal(each, at, goal),
        "is_late": each.request is not None and minutes > goal,
        "bar": running(minutes, goal) if each.request is not None else "",
        "phone": dialled(each.contact.attributes),
    }


def _proposals(contacts: list[Contact], at: datetime) -> list[dict[str, Any]]:
    asked = waiting.requests(contacts, at - FRESH, at)
    return [{"contact": each, "reason": proposal_reason(each, at, asked.get(each.pk))} for each in contacts]


def _counted(found: QuerySet[Contact]) -> int:
    return found.order_by().values("pk")[: MOST_COUNTED + 1].count()


def _contacts(**filters: str) -> str:
    return f"{reverse('contacts:list')}?{urlencode({name: value for name, value in filters.items() if value})}"


def _done(request: HttpRequest) -> tuple[Contact, Done] | None:
    """What was just done from here, with the contact it was done with."""
    written = request.GET.get("contact", "")
    if not (written.isascii() and written.isdigit() and len(written) < 17):
        return None
    contact = Contact.objects.select_related("owner").filter(pk=int(written)).first()
    said = done(contact, request.GET) if contact is not None else None
    return (contact, said) if contact is not None and said is not None else None
