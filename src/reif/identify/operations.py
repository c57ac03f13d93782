"""Writes of who contacts are and what is known of them. The transaction is the caller's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from reif.identify._columns import COLUMNS, show
from reif.identify._companies import settle
from reif.identify._finding import Directory
from reif.identify._known import Known
from reif.identify.key import Key, key
from reif.records.models import AttributeChange, Contact, Identifier, Source
from reif.rules.emails import normalised_email
from reif.rules.texts import clean, storable
from reif.rules.values import is_missing

_TRIES = 3
_LONGEST_NAME = 200
_OF_COMPANY = {"company", "company_domain", "email"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What became known of a contact at `occurred_at`: JSON values by attribute (None or blank: missing)."""

    contact: Contact
    attributes: Mapping[str, object]
    occurred_at: datetime


def contact_for(
    *, at: datetime, lead_id: str | None = None, user_id: str | None = None, email: str | None = None
) -> Contact:
    """The contact that is named so, made if there is none.

    Of ids that name different contacts lead_id counts most, then user_id; the e-mail then stays the other's. A contact
    that was known by its e-mail alone takes the lead_id on. Raises Unidentifiable.
    """
    return contacts_for(keys=[key(lead_id=lead_id, user_id=user_id, email=email)], at=at)[0]


def contacts_for(*, keys: Sequence[Key], at: datetime) -> list[Contact]:
    """The contacts of the keys, in their order, found as `contact_for` does, in few queries."""
    for turn in range(_TRIES):
        try:
            with transaction.atomic():
                return _contacts_for(keys, at)
        except IntegrityError:  # another has made one of them between looking and making
            if turn == _TRIES - 1:
                raise
    raise AssertionError("a loop of no turn")


def learn(
    *, contact: Contact, attributes: Mapping[str, object], source: Source, occurred_at: datetime, at: datetime
) -> frozenset[str]:
    """Keep what became known of a contact; the names of the attributes of which that is news. See `learn_all`."""
    facts = Facts(contact, attributes, occurred_at)
    return learn_all(facts=[facts], source=source, at=at).get(contact.pk, frozenset())


def learn_all(*, facts: Sequence[Facts], source: Source, at: datetime) -> dict[int, frozenset[str]]:
    """Keep what became known; the names of the attributes of which it is news, by contact (in the order of `facts`).

    What repeats the value known at that time is not kept. The contacts' columns show the last values by their own time:
    a late fact does not replace a newer one, and one of the future waits for `take_up`. Contacts with news are to be
    rescored at `at`; the given objects are brought up to date. A new e-mail becomes an identifier if it is nobody's.
    """
    contacts = _held(facts)
    cleaned = [(each, _cleaned(each.attributes)) for each in facts]
    known = Known(contacts, {name for _, attributes in cleaned for name in attributes})
    changes: list[AttributeChange] = []
    news: dict[int, set[str]] = {}
    for each, attributes in cleaned:
        for name, value in attributes.items():
            if known.add(each.contact.pk, name, value, each.occurred_at):
                news.setdefault(each.contact.pk, set()).add(name)
                changes.append(_change(each, name, value, source, at))
    AttributeChange.objects.bulk_create(changes)
    _follow([contacts[number] for number in news], known, news, at)
    for each in facts:
        if each.contact.pk in news:
            _bring_up_to_date(each.contact, contacts[each.contact.pk])
    return {number: frozenset(names) for number, names in news.items()}


def take_up(*, contacts: Sequence[Contact], at: datetime) -> None:
    """Let the columns show those facts whose time lay ahead when they came, and has come by `at`."""
    waiting = AttributeChange.objects.filter(
        contact__in=contacts, occurred_at__gt=F("received_at"), occurred_at__lte=at
    ).values_list("contact_id", "attribute")
    names: dict[int, set[str]] = {}
    for contact_id, name in waiting:
        names.setdefault(contact_id, set()).add(name)
    if names:
        due = [contact for contact in contacts if contact.pk in names]
        _follow(due, Known(names, {name for each in names.values() for name in each}), names, at)


def _contacts_for(keys: Sequence[Key], at: datetime) -> list[Contact]:
    directory = Directory(keys)
    contacts = [directory.find_or_add(each, at) for each in keys]
    Contact.objects.bulk_create(directory.fresh)
    Contact.objects.bulk_update(directory.adopted, ["lead_id"], batch_size=100)
    Identifier.objects.bulk_create(directory.identifiers)
    return contacts


def _held(facts: Iterable[Facts]) -> dict[int, Contact]:
    """The contacts as they are now, locked until the transaction ends."""
    numbers = {each.contact.pk for each in facts}
    return {each.pk: each for each in Contact.objects.select_for_update().filter(pk__in=numbers).order_by("pk")}


def _cleaned(attributes: Mapping[str, object]) -> dict[str, object]:
    return {
        shown: None if is_missing(value) and not isinstance(value, (list, dict)) else storable(value)
        for name, value in attributes.items()
        if (shown := clean(name).strip()[:_LONGEST_NAME])
    }


def _change(facts: Facts, name: str, value: object, source: Source, at: datetime) -> AttributeChange:
    return AttributeChange(
        contact=facts.contact,
        attribute=name,
        value=value,
        source=source,
        occurred_at=facts.occurred_at,
        received_at=at,
    )


def _follow(contacts: Sequence[Contact], known: Known, news: Mapping[int, set[str]], at: datetime) -> None:
    for contact in contacts:
        values = known.as_of(contact.pk, at)
        show(contact, {name: values[name] for name in news[contact.pk]})
        contact.rescore_at = at if contact.rescore_at is None else min(at, contact.rescore_at)
    settle([contact for contact in contacts if news[contact.pk] & _OF_COMPANY])
    if contacts:
        Contact.objects.bulk_update(contacts, COLUMNS, batch_size=100)
    _name_by_email([contact for contact in contacts if "email" in news[contact.pk] and contact.email])


def _name_by_email(contacts: Sequence[Contact]) -> None:
    addresses = {contact.pk: normalised_email(contact.email) or "" for contact in contacts}
    directory = Directory([Key(email=address) for address in addresses.values() if address])
    fresh = [row for each in contacts for row in directory.named(each, Key(email=addresses[each.pk]).identifiers())]
    Identifier.objects.bulk_create(fresh)


def _bring_up_to_date(given: Contact, held: Contact) -> None:
    for column in COLUMNS:
        setattr(given, column, getattr(held, column))
