"""Reads of consents."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from reif.records.digests import digest_of_address
from reif.records.models import Consent, ConsentStep, Contact, Identifier, Message, Submission, Suppression


@dataclass(frozen=True, slots=True)
class Standing:
    """A consent with what became of it. Of each step the first; None: it was never taken."""

    consent: Consent
    mailed: ConsentStep | None
    confirmed: ConsentStep | None
    withdrawn: ConsentStep | None

    @property
    def holds(self) -> bool:
        """Whether it may be relied on."""
        return self.withdrawn is None and (self.confirmed is not None or not self.consent.is_to_confirm)


def standing(consent: Consent) -> Standing:
    """How the consent stands now."""
    first: dict[str, ConsentStep] = {}
    for step in sorted(consent.steps.all(), key=lambda each: (each.occurred_at, each.pk)):
        first.setdefault(step.step, step)
    return Standing(consent, first.get("mailed"), first.get("confirmed"), first.get("withdrawn"))


def standings(contact: Contact) -> list[Standing]:
    """Those of the contact, the newest first; also of its addresses where nobody has confirmed yet."""
    return [standing(each) for each in reversed(consents_of(contact))]


def held_by(address: str) -> list[Standing]:
    """What an address has agreed to and not withdrawn, confirmed or not, the first first."""
    found = [standing(each) for each in _told(Consent.objects.filter(address=address))]
    return [each for each in found if each.withdrawn is None]


def consents_of(contact: Contact) -> list[Consent]:
    """All that were ever given by the contact, or under an address of theirs, the first first."""
    return list(_told(Consent.objects.filter(_theirs(contact))))


def submissions_of(contact: Contact) -> QuerySet[Submission]:
    """The forms that the contact sent, or somebody under an address of theirs, the first first."""
    return Submission.objects.filter(_theirs(contact)).order_by("received_at", "id")


def messages_of(contact: Contact) -> QuerySet[Message]:
    """The mails to the contact, or to an address of theirs, the first first."""
    return Message.objects.filter(_theirs(contact), user=None).order_by("created_at", "id")


def suppressions_of(contact: Contact) -> QuerySet[Suppression]:
    """Why addresses of the contact are not written to, the first first."""
    digests = [digest_of_address(each) for each in addresses_of(contact)]
    return Suppression.objects.filter(digest__in=digests).order_by("since", "id")


def addresses_of(contact: Contact) -> list[str]:
    """The e-mails that name the contact."""
    named = Identifier.objects.filter(contact=contact, kind="email").values_list("value", flat=True)
    return sorted({*named, *([contact.email] if contact.email else [])})


def suppressed_since(address: str, reason: str) -> datetime | None:
    """Since when the address is not written to for the reason; None if it may be, as far as that goes."""
    found = Suppression.objects.filter(digest=digest_of_address(address), reason=reason)
    since: datetime | None = found.values_list("since", flat=True).first()
    return since


def _theirs(contact: Contact) -> Q:
    return Q(contact=contact) | Q(contact=None, address__in=addresses_of(contact))


def _told(consents: QuerySet[Consent]) -> QuerySet[Consent]:
    rows = consents.select_related("version__form", "source").prefetch_related("steps")
    return rows.order_by("occurred_at", "id")
