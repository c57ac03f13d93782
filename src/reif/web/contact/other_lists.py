"""The lists beside that of all contacts from which one is opened: those of the day, and the people of a company."""

from datetime import datetime, timedelta

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from reif.qualify.queries import proposals
from reif.records.models import Contact, Installation, User
from reif.score.queries import live_model
from reif.web.today import changing, waiting
from reif.web.today.waiting import in_sight

COMPANY = "company"
OF_THE_DAY = ("calls", "proposals", "changes", "again")
WHOSE = ("me", "team")
MOST = 200


def listed(name: str, contact: Contact, user: User, at: datetime) -> list[int] | None:
    """The numbers of the contacts of a list in its order, as it is now; None for no such list.

    `name`: company, or one of the day and whose, such as calls.team.
    """
    if name == COMPANY:
        people = Contact.objects.filter(company=contact.company_id) if contact.company_id else Contact.objects.none()
        return list(people.order_by("-score", "id").values_list("pk", flat=True)[:MOST])
    which, _dot, whose = name.partition(".")
    if which not in OF_THE_DAY or whose not in WHOSE:
        return None
    return _of_the_day(which, user, at, is_team=whose == "team")


def _of_the_day(which: str, user: User, at: datetime, *, is_team: bool) -> list[int]:
    seen = in_sight(user, at, is_team=is_team)
    if which == "proposals":
        return list(proposals().filter(seen).values_list("pk", flat=True)[:MOST])
    if which == "changes":
        return [each.contact.pk for each in changing.sharply(seen, at, live_model()).most]
    if which == "again":
        return list(waiting.again(user, at, is_team=is_team).values_list("pk", flat=True)[:MOST])
    goal = timedelta(minutes=Installation.current().respond_within_minutes)
    hot = list(waiting.hot(user, at, is_team=is_team)[: waiting.MOST_RANKED])
    return [each.contact.pk for each in waiting.ranked(hot, at, goal)]


def way_back(contact: Contact, asked: QueryDict, came_from: str) -> tuple[str, str]:
    """The address of the list that the contact was opened from, and its word."""
    name = asked.get("in", "")
    which, _dot, whose = name.partition(".")
    if name == COMPANY and contact.company_id:
        return reverse("companies:page", args=[contact.company_id]), contact.company_name or _("Company")
    if which in OF_THE_DAY and whose in WHOSE:
        return f"{reverse('today:page')}?of={whose}", _("Today")
    return reverse("contacts:list") + (f"?{came_from}" if came_from else ""), _("Contacts")
