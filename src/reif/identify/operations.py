"""Writes of who contacts are and what is known of them. The transaction is the caller's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from reif.identify import _companies, _doubles, _learning, _merging, _proposing, _resembling
from reif.identify._finding import Directory, whose
from reif.identify._known import Known
from reif.identify._learning import Facts, follow, keep
from reif.identify._proposing import Proposal
from reif.identify._recognising import Recognised, Recognition, Sighting, by_claim, by_proof
from reif.identify.key import USER_ID, Key, key
from reif.identify.matching.contacts import COMPARED
from reif.records import bulk
from reif.records.models import AttributeChange, Contact, Double, Identifier, Import, Merge, Source, User, Visitor
from reif.records.models.append_only import AppendOnlyQuerySet

__all__ = [
    "Facts",
    "Person",
    "Recognised",
    "Recognition",
    "Sighting",
    "TwoContacts",
    "absorb",
    "also_known_as",
    "ask_again",
    "contact_for",
    "contacts_for",
    "keep_proposals",
    "learn",
    "learn_all",
    "learn_each",
    "note_choice",
    "origins_of",
    "proposals",
    "recognise",
    "split",
    "take_in",
    "take_up",
    "tell_apart",
    "unlearn",
    "unsaid",
    "vouch",
    "withdraw_companies",
]

_TRIES = 3


class TwoContacts(ValueError):
    """Two ids that are said to be one person's name two contacts: `pair`."""

    def __init__(self, pair: tuple[int, int]) -> None:
        super().__init__("each of the two ids names a contact; whether they are one is for people to say")
        self.pair = pair


@dataclass(frozen=True, slots=True)
class Person:
    """What a list says of somebody, since `created_at` (None: it does not say)."""

    key: Key
    attributes: Mapping[str, object]
    created_at: datetime | None


def contact_for(
    *, at: datetime, lead_id: str | None = None, user_id: str | None = None, email: str | None = None
) -> Contact:
    """The contact that is named so, made if there is none.

    Of ids that name different contacts lead_id counts most, then user_id; the e-mail then stays the other's. A contact
    that was known by its e-mail alone takes the lead_id on. Raises Unidentifiable.
    """
    return contacts_for(keys=[key(lead_id=lead_id, user_id=user_id, email=email)], at=at)[0]


def contacts_for(*, keys: Sequence[Key], at: datetime, made_by: Import | None = None) -> list[Contact]:
    """The contacts of the keys, in their order, found as `contact_for` does, in few queries.

    `made_by`: the import that makes those who are new, if it is one.
    """
    for turn in range(_TRIES):
        try:
            with transaction.atomic():
                return _contacts_for(keys, at, made_by)
        except IntegrityError:  # another has made one of them between looking and making
            if turn == _TRIES - 1:
                raise
    raise AssertionError("a loop of no turn")


def origins_of(*, keys: Sequence[Key], contacts: Sequence[Contact]) -> list[int | None]:
    """Whose each key would be had nobody been merged; None: its contact's."""
    merged = _learning.merged_among({contact.pk for contact in contacts})
    places = [place for place, contact in enumerate(contacts) if contact.pk in merged]
    found: list[int | None] = [None] * len(keys)
    for place, each in zip(places, whose([keys[place] for place in places]) if places else (), strict=True):
        found[place] = None if each is None else each.origin
    return found


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
    return keep(facts, source, at)[0]


def unsaid(*, facts: Sequence[Facts]) -> list[Facts]:
    """The facts as a browser may claim them: without attributes of which anybody but a browser has said something."""
    return _learning.unsaid(facts)


def unlearn(*, contacts: Sequence[Contact], facts: AppendOnlyQuerySet, at: datetime) -> dict[int, frozenset[str]]:
    """Forget facts of the contacts (they are locked), whose columns show what is known without them.

    The attributes that lost some, by contact; those contacts are to be rescored at `at`.
    """
    return _learning.unlearn(contacts, facts, at)


def withdraw_companies(*, stated: Iterable[object]) -> None:
    """Delete those of the companies of these names or domains that nobody states any more; who belonged to one by the
    e-mail alone belongs to another, or to none.
    """
    _companies.withdraw(stated)


def vouch(*, facts: Facts, source: Source, at: datetime) -> frozenset[str]:
    """Keep what somebody says who has proved who they are, also where it repeats a claim, which it is no more then.

    The names of the attributes of which it is news.
    """
    news = learn_all(facts=[facts], source=source, at=at).get(facts.contact.pk, frozenset())
    _learning.vouch(facts, source, at)
    return news


def learn_each(*, facts: Sequence[Facts], source: Source, at: datetime) -> list[bool]:
    """The same for a history; for each of the facts whether any was news. Nobody is known later than what is known."""
    first: dict[int, Facts] = {}
    for each in facts:
        earliest = first.setdefault(each.contact.pk, each)
        if each.occurred_at < earliest.occurred_at:
            first[each.contact.pk] = each
    earlier = [each for each in first.values() if each.occurred_at < each.contact.created_at]
    for each in earlier:
        each.contact.created_at = each.occurred_at
    bulk.update(Contact, ["created_at"], [(each.occurred_at, each.contact.pk) for each in earlier])
    return keep(facts, source, at)[1]


