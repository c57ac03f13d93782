"""What a contact has agreed to, and noting on the page that they agree no more."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reif import confirming
from reif.protect.consents.operations import By
from reif.protect.consents.queries import Standing, addresses_of, standings, suppressed_since
from reif.records.models import Contact, User
from reif.rules.consent import Reason
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.wording.consents import consent_channel_word, purpose_word

LONGEST_HOW = 500


@dataclass(frozen=True, slots=True)
class Told:
    """A consent in words. `since`: when it began to hold, was asked for or ended."""

    stands: Standing
    what: str
    state: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Agreed:
    """All of them, the newest first. `ended_at`: since when the contact wants no advertising; None: not said."""

    told: list[Told]
    ended_at: datetime | None


def agreed(contact: Contact) -> Agreed:
    """What stands on the page of the contact."""
    ended = [suppressed_since(each, Reason.OBJECTION) for each in addresses_of(contact)]
    return Agreed([_told(each) for each in standings(contact)], max(filter(None, ended), default=None))


@needs(Permission.KEEP_CONTACTS)
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """The contact agrees no more, and said so to somebody of the team: to one purpose, or to any advertising."""
    contact = get_object_or_404(Contact, pk=number)
    assert isinstance(request.user, User)
    how = request.POST.get("how", "").replace("\x00", "").strip()[:LONGEST_HOW]
    by, at = By(how=how, user=request.user), timezone.now()
    for address in addresses_of(contact):
        if request.POST.get("all"):
            confirming.end_advertising(address=address, by=by, at=at)
        else:
            confirming.withdraw(address=address, purposes=[request.POST.get("purpose", "")], by=by, at=at)
    response = HttpResponseRedirect(f"{reverse('contact:page', args=[number])}?done=withdrawn")
    response.status_code = 303
    return response


def _told(of: Standing) -> Told:
    consent = of.consent
    what = f"{purpose_word(consent.purpose)}, {consent_channel_word(consent.channel)}"
    if of.withdrawn is not None:
        return Told(of, what, _("withdrawn"), of.withdrawn.occurred_at)
    if of.confirmed is not None:
        return Told(of, what, _("confirmed"), of.confirmed.occurred_at)
    return Told(of, what, _("not confirmed, so it does not hold"), consent.occurred_at)
