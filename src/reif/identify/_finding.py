"""Contacts by what names them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from django.db.models import Q, QuerySet

from reif.identify.key import EMAIL, LEAD_ID, LINKEDIN, PHONE, USER_ID, Key
from reif.records.bulk import among
from reif.records.models import Contact, Identifier
from reif.records.search import searchable

_WHO = ("id", "lead_id")


class Somebody(NamedTuple):
    """A contact, by number."""

    id: int
    lead_id: str | None


class Whose(NamedTuple):
    """A contact, by number, and whose it would be had nobody been merged (None: the contact's)."""

    contact_id: int
    origin: int | None


Each = TypeVar("Each", Somebody, Contact)


class Lookup(Generic[Each]):
    """Who is named by lead_ids, and by identifiers of each kind."""

    def __init__(
        self,
        by_lead_id: Mapping[str, Each],
        by_identifier: Mapping[tuple[str, str], Each],
        origins: Mapping[tuple[str, str], int | None],
    ) -> None:
        self._by_lead_id: dict[str, Each] = dict(by_lead_id)
        self._by_identifier: dict[tuple[str, str], Each] = dict(by_identifier)
        self._origins: dict[tuple[str, str], int | None] = dict(origins)

    def find(self, key: Key) -> Each | None:
        """Whom the key names. One with another lead_id is not meant, though it has the e-mail or the profile."""
        return self._found(key)[0]

    def origin(self, key: Key) -> int | None:
        """Whose the key would be had nobody been merged: a number; None: whoever it names."""
        return self._found(key)[1]

    def by_user_id_and_email(self, key: Key) -> tuple[Each, Each] | None:
        """The two whom the key's user_id and its e-mail name, where they are two."""
        by_id, by_email = (self._by_identifier.get(pair) for pair in ((USER_ID, key.user_id), (EMAIL, key.email)))
        return None if by_id is None or by_email is None or by_id == by_email else (by_id, by_email)

    def _found(self, key: Key) -> tuple[Each | None, int | None]:
        by_lead_id = self._by_lead_id.get(key.lead_id)
        if by_lead_id is not None:
            return by_lead_id, None
        for pair in ((LEAD_ID, key.lead_id), (USER_ID, key.user_id)):
            if pair in self._by_identifier:
                return self._by_identifier[pair], self._origins.get(pair)
        for pair in ((EMAIL, key.email), (LINKEDIN, key.linkedin)):
            named = self._by_identifier.get(pair)
            if named is not None:
                return (None, None) if key.lead_id and named.lead_id else (named, self._origins.get(pair))
        if key == Key(phone=key.phone):  # beside anything else it is evidence, not a name
            pair = (PHONE, key.phone)
            return self._by_identifier.get(pair), self._origins.get(pair)
        return None, None


def whose(keys: Sequence[Key]) -> list[Whose | None]:
    """Whose the keys are, in two queries; None where they are nobody's."""
    by_lead_id = {str(each[-1]): Somebody(*each) for each in _by_lead_id(keys).values_list(*_WHO)}
    found = list(_by_identifier(keys).values_list("kind", "value", "origin", *(f"contact__{name}" for name in _WHO)))
    named = {(kind, value): Somebody(*who) for kind, value, _, *who in found}
    lookup = Lookup(by_lead_id, named, {(kind, value): origin for kind, value, origin, *_ in found})
    return [None if (each := lookup.find(key)) is None else Whose(each.id, lookup.origin(key)) for key in keys]


class Directory(Lookup[Contact]):
    """The contacts that some keys name, looked up in two queries; who is new is added as it is met."""

    def __init__(self, keys: Sequence[Key], *, is_proof: bool = True) -> None:
        self._is_proof = is_proof
        self._contacts: dict[int, Contact] = {}
        by_lead_id = {str(each.lead_id): self._one(each) for each in _by_lead_id(keys)}
        found = list(_by_identifier(keys).select_related("contact"))
        named = {(each.kind, each.value): self._one(each.contact) for each in found}
        super().__init__(by_lead_id, named, {(each.kind, each.value): each.origin for each in found})
        self.fresh: list[Contact] = []
        self.adopted: list[Contact] = []
        self.identifiers: list[Identifier] = []

    def find_or_add(self, key: Key, at: datetime) -> Contact:
        """The contact that the key names, new if need be, with what else names it."""
        contact = self.find(key)
        if contact is None:
            contact = Contact(lead_id=key.lead_id or None, email=key.email, search=searchable(key.email), created_at=at)
            self.fresh.append(contact)
        elif key.lead_id and contact.lead_id is None:
            contact.lead_id = key.lead_id
            if contact.pk is not None:
                self.adopted.append(contact)
        if key.lead_id:
            self._by_lead_id.setdefault(key.lead_id, contact)
        self.identifiers += self.named(contact, key.identifiers(), self.origin(key))
        return contact

    def named(
        self, contact: Contact, identifiers: Iterable[tuple[str, str]], origin: int | None = None
    ) -> list[Identifier]:
        """Those identifiers that are nobody's yet, from now on the contact's."""
        free = [pair for pair in identifiers if pair not in self._by_identifier]
        self._by_identifier |= dict.fromkeys(free, contact)
        self._origins |= dict.fromkeys(free, origin)
        proof = self._is_proof
        return [Identifier(contact=contact, origin=origin, kind=k, value=v, is_verified=proof) for k, v in free]

    def _one(self, contact: Contact) -> Contact:
        return self._contacts.setdefault(contact.pk, contact)


def _by_lead_id(keys: Sequence[Key]) -> QuerySet[Contact]:
    lead_ids = {key.lead_id for key in keys if key.lead_id}
    return Contact.objects.filter(lead_id__in=among(lead_ids)) if lead_ids else Contact.objects.none()


def _by_identifier(keys: Sequence[Key]) -> QuerySet[Identifier]:
    values = {
        LEAD_ID: {key.lead_id for key in keys if key.lead_id},
        USER_ID: {key.user_id for key in keys if key.user_id},
        EMAIL: {key.email for key in keys if key.email},
        LINKEDIN: {key.linkedin for key in keys if key.linkedin},
        PHONE: {key.phone for key in keys if key.phone},
    }
    wanted = Q(pk__in=[])
    for kind, named in values.items():
        if named:
            wanted |= Q(kind=kind, value__in=among(named))
    return Identifier.objects.filter(wanted)
