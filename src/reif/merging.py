"""Contacts that are one: merged by a person or a rule, and two again when somebody takes it back.

Sibling of `lifecycle`; each function is one transaction. All arguments are by keyword; times are aware and given by
the caller. `by`: the user who does it; None: a command or a rule.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from reif.capture import operations as capture
from reif.following import follow, hold, no_earlier, retract, take_up_due
from reif.identify import operations as identify
from reif.identify.queries import is_told_apart
from reif.jobs.running import Running
from reif.qualify import operations as qualify
from reif.records.models import AuditEntry, Contact, Identifier, Merge, Source, User
from reif.records.turns import takes_turns
from reif.score import operations as score

MERGED, TAKEN_APART = "contacts merged", "merge taken back"
TWO_PEOPLE, ASKED_AGAIN = "contacts told apart", "telling apart taken back"
SAME_PERSON, ALIAS = "same person", "alias"
"""The rules by which contacts are merged: a call names both, by an id and by an e-mail; a system says that two ids are
one person's.
"""
_PEOPLE = "people"
_MOST_TOGETHER = 100


class CannotMerge(ValueError):
    """The contacts are not merged; the message says why."""


class TakenApart(ValueError):
    """The merge was taken back before."""


@takes_turns
def merge(
    *,
    survivor: Contact,
    absorbed: Contact,
    by: User | None,
    at: datetime,
    rule: str = "",
    choices: Mapping[str, object] | None = None,
) -> Merge:
    """Let two contacts be one: the absorbed one's story, ids, consents and mails are the survivor's.

    Of what is known of both the later fact counts, but for `choices`: by attribute the value that does (None: none).
    The stage is the further one of the two. Consents stay those of their addresses: nobody agrees to more than before;
    whoever of the two objected to profiling has objected. Raises CannotMerge.
    """
    with transaction.atomic():
        held, at = hold([survivor.pk, absorbed.pk], at)
        found = {each.pk: each for each in held}
        if survivor.pk == absorbed.pk or len(found) < 2:
            raise CannotMerge("one of the two is there no more" if survivor.pk != absorbed.pk else "they are one")
        if Merge.objects.filter(contact__in=found).count() >= _MOST_TOGETHER:
            raise CannotMerge(f"they are over {_MOST_TOGETHER} contacts already; nobody is so many")
        take_up_due(held, at)
        one, other = Contact.objects.get(pk=survivor.pk), Contact.objects.get(pk=absorbed.pk)
        done = identify.absorb(survivor=one, absorbed=other, rule=rule, by=by, at=at)
        if choices:
            _say(one, choices, done, at)
        qualify.join(contact=one, stage=other.stage, by=by, at=at)
        _settle([one], at, "merge")
        _audit(MERGED, one, by, at, absorbed=other.pk, rule=rule)
        survivor.refresh_from_db()
        return done


@takes_turns
def take_apart(*, merge: Merge, by: User | None, at: datetime) -> tuple[Contact, Contact]:
    """Take a merge back: survivor and absorbed, each with its own story, also of what came since. Raises TakenApart.

    Moves that people made since stay the survivor's; the one that came with the merge is taken back if it was the last,
    as are those that rules made because of what is the other's.
    """
    with transaction.atomic():
        stored = Merge.objects.filter(pk=merge.pk).first()
        if stored is None:
            raise TakenApart("the merge was taken back before")
        held, at = hold([stored.contact_id], at)
        stored = Merge.objects.filter(pk=merge.pk, contact__in=held).first()
        if stored is None:
            raise TakenApart("the merge was taken back, or merged on, meanwhile")
        take_up_due(held, at)
        survivor, absorbed = identify.split(merge=stored, at=at)
        at = no_earlier([survivor, absorbed], at)
        qualify.part(contact=survivor, since=stored.merged_at, at=at)
        score.forget(contact_ids=[survivor.pk, absorbed.pk])
        retract([survivor.pk], at)
        _settle([survivor, absorbed], at, "split")
        _audit(TAKEN_APART, survivor, by, at, absorbed=absorbed.pk)
        survivor.refresh_from_db()
        absorbed.refresh_from_db()
        return survivor, absorbed


def tell_apart(*, one: Contact, other: Contact, by: User | None, at: datetime) -> None:
    """Keep that somebody says that they are two people."""
    with transaction.atomic():
        identify.tell_apart(one=one, other=other, by=by, at=at)
        _audit(TWO_PEOPLE, one, by, at, other=other.pk)


def ask_again(*, one: Contact, other: Contact, by: User | None, at: datetime) -> None:
    """Take that back."""
    with transaction.atomic():
        identify.ask_again(one=one, other=other)
        _audit(ASKED_AGAIN, one, by, at, other=other.pk)


def look_for_doubles(*, now: Callable[[], datetime]) -> int:
    """Compare all contacts, and keep the pairs that may be one as questions; how many are open of those found now.

    `now`: asked once they are compared. What was answered before is not asked again.
    """
    compared, pairs = identify.proposals()
    with transaction.atomic():
        return identify.keep_proposals(compared=compared, pairs=pairs, at=now())


def match_job(running: Running) -> dict[str, object]:
    """The job that compares all contacts."""
    return {"pairs": look_for_doubles(now=running.now)}


def merge_same(*, pair: tuple[int, int], rule: str, at: datetime) -> bool:
    """Merge two contacts that are proved to be one, unless ids or people say otherwise; whether they are one now.

    Two lead_ids, or two user_ids, are two rows of another system, which knows why: that is for people to decide.
    """
    contacts = {each.pk: each for each in Contact.objects.filter(pk__in=pair)}
    if len(contacts) < 2 or is_told_apart(*pair):
        return False
    ids = Identifier.objects.filter(contact__in=contacts, kind__in=("lead_id", "user_id"))
    kinds = {(each.contact_id, each.kind) for each in ids}
    kinds |= {(each.pk, "lead_id") for each in contacts.values() if each.lead_id}
    if any({(pair[0], kind), (pair[1], kind)} <= kinds for kind in ("lead_id", "user_id") if rule != ALIAS):
        return False
    if rule == ALIAS and {(pair[0], "lead_id"), (pair[1], "lead_id")} <= kinds:
        return False
    survivor, absorbed = _in_order(contacts[pair[0]], contacts[pair[1]])
    merge(survivor=survivor, absorbed=absorbed, by=None, at=at, rule=rule)
    return True


def _in_order(one: Contact, other: Contact) -> tuple[Contact, Contact]:
    """Whoever has a lead_id survives, else whoever was known first."""
    first, second = sorted((one, other), key=lambda each: (each.lead_id is None, each.created_at, each.pk))
    return first, second


def _say(contact: Contact, choices: Mapping[str, object], merge: Merge, at: datetime) -> None:
    people, _ = Source.objects.get_or_create(name=_PEOPLE, defaults={"created_at": at})
    news = identify.learn(contact=contact, attributes=choices, source=people, occurred_at=at, at=at)
    identify.note_choice(merge=merge, names=news)


def _settle(contacts: list[Contact], at: datetime, cause: str) -> None:
    """Scores, last signs and proposals as the log says now, which is another one than before."""
    score.forget(contact_ids=[contact.pk for contact in contacts])
    capture.take_up(contacts=contacts, at=at)
    follow([contact.pk for contact in contacts], at, cause)


def _audit(action: str, contact: Contact, by: User | None, at: datetime, **details: object) -> None:
    AuditEntry.objects.create(
        by=by, action=action, subject="contact", subject_id=contact.pk, details=details, occurred_at=at
    )
