"""Writes of privacy. The transaction is the caller's."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import F

from reif.protect import _erasing, _retention
from reif.protect._barring import EMAIL, digest, keep_apart, key
from reif.protect._erasing import TABLES, Removed
from reif.protect._mentions import mentions_of
from reif.protect._naming import Names, names_of
from reif.protect.consents import operations as consents
from reif.protect.queries import Over
from reif.records.models import Barred, Contact, Identifier, Installation, Merge, Objection, User
from reif.rules.consent import Reason
from reif.rules.phones import written_with_name
from reif.rules.profiles import linkedin_profile

__all__ = ["TABLES", "Removed"]


class Noted(NamedTuple):
    """An objection to profiling, or (`is_lifted`) its end, as somebody noted it elsewhere."""

    contact_id: int
    is_lifted: bool
    how: str
    occurred_at: datetime


def erase(*, contact: Contact, at: datetime) -> Removed:
    """Take a person out of every table, and let no list bring them back. Raises Contact.DoesNotExist.

    What counts stays: that somebody moved from stage to stage, when and at which score.
    """
    keep_apart(is_erasing=True)
    stored = Contact.objects.select_for_update().get(pk=contact.pk)
    names = names_of([stored])
    if not stored.is_simulated:
        bar(contact=stored, names=names, at=at)
        for address in sorted(names.emails):
            consents.suppress(address=address, reason=Reason.ERASED, at=at)
    return _erasing.erase([stored], names, mentions_of(names))


def expire(*, kind: str, days: int, found: Over, at: datetime) -> int:
    """Erase what was found of a kind and is still over its time; lists may bring contacts back. How many there were."""
    if kind != "contacts":
        return _retention.delete(kind, list(found.ids))
    keep_apart(is_erasing=True)
    over = _retention.over(kind, days, at).filter(pk__in=found.ids)
    stored = list(Contact.objects.select_for_update().filter(pk__in=list(over.values_list("pk", flat=True))))
    return _erasing.erase(stored, found.names, found.mentions).contacts


def unmake(*, contacts: Sequence[Contact]) -> None:
    """Delete contacts (they are locked) that there should never have been, with what rules and lists left on them.

    Nobody has done anything with them. Not even a count stays; lists may bring them again.
    """
    _erasing.unmake(contacts)


def bar(*, contact: Contact, names: Names, at: datetime) -> None:
    """Let the contact's identifiers, as they are and as they were, be recognised once nobody knows them any more."""
    pairs = {(kind, value) for kind, value in Identifier.objects.filter(contact=contact).values_list("kind", "value")}
    pairs |= {(EMAIL, email) for email in names.emails}
    if contact.lead_id:
        pairs.add(("lead_id", contact.lead_id))
    digests = sorted(digest(*pair) for pair in pairs)
    rows = [Barred(digest=each, key=key(), person=digests[0], since=at.date()) for each in digests]
    Barred.objects.bulk_create(rows, ignore_conflicts=True)


def let_in(*, written: str) -> int:
    """Bar nobody any longer who had this e-mail, this id of a list or another system, this profile on LinkedIn, or this
    telephone number with a name (`+49 89 123456 Ada Krane`). How many bars that took.
    """
    pairs = [(kind, written) for kind in ("email", "lead_id", "user_id")]
    pairs.append(("linkedin", linkedin_profile(written) or written))
    pairs.append(("phone", written_with_name(written, Installation.current().home_country)))
    named = Barred.objects.filter(digest__in=[digest(*pair) for pair in pairs])
    return Barred.objects.filter(person__in=list(named.values_list("person", flat=True))).delete()[0]


def take_over(*, objections: Sequence[Noted], at: datetime) -> list[bool]:
    """Keep what was noted elsewhere; for each whether it was news. Whoever stands otherwise by it is due at `at`.

    Of each contact the latest holds, whether it was known or is news. Within the caller's transaction.
    """
    contacts = Contact.objects.select_for_update().filter(pk__in={each.contact_id for each in objections})
    held = list(contacts.order_by("pk"))
    rows = Objection.objects.filter(contact__in=held).values_list("contact_id", "is_lifted", "how", "occurred_at")
    known = {Noted(*row) for row in rows}
    fresh = dict.fromkeys((each for each in objections if each not in known), True)
    Objection.objects.bulk_create(
        Objection(contact_id=contact_id, is_lifted=is_lifted, how=how, occurred_at=occurred_at)
        for contact_id, is_lifted, how, occurred_at in fresh
    )
    latest = Objection.objects.filter(contact__in=held).order_by("occurred_at", "id")
    is_allowed = dict(latest.values_list("contact_id", "is_lifted"))
    for contact in held:
        if contact.may_be_profiled != is_allowed.get(contact.pk, contact.may_be_profiled):
            contact.may_be_profiled = not contact.may_be_profiled
            contact.rescore_at, contact.version = at, contact.version + 1
            contact.save(update_fields=["may_be_profiled", "rescore_at", "version"])
    return [fresh.pop(each, False) for each in objections]


def object_to_profiling(*, contact: Contact, is_lifted: bool, how: str, by: User | None, at: datetime) -> None:
    """Keep that the person objects, or no longer does, and let the contact say so."""
    merged = Merge.objects.filter(contact=contact).values_list("absorbed", flat=True)
    for whose in (None, *merged):  # whoever they turn out to be, should they be told apart again
        Objection.objects.create(contact=contact, origin=whose, is_lifted=is_lifted, how=how, by=by, occurred_at=at)
    Contact.objects.filter(pk=contact.pk).update(may_be_profiled=is_lifted, version=F("version") + 1)
