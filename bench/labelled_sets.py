"""Records of which it is known who is who: their fields as reif compares them, and who each is."""

import csv
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reif.identify.matching.fields import Comparison, Kind, Record, Specification
from reif.rules.plain_texts import plain

NAMES = ("fake_1000", "febrl1", "febrl2", "febrl3")


@dataclass(frozen=True, slots=True)
class Labelled:
    """`rows` are the lines of the file, stripped; `people[i]` is who row i is."""

    name: str
    rows: list[dict[str, str]]
    records: list[Record]
    people: list[str]
    specification: Specification


def labelled(name: str) -> Labelled:
    """The set `matching/NAME.csv` below the folder that the environment variable REIF_DATA names."""
    path = Path(os.environ["REIF_DATA"]) / "matching" / f"{name}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        lines = [{key.strip(): (value or "").strip() for key, value in row.items()} for row in csv.DictReader(file)]
    person, record, specification = (
        (_fake_person, _fake, FAKE) if name == "fake_1000" else (_febrl_person, _febrl, FEBRL)
    )
    return Labelled(name, lines, list(map(record, lines)), list(map(person, lines)), specification)


_NAME = Kind.NAME
FAKE = Specification(
    (
        Comparison("first_name", _NAME, swapped_with="surname"),
        Comparison("surname", _NAME, swapped_with="first_name"),
        Comparison("dob", Kind.DATE),
        Comparison("city", Kind.TEXT),
        Comparison("email", Kind.EMAIL),
    ),
    (
        (("surname", 0),),
        (("first_name", 0),),
        (("email", 0),),
        (("email", 5),),
        (("dob", 0),),
        (("dob", 6),),
        (("first_name", 3), ("city", 3)),
        (("surname", 3), ("city", 3)),
        (("first_name", 1), ("surname", 3)),
        (("dob", 4), ("city", 3)),
        (("dob", 4), ("first_name", 1)),
    ),
)
FEBRL = Specification(
    (
        Comparison("given_name", _NAME, swapped_with="surname"),
        Comparison("surname", _NAME, swapped_with="given_name"),
        Comparison("date_of_birth", Kind.DATE),
        Comparison("soc_sec_id", Kind.CODE),
        Comparison("street_number", Kind.CODE),
        Comparison("address_1", Kind.TEXT),
        Comparison("address_2", Kind.TEXT),
        Comparison("suburb", Kind.TEXT),
        Comparison("postcode", Kind.CODE),
        Comparison("state", Kind.CODE),
    ),
    (
        (("surname", 0),),
        (("given_name", 0),),
        (("soc_sec_id", 0),),
        (("date_of_birth", 0),),
        (("postcode", 0), ("street_number", 0)),
        (("address_1", 6),),
        (("suburb", 0), ("given_name", 2)),
        (("surname", 3), ("postcode", 2)),
        (("given_name", 3), ("postcode", 2)),
        (("address_2", 5), ("postcode", 2)),
    ),
)
_READERS: Mapping[str, Callable[[str], str]] = {"dob": lambda text: text.replace("-", ""), "email": str.lower}


def _fake(row: Mapping[str, str]) -> Record:
    return {name: _READERS.get(name, plain)(row[name]) for name in ("first_name", "surname", "dob", "city", "email")}


def _fake_person(row: Mapping[str, str]) -> str:
    return row["cluster"]


def _febrl(row: Mapping[str, str]) -> Record:
    return {each.field: plain(row[each.field]) for each in FEBRL.comparisons}


def _febrl_person(row: Mapping[str, str]) -> str:
    return row["rec_id"].split("-")[1]
