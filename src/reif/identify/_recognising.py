"""Visitors and contacts behind the ids that clients send."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reif.identify._finding import Directory
from reif.identify.key import Key
from reif.records import bulk
from reif.records.models import Contact, Event, Identifier, Visitor
from reif.rules.touches import Touch, first_of, last_of


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody was seen at `at`: who they say they are (None: they do not), and the id of their browser (or empty).

    `touch`: by what they came there; None where nothing tells.
    """

    key: Key | None
    anonymous_id: str
    at: datetime
    touch: Touch | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """Who it is. `contact` None: only a visitor, or nobody that could be kept. `origin`: whose it would be had nobody
    been merged; None: the contact's.
    """

    contact: Contact | None
    visitor: Visitor | None
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """`seen`: in the order of the sightings. `joined`: contacts to which a visitor's history came. `same`: pairs of
    contacts that one call names, by its user_id and by its e-mail.
    """

    seen: tuple[Recognised, ...]
    joined: frozenset[int]
    same: tuple[tuple[int, int], ...] = ()


def by_proof(sightings: Sequence[Sighting], at: datetime) -> Recognition:
    """Whom a key names it is, made if there is none; a visitor that is nobody's yet becomes theirs."""
    directory = _directory(sightings, is_proof=True)
    pairs = [directory.by_user_id_and_email(each.key) for each in sightings if each.key is not None]
    named = [None if each.key is None else directory.find_or_add(each.key, at) for each in sightings]
    _store(directory)
    Identifier.objects.filter(contact__in=_numbers(named), is_verified=False, value__in=_values(sightings)).update(
        is_verified=True
    )
    found = _recognition(sightings, named, _visitors(sightings), _origins(directory, sightings))
    same = dict.fromkeys((one.pk, other.pk) for one, other in filter(None, pairs))
    return replace(found, same=tuple(same))


def by_claim(sightings: Sequence[Sighting], at: datetime) -> Recognition:
    """The same for what a browser says, of which anybody could say anything.

    Nobody joins a contact that is verified: the visitor stays one, and what it claims is kept. A key that names nobody
    makes a contact that is not verified.
    """
    directory = _directory(sightings, is_proof=False)
    visitors = _visitors(sightings)
    verified = _verified(directory, sightings)
    named: list[Contact | None] = []
    claims: dict[int, int] = {}
    for each in sightings:
        visitor = visitors.get(each.anonymous_id)
        found = None if each.key is None else directory.find(each.key)
        if found is not None and found.pk in verified:
            is_theirs = visitor is not None and visitor.contact_id == found.pk
            if visitor is not None and visitor.contact_id is None:
                claims[visitor.pk] = found.pk
            named.append(found if is_theirs else None)
        else:
            named.append(None if each.key is None else directory.find_or_add(each.key, at))
    _store(directory)
    bulk.update(Visitor, ["claims_id"], [(contact, visitor) for visitor, contact in claims.items()])
    return _recognition(sightings, named, visitors, _origins(directory, sightings))


def _origins(directory: Directory, sightings: Sequence[Sighting]) -> list[int | None]:
    return [None if each.key is None else directory.origin(each.key) for each in sightings]


def _directory(sightings: Sequence[Sighting], *, is_proof: bool) -> Directory:
    return Directory([each.key for each in sightings if each.key is not None], is_proof=is_proof)


def _store(directory: Directory) -> None:
    Contact.objects.bulk_create(directory.fresh)
    bulk.update(Contact, ["lead_id"], [(contact.lead_id, contact.pk) for contact in directory.adopted])
    Identifier.objects.bulk_create(directory.identifiers)


def _verified(directory: Directory, sightings: Sequence[Sighting]) -> set[int]:
    """Those of the contacts whom anybody but a browser has named."""
    found = [directory.find(each.key) for each in sightings if each.key is not None]
    numbers = _numbers(found)
    named = Identifier.objects.filter(contact__in=numbers, is_verified=True).values_list("contact_id", flat=True)
    listed = {contact.pk for contact in found if contact is not None and contact.lead_id is not None}
    return set(named) | listed


