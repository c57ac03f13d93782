"""Pairs of contacts that may be one, found among all of them and kept until somebody says what they are."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from reif.records.models import Contact, Double
from reif.rules.values import is_missing, text_of

if TYPE_CHECKING:
    from reif.identify.matching.fields import Record
    from reif.identify.matching.model import Judgement

MOST_CONTACTS = 200_000
"""Those that came last; of more the comparison would take over two gigabytes."""
MOST_PAIRS = 10_000
COLUMNS = ("name", "email", "company_name", "attributes")


class Proposal(NamedTuple):
    """Two contacts by number, the lower one first, the probability that they are one, and what speaks for it."""

    one: int
    other: int
    probability: float
    evidence: list[dict[str, object]]


def proposals() -> tuple[frozenset[int], list[Proposal]]:
    """Who was compared, and the pairs that are more likely one than not, the likeliest first, 10,000 at most."""
    from reif.identify.matching.contacts import CONTACTS  # loads numpy, which few processes need
    from reif.identify.matching.finding import find

    numbers, records = _records()
    if len(numbers) < 2:
        return frozenset(numbers), []
    found = find(records, CONTACTS)
    likely = [place for place in (-found.weights).argsort(kind="stable").tolist() if found.weights[place] >= 0]
    pairs = []
    for place in likely[:MOST_PAIRS]:
        one, other = found.pairs[place].tolist()
        judged = found.model.judge(records[one], records[other])
        low, high = sorted((numbers[one], numbers[other]))
        pairs.append(Proposal(low, high, judged.probability, told_of(judged)))
    return frozenset(numbers), pairs


def keep(compared: frozenset[int], pairs: list[Proposal], at: datetime) -> int:
    """Let the open questions be these. What people have said stays said; how many questions are open of these.

    A pair of whom one was not compared, as it is merged for now, waits.
    """
    known = {(each.one_id, each.other_id): each for each in Double.objects.select_for_update()}
    found = {(each.one, each.other) for each in pairs}
    fresh, changed = [], []
    for each in pairs:
        there = known.get((each.one, each.other))
        if there is None:
            values = {"probability": each.probability, "evidence": each.evidence}
            fresh.append(Double(one_id=each.one, other_id=each.other, found_at=at, **values))
        elif not there.decision:
            there.probability, there.evidence = each.probability, each.evidence
            changed.append(there)
    stale = [
        row.pk for pair, row in known.items() if not row.decision and pair not in found and compared.issuperset(pair)
    ]
    Double.objects.bulk_create(fresh, batch_size=500)
    Double.objects.bulk_update(changed, ["probability", "evidence"], batch_size=500)
    Double.objects.filter(pk__in=stale).delete()
    return len(fresh) + len(changed)


def _records() -> tuple[list[int], "list[Record]"]:
    rows = Contact.objects.order_by("-id").values_list("id", *COLUMNS)
    numbers, records = [], []
    for number, *columns in rows[:MOST_CONTACTS].iterator():
        numbers.append(number)
        records.append(record_of(*columns))
    return numbers, records


def told_of(judged: "Judgement") -> list[dict[str, object]]:
    """What speaks for and against a pair, as it is kept."""
    return [asdict(each) for each in judged.evidence if each.weight]


def record_of(name: str, email: str, company: str, attributes: Mapping[str, object]) -> "Record":
    """A contact as it is compared, of its COLUMNS."""
    from reif.identify.matching.contacts import contact_record

    return contact_record({"name": name, "email": email, "company": company, **dict(_texts(attributes))})


def _texts(attributes: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in attributes.items():
        if isinstance(value, (str, int, float)) and not is_missing(value):
            yield name, text_of(value)