def recognise(*, sightings: Sequence[Sighting], is_proof: bool, at: datetime) -> Recognition:
    """Who was seen: contacts and visitors, made where they are new.

    `is_proof`: those who say so know it. Else it is a claim of a browser, by which nobody joins a contact that anybody
    else has named: the visitor stays one, and the claim is kept with it.
    """
    return by_proof(sightings, at) if is_proof else by_claim(sightings, at)


def also_known_as(*, user_id: str, previous_id: str, at: datetime) -> frozenset[int]:
    """Let whoever is known by one id be found by another, too: a contact by its user_id, or a visitor.

    The contacts to which a visitor's history came. Raises TwoContacts.
    """
    named = dict(
        Identifier.objects.filter(kind=USER_ID, value__in=[user_id, previous_id]).values_list("value", "contact_id")
    )
    if previous_id in named and user_id in named and named[previous_id] != named[user_id]:
        raise TwoContacts((named[user_id], named[previous_id]))
    if previous_id in named and user_id not in named:
        Identifier.objects.create(contact_id=named[previous_id], kind=USER_ID, value=user_id, is_verified=True)
    elif previous_id not in named and Visitor.objects.filter(anonymous_id=previous_id).exists():
        return by_proof([Sighting(key(user_id=user_id), previous_id, at)], at).joined
    return frozenset()


def take_in(*, people: Sequence[Person], source: Source, at: datetime, made_by: Import | None = None) -> list[bool]:
    """Find or make contacts and learn what a list says of them; for each whether it was news.

    Of a contact that is made all of it is known since its `created_at`, if that is not later than `at`; of one that was
    there since `at`. `made_by`: the import, if it is one.
    """
    keys = [person.key for person in people]
    contacts = contacts_for(keys=keys, at=at, made_by=made_by)
    origins = origins_of(keys=keys, contacts=contacts)
    fresh = {contact.pk for contact in contacts if contact.attributes == {} and contact.created_at == at}
    since = [
        _since(person, at) if contact.pk in fresh else at for person, contact in zip(people, contacts, strict=True)
    ]
    said = (person.attributes for person in people)
    facts = [Facts(*each) for each in zip(contacts, said, since, origins, strict=True)]
    earlier = []
    for contact, created_at in zip(contacts, since, strict=True):
        if created_at < contact.created_at:
            contact.created_at = created_at
            earlier.append(contact)
    bulk.update(Contact, ["created_at"], [(contact.created_at, contact.pk) for contact in earlier])
    news = learn_all(facts=facts, source=source, at=at)
    return [contact.pk in news or contact.pk in fresh for contact in contacts]


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
        follow(due, Known(names, {name for each in names.values() for name in each}), names, at)


def absorb(*, survivor: Contact, absorbed: Contact, rule: str, by: User | None, at: datetime) -> Merge:
    """Let two contacts be one: all of the absorbed one is the survivor's, and it is gone (both are locked).

    Of what is known of both the later fact counts. The survivor is to be rescored at `at`; the given object is brought
    up to date.
    """
    return _merging.absorb(survivor, absorbed, rule=rule, by=by, at=at)


def split(*, merge: Merge, at: datetime) -> tuple[Contact, Contact]:
    """Take a merge back: (survivor, absorbed), each with its own, also of what came later (the survivor is locked).

    What came by an id, an address or a browser that was the absorbed one's is the absorbed one's.
    """
    return _merging.split(merge, at=at)


def note_choice(*, merge: Merge, names: Iterable[str]) -> None:
    """Remember of which attributes somebody said with the merge, at its time, what counts: that goes with it."""
    _merging.note_choice(merge, names)


def tell_apart(*, one: Contact, other: Contact, by: User | None, at: datetime) -> Double:
    """Keep that somebody says that they are two people: no rule merges them, and nobody is asked again."""
    return _doubles.tell_apart(one.pk, other.pk, by, at)


def ask_again(*, one: Contact, other: Contact) -> None:
    """Take back that they are two people. Nothing if nobody said so."""
    _doubles.ask_again(one.pk, other.pk)


def proposals() -> tuple[frozenset[int], list[Proposal]]:
    """Who of the contacts was compared (the newest 200,000), and which pairs are more likely one than not.

    It takes long, and writes nothing.
    """
    return _proposing.proposals()


def ask_whom_it_resembles(*, contact: Contact, news: frozenset[str], at: datetime) -> None:
    """Compare one contact at once with those who may be the same, and keep them as questions; see `keep_proposals`.

    `news`: the attributes of which something became known. Nothing happens where none of them is compared.
    """
    if news & COMPARED:
        _resembling.ask(contact, at)


def keep_proposals(*, compared: frozenset[int], pairs: list[Proposal], at: datetime) -> int:
    """Let these be the open questions about those who were compared; how many there are. What was answered stays."""
    return _proposing.keep(compared, pairs, at)


def _contacts_for(keys: Sequence[Key], at: datetime, made_by: Import | None) -> list[Contact]:
    directory = Directory(keys)
    contacts = [directory.find_or_add(each, at) for each in keys]
    for each in directory.fresh:
        each.made_by = made_by
    Contact.objects.bulk_create(directory.fresh)
    bulk.update(Contact, ["lead_id"], [(contact.lead_id, contact.pk) for contact in directory.adopted])
    Identifier.objects.bulk_create(directory.identifiers)
    return contacts


def _since(person: Person, at: datetime) -> datetime:
    return at if person.created_at is None else min(person.created_at, at)
