"""Keeping what became known, and the columns that show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from reif.identify._columns import COLUMNS, show, text
from reif.identify._companies import settle
from reif.identify._finding import Directory
from reif.identify._known import Known
from reif.identify.key import LINKEDIN, PHONE, Key
from reif.records import bulk
from reif.records.models import AttributeChange, Contact, Identifier, Installation, Merge, Source
from reif.records.models.append_only import AppendOnlyQuerySet
from reif.rules.emails import normalised_email
from reif.rules.phones import number_and_name
from reif.rules.profiles import linkedin_profile
from reif.rules.texts import clean, storable
from reif.rules.values import is_missing

PROFILE = "linkedin_url"
OF_PHONE = {"phone", "first_name", "last_name", "name", "country"}
_LONGEST_NAME = 200
_NO_ORIGINS: Mapping[int, int | None] = {}
_OF_COMPANY = {"company", "company_domain", "email"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What became known of a contact at `occurred_at`: JSON values by attribute (None or blank: missing).

    `origin`: of whom it would be known had nobody been merged; None: of the contact.
    """

    contact: Contact
    attributes: Mapping[str, object]
    occurred_at: datetime
    origin: int | None = None


class Change(NamedTuple):
    """The columns of an attribute change, in the order of the fields' names."""

    contact_id: int
    origin: int | None
    attribute: str
    value: object
    source_id: int
    occurred_at: datetime
    received_at: datetime


def keep(facts: Sequence[Facts], source: Source, at: datetime) -> tuple[dict[int, frozenset[str]], list[bool]]:
    """What `operations.learn_all` says, and for each of the facts whether any of it was news."""
    contacts = _held(facts)
    cleaned = [(each, _cleaned(each.attributes)) for each in facts]
    known = Known(contacts, {name for _, attributes in cleaned for name in attributes}, merged_among(contacts))
    changes: list[Change] = []
    news: dict[int, set[str]] = {}
    is_news = [False] * len(cleaned)
    for place, (each, attributes) in enumerate(cleaned):
        for name, value in attributes.items():
            if known.add(each.contact.pk, name, value, each.occurred_at, each.origin):
                is_news[place] = True
                news.setdefault(each.contact.pk, set()).add(name)
                changes.append(Change(each.contact.pk, each.origin, name, value, source.pk, each.occurred_at, at))
    bulk.insert(AttributeChange, Change._fields, changes)
    origins = {each.contact.pk: each.origin for each in facts if each.origin is not None}
    follow([contacts[number] for number in news], known, news, at, origins)
    if not source.is_public:
        _name_by_profile([contacts[number] for number, names in news.items() if PROFILE in names], origins)
        _name_by_phone([contacts[number] for number, names in news.items() if OF_PHONE & names], origins)
    for each in facts:
        if each.contact.pk in news:
            _bring_up_to_date(each.contact, contacts[each.contact.pk])
    return {number: frozenset(names) for number, names in news.items()}, is_news


def unsaid(facts: Sequence[Facts]) -> list[Facts]:
    """Without the attributes of which anybody but a browser has said something."""
    said = AttributeChange.objects.filter(contact__in={each.contact.pk for each in facts}, source__public_key="")
    known = set(said.values_list("contact_id", "attribute"))
    return [
        replace(
            each,
            attributes={name: value for name, value in each.attributes.items() if (each.contact.pk, name) not in known},
        )
        for each in facts
    ]


def vouch(facts: Facts, source: Source, at: datetime) -> None:
    """What was only a claim so far is said again by somebody who is believed, though it is no news."""
    claimed = unsaid([facts])[0]
    rows = [
        Change(facts.contact.pk, facts.origin, name, value, source.pk, facts.occurred_at, at)
        for name, value in _cleaned(claimed.attributes).items()
        if value is not None
    ]
    bulk.insert(AttributeChange, Change._fields, rows)


def unlearn(contacts: Sequence[Contact], facts: AppendOnlyQuerySet, at: datetime) -> dict[int, frozenset[str]]:
    """What `operations.unlearn` says."""
    lost: dict[int, set[str]] = {}
    for number, name in facts.values_list("contact_id", "attribute"):
        lost.setdefault(number, set()).add(name)
    facts.erase()
    known = Known(lost, {name for names in lost.values() for name in names}, merged_among(lost))
    for number, names in lost.items():
        known.named.setdefault(number, set()).update(names)
    _forget_with_merges(lost)
    _forget_profiles([number for number, names in lost.items() if PROFILE in names])
    follow([contact for contact in contacts if contact.pk in lost], known, lost, at)
    _forget_phones([contact for contact in contacts if OF_PHONE & lost.get(contact.pk, set())])
    return {number: frozenset(names) for number, names in lost.items()}


