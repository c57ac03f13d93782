"""100,000 made-up contacts, a tenth of them doubles with slips: seconds, memory, and how many are found.

.venv/bin/python -m bench.contact_doubles [CONTACTS]
"""

import random
import resource
import sys
from itertools import combinations
from time import perf_counter

from reif.identify.matching.contacts import CONTACTS, contact_record
from reif.identify.matching.finding import find

_SYLLABLES = [
    "ber",
    "hof",
    "mann",
    "stein",
    "wald",
    "bach",
    "meier",
    "gruen",
    "schul",
    "feld",
    "brand",
    "hart",
    "lind",
    "kauf",
    "rich",
    "sand",
    "vogt",
    "neu",
    "alt",
    "kirch",
]
_FIRST = [
    "anna",
    "berta",
    "clara",
    "doris",
    "emma",
    "franz",
    "georg",
    "hans",
    "ida",
    "jonas",
    "karl",
    "lena",
    "max",
    "nora",
    "otto",
    "paul",
    "rosa",
    "sven",
    "tina",
    "udo",
]


def made_up(count: int, seed: int = 0) -> tuple[list[dict[str, str]], list[int]]:
    """Contacts, and who each is; every tenth is a double of one before."""
    draw = random.Random(seed)  # noqa: S311 made-up people, no secret
    contacts: list[dict[str, str]] = []
    people: list[int] = []
    firms = ["".join(draw.choices(_SYLLABLES, k=3)) for _ in range(max(count // 8, 1))]
    for number in range(count):
        if number % 10 == 9:
            which = draw.randrange(number)
            contacts.append(_with_slips(contacts[which], draw))
            people.append(people[which])
            continue
        firm = draw.choice(firms)
        first, last = (
            draw.choice(_FIRST) + draw.choice(("", "", "lie", "ke", "mar")),
            "".join(draw.choices(_SYLLABLES, k=2)),
        )
        contacts.append(
            {
                "first_name": first.title(),
                "last_name": last.title(),
                "email": f"{first}.{last}@{firm}.example",
                "phone": f"+49 {draw.randrange(10**8, 10**10)}",
                "company": f"{firm.title()} GmbH",
                "city": draw.choice(_SYLLABLES) + "stadt",
                "postcode": f"{draw.randrange(100_000):05}",
            }
        )
        people.append(number)
    return contacts, people


def _with_slips(contact: dict[str, str], draw: random.Random) -> dict[str, str]:
    double = dict(contact)
    for _ in range(draw.randint(1, 3)):
        field = draw.choice(list(double))
        text = double[field]
        place = draw.randrange(len(text)) if text else 0
        slips = ("", text[:place] + text[place + 1 :], text[:place] + draw.choice("aeinr5") + text[place:])
        double[field] = draw.choice(slips)
    if draw.random() < 0.05:
        double["first_name"], double["last_name"] = double["last_name"], double["first_name"]
    return double


def main(count: int) -> None:
    contacts, people = made_up(count)
    start = perf_counter()
    found = find([contact_record(each) for each in contacts], CONTACTS)
    groups = found.groups()
    seconds = perf_counter() - start
    pairs = {pair for group in groups for pair in combinations(group, 2)}
    right = sum(people[one] == people[other] for one, other in pairs)
    there = sum(size * (size - 1) // 2 for size in _sizes(people))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:,} contacts, {len(found.pairs):,} candidates, {seconds:.1f} s, {peak:.0f} MiB at most")
    print(f"precision {right / max(len(pairs), 1):.4f}, recall {right / there:.4f} at even odds")


def _sizes(people: list[int]) -> list[int]:
    counts: dict[int, int] = {}
    for person in people:
        counts[person] = counts.get(person, 0) + 1
    return list(counts.values())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
