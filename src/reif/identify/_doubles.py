"""Pairs of contacts that may be one, and what people say of them."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from reif.records.models import Contact, Double, Merge, User


def pair(one: int, other: int) -> Q:
    """The row of two contacts, by number in any order."""
    return Q(one_id=min(one, other), other_id=max(one, other))


def undecided() -> QuerySet[Double]:
    """Those of which nobody has said yet and of whom both are there, the most probable first."""
    both = (Exists(Contact.objects.filter(pk=OuterRef(name))) for name in ("one_id", "other_id"))
    return Double.objects.filter(*both, decision="").order_by("-probability", "id")


def is_told_apart(one: int, other: int) -> bool:
    """Whether somebody has said of the two, or of any whom they absorbed, that they are two people."""
    ones, others = ([each, *_absorbed(each)] for each in (one, other))
    across = Q(one_id__in=ones, other_id__in=others) | Q(one_id__in=others, other_id__in=ones)
    return Double.objects.filter(across, decision=Double.APART).exists()


def decisions(number: int) -> dict[int, str]:
    """How it was decided of each who may be this one, too, by number (empty: nobody has said yet)."""
    rows = Double.objects.filter(Q(one_id=number) | Q(other_id=number)).values_list("one_id", "other_id", "decision")
    return {one + other - number: decision for one, other, decision in rows}


def tell_apart(one: int, other: int, by: User | None, at: datetime) -> Double:
    """Keep that they are two people, also of a pair that nobody proposed."""
    said = {"decision": Double.APART, "decided_at": at, "decided_by": by}
    names = {"one_id": min(one, other), "other_id": max(one, other)}
    fresh = {"probability": 0.0, "found_at": at, **said}
    return Double.objects.update_or_create(**names, defaults=said, create_defaults=fresh)[0]


def ask_again(one: int, other: int) -> None:
    """Nobody has said of the two that they are two people; what was never proposed goes."""
    rows = Double.objects.filter(pair(one, other), decision=Double.APART)
    rows.filter(evidence=[]).delete()
    rows.update(decision="", decided_at=None, decided_by=None)


def note_merged(one: int, other: int, by: User | None, at: datetime) -> None:
    """The question whether they are one is answered as long as they are."""
    open_ones = Double.objects.filter(pair(one, other), decision="")
    open_ones.update(decision=Double.MERGED, decided_at=at, decided_by=by)


def note_split(one: int, other: int) -> None:
    """Whether they are one is a question again."""
    Double.objects.filter(pair(one, other), decision=Double.MERGED).update(
        decision="", decided_at=None, decided_by=None
    )


def _absorbed(number: int) -> Sequence[int]:
    return list(Merge.objects.filter(contact=number).values_list("absorbed", flat=True))