def _visitors(sightings: Sequence[Sighting]) -> dict[str, Visitor]:
    """By anonymous id: those that are known, locked, and new ones."""
    seen: dict[str, list[datetime]] = {}
    for each in sightings:
        if each.anonymous_id:
            seen.setdefault(each.anonymous_id, []).append(each.at)
    if not seen:
        return {}
    found = _held(seen)
    fresh = [
        Visitor(anonymous_id=name, first_seen_at=min(times), last_seen_at=max(times))
        for name, times in sorted(seen.items())
        if name not in found
    ]
    if fresh:
        Visitor.objects.bulk_create(fresh, ignore_conflicts=True)
        found |= _held([visitor.anonymous_id for visitor in fresh])
    rows: list[tuple[datetime, datetime, int]] = []
    for name, visitor in found.items():
        first, last = min(visitor.first_seen_at, *seen[name]), max(visitor.last_seen_at, *seen[name])
        if (first, last) != (visitor.first_seen_at, visitor.last_seen_at):
            rows.append((first, last, visitor.pk))
    bulk.update(Visitor, ["first_seen_at", "last_seen_at"], rows)
    _note_touches(found, sightings)
    return found


def _note_touches(visitors: Mapping[str, Visitor], sightings: Iterable[Sighting]) -> None:
    """Let each visitor know by what they came first and last."""
    changed: dict[str, set[int]] = {"first_touch": set(), "last_touch": set()}
    for each in sightings:
        visitor = visitors.get(each.anonymous_id)
        if visitor is None or each.touch is None:
            continue
        come = {
            "first_touch": first_of(visitor.first_touch, each.touch),
            "last_touch": last_of(visitor.last_touch, each.touch),
        }
        for column, value in come.items():
            if value != getattr(visitor, column):
                setattr(visitor, column, value)
                changed[column].add(visitor.pk)
    for column, ids in changed.items():
        rows = [(getattr(each, column), each.pk) for each in visitors.values() if each.pk in ids]
        bulk.update(Visitor, [column], rows)


def _held(anonymous_ids: Collection[str]) -> dict[str, Visitor]:
    held = Visitor.objects.select_for_update().filter(anonymous_id__in=bulk.among(anonymous_ids)).order_by("id")
    return {visitor.anonymous_id: visitor for visitor in held}


def _recognition(
    sightings: Sequence[Sighting],
    named: Sequence[Contact | None],
    visitors: dict[str, Visitor],
    origins: Sequence[int | None],
) -> Recognition:
    joining: dict[int, tuple[Contact, int | None]] = {}
    for each, contact, origin in zip(sightings, named, origins, strict=True):
        visitor = visitors.get(each.anonymous_id)
        if contact is not None and visitor is not None and visitor.contact_id is None:
            visitor.contact_id, visitor.origin = contact.pk, origin
            joining[visitor.pk] = contact, origin
    _join(joining)
    known = _known(visitors.values(), named)
    seen = []
    for each, contact, origin in zip(sightings, named, origins, strict=True):
        visitor = visitors.get(each.anonymous_id)
        if contact is None and visitor is not None and visitor.contact_id is not None:
            contact, origin = known[visitor.contact_id], visitor.origin
        seen.append(Recognised(contact, visitor, origin))
    return Recognition(tuple(seen), frozenset(contact.pk for contact, _ in joining.values()))


def _join(joining: dict[int, tuple[Contact, int | None]]) -> None:
    """What the visitors did becomes the contacts' story, from the first sign on."""
    rows = [(contact.pk, origin, visitor) for visitor, (contact, origin) in joining.items()]
    bulk.update(Visitor, ["contact_id", "origin"], rows)
    for visitor, (contact, origin) in joining.items():
        Visitor.objects.filter(pk=visitor, claims__isnull=False).update(claims=None)
        Event.objects.filter(visitor=visitor, contact=None).move(contact_id=contact.pk, origin=origin)
        first = Visitor.objects.filter(pk=visitor).values_list("first_seen_at", flat=True).get()
        Contact.objects.filter(pk=contact.pk, created_at__gt=first).update(created_at=first)
        contact.created_at = min(contact.created_at, first)


def _known(visitors: Iterable[Visitor], named: Sequence[Contact | None]) -> dict[int, Contact]:
    """The contacts of the visitors, with those that are at hand."""
    at_hand = {contact.pk: contact for contact in named if contact is not None}
    missing = {visitor.contact_id for visitor in visitors if visitor.contact_id is not None} - at_hand.keys()
    return at_hand | Contact.objects.in_bulk(missing) if missing else at_hand


def _numbers(contacts: Iterable[Contact | None]) -> set[int]:
    return {contact.pk for contact in contacts if contact is not None and contact.pk is not None}


def _values(sightings: Sequence[Sighting]) -> set[str]:
    return {value for each in sightings if each.key is not None for _, value in each.key.identifiers()}