def _forget_with_merges(lost: Mapping[int, set[str]]) -> None:
    """Whom a contact took in knows it no more either, once they are two again; what else is known of it shows then."""
    for merge in Merge.objects.filter(contact__in=list(lost)):
        kept = merge.kept["contact"]
        left = {name: value for name, value in kept["attributes"].items() if name not in lost[merge.contact_id]}
        merge.kept = {**merge.kept, "contact": {**kept, "attributes": left}}
        merge.save(update_fields=["kept"])


def _forget_profiles(numbers: Sequence[int]) -> None:
    """Let profiles that nobody has said of these contacts any more name them no longer."""
    said = AttributeChange.objects.filter(contact__in=numbers, attribute=PROFILE).values_list("contact_id", "value")
    still = {(number, linkedin_profile(value)) for number, value in said if isinstance(value, str)}
    named = Identifier.objects.filter(contact__in=numbers, kind=LINKEDIN).values_list("pk", "contact_id", "value")
    Identifier.objects.filter(pk__in=[pk for pk, *pair in named if tuple(pair) not in still]).delete()


def _forget_phones(contacts: Sequence[Contact]) -> None:
    """Let numbers and names that are known no more, or no more together, name these contacts no longer; those of whom
    they have absorbed stay.
    """
    still = _phones(contacts)
    own = Identifier.objects.filter(contact__in=list(still), kind=PHONE, origin=None)
    named = own.values_list("pk", "contact_id", "value")
    Identifier.objects.filter(pk__in=[pk for pk, number, value in named if still[number] != value]).delete()


def merged_among(contact_ids: Iterable[int]) -> frozenset[int]:
    """Those of the contacts that took others in."""
    return frozenset(Merge.objects.filter(contact__in=list(contact_ids)).values_list("contact_id", flat=True))


def follow(
    contacts: Sequence[Contact],
    known: Known,
    news: Mapping[int, set[str]],
    at: datetime,
    origins: Mapping[int, int | None] = _NO_ORIGINS,
) -> None:
    """Let the contacts' columns show what is known as of `at` of the attributes with news.

    `origins`: by contact of whom that would be known had nobody been merged, if not of the contact.
    """
    for contact in contacts:
        values = known.as_of(contact.pk, at)
        show(contact, {name: values[name] for name in news[contact.pk]})
        contact.rescore_at = at if contact.rescore_at is None else min(at, contact.rescore_at)
    settle([contact for contact in contacts if news[contact.pk] & _OF_COMPANY])
    bulk.update(Contact, COLUMNS, [(*(getattr(contact, name) for name in COLUMNS), contact.pk) for contact in contacts])
    _name_by_email([contact for contact in contacts if "email" in news[contact.pk] and contact.email], origins)


def _name_by_email(contacts: Sequence[Contact], origins: Mapping[int, int | None]) -> None:
    _name({contact.pk: Key(email=normalised_email(contact.email) or "") for contact in contacts}, contacts, origins)


def _name_by_profile(contacts: Sequence[Contact], origins: Mapping[int, int | None]) -> None:
    """A browser names nobody by a profile: anybody can paste the address of anybody's."""
    profiles = {contact.pk: linkedin_profile(text(contact, PROFILE)) or "" for contact in contacts}
    _name({number: Key(linkedin=profile) for number, profile in profiles.items()}, contacts, origins)


def _name_by_phone(contacts: Sequence[Contact], origins: Mapping[int, int | None]) -> None:
    with_one = [contact for contact in contacts if contact.attributes.get("phone")]
    if with_one:
        _name({number: Key(phone=phone) for number, phone in _phones(with_one).items()}, with_one, origins)


def _phones(contacts: Iterable[Contact]) -> dict[int, str]:
    """Of what is known of the contacts, and not claimed by browsers alone."""
    home, known = Installation.current().home_country, {contact.pk: contact.attributes for contact in contacts}
    said = AttributeChange.objects.filter(contact__in=list(known), attribute__in=OF_PHONE, source__public_key="")
    sure: dict[int, dict[str, object]] = {number: {} for number in known}
    for number, name, value in said.values_list("contact_id", "attribute", "value"):
        if known[number].get(name) == value:
            sure[number][name] = value
    return {number: number_and_name(attributes, home) for number, attributes in sure.items()}


def _name(keys: Mapping[int, Key], contacts: Sequence[Contact], origins: Mapping[int, int | None]) -> None:
    """Each contact by its key, where that is nobody's yet."""
    directory = Directory(list(keys.values()))
    named = (directory.named(each, keys[each.pk].identifiers(), origins.get(each.pk)) for each in contacts)
    Identifier.objects.bulk_create([row for rows in named for row in rows])


def _bring_up_to_date(given: Contact, held: Contact) -> None:
    for column in COLUMNS:
        setattr(given, column, getattr(held, column))


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
