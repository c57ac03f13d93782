"""What names persons, and whether a text names one of them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from reif.records.models import AttributeChange, Contact, Identifier
from reif.rules.emails import normalised_email
from reif.rules.values import is_missing, text_of

_ATTRIBUTES = ("email", "phone", "first_name", "last_name", "name")
_EMAIL = re.compile(r"[^\s@<>,;:\"'()\[\]\\{}|=]+@[^\s@<>,;:\"'()\[\]\\{}|=]+")
_PHONE = re.compile(r"\+?\d[\d\s()/.–-]{4,}\d")
_WORD = re.compile(r"\w+")
_CELL = re.compile(r"[,;\t|\"]")
_PHONE_DIGITS = 8
_SHORTEST_ID = 4
_MOST_NAMES = 50


@dataclass(slots=True)
class Names:
    """What names some persons: e-mails (normalised), ids of lists and other systems, phones (their last digits), and
    sets of words of which each is a whole name, by one of the words.
    """

    emails: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    words: dict[str, list[frozenset[str]]] = field(default_factory=dict)

    def are_in_row(self, raw: str, mapping: Mapping[str, str | None]) -> bool:
        """Whether a row of a list, as it was read, names one of them; `mapping`: header -> field."""
        return self.identify_row(raw, mapping) or self.are_in(raw)

    def identify_row(self, raw: str, mapping: Mapping[str, str | None]) -> bool:
        """The same by e-mail and id alone: what belongs to one person for certain."""
        if self._emails_in(raw):
            return True
        cells = _cells(raw)
        if cells is None:
            parts = {part.strip() for part in _CELL.split(raw)}
            return any(part in self.ids for part in parts if len(part) >= _SHORTEST_ID)
        who = [header for header, name in mapping.items() if name in ("lead_id", "user_id")]
        return any(str(cells.get(header, "")).strip() in self.ids for header in who)

    def are_in(self, text: str) -> bool:
        """Whether a text names one of them by e-mail, phone or whole name."""
        if self._emails_in(text) or any(_last_digits(found) in self.phones for found in _PHONE.findall(text)):
            return True
        words = set(_WORD.findall(text.casefold()))
        return any(name <= words for word in words & self.words.keys() for name in self.words[word])

    def _emails_in(self, text: str) -> bool:
        return any(normalised_email(found.strip(".")) in self.emails for found in _EMAIL.findall(text))


def names_of(contacts: Sequence[Contact]) -> Names:
    """What names these contacts, or did so at some time."""
    numbers = [contact.pk for contact in contacts]
    names = Names()
    names.emails |= {contact.email for contact in contacts if contact.email}
    names.ids |= {contact.lead_id for contact in contacts if contact.lead_id}
    for kind, value in Identifier.objects.filter(contact__in=numbers).values_list("kind", "value"):
        (names.emails if kind == "email" else names.ids).add(value)
    known = {contact.pk: _Known(contact) for contact in contacts}
    changes = AttributeChange.objects.filter(contact__in=numbers, attribute__in=_ATTRIBUTES)
    for number, attribute, value in changes.values_list("contact_id", "attribute", "value"):
        known[number].add(attribute, value)
    for each in known.values():
        names.emails |= {found for text in each.of("email") if (found := normalised_email(text))}
        names.phones |= {digits for text in each.of("phone") if (digits := _last_digits(text))}
        for name in each.whole_names():
            names.words.setdefault(min(name, key=_rarity), []).append(name)
    return names


class _Known:
    """The values that some attributes of a contact have or had."""

    def __init__(self, contact: Contact) -> None:
        self._values: dict[str, set[str]] = {"name": {contact.name}}
        for name in _ATTRIBUTES:
            self.add(name, contact.attributes.get(name))

    def add(self, attribute: str, value: object) -> None:
        if not is_missing(value) and isinstance(value, (str, int, float)):
            self._values.setdefault(attribute, set()).add(text_of(value))

    def of(self, attribute: str) -> set[str]:
        return self._values.get(attribute, set())

    def whole_names(self) -> Iterator[frozenset[str]]:
        """First and last name together, as sets of words: of one word alone nobody is known."""
        pairs = product(sorted(self.of("first_name")), sorted(self.of("last_name")))
        written = [*sorted(self.of("name")), *(f"{first} {last}" for first, last in pairs)]
        for text in written[:_MOST_NAMES]:
            words = frozenset(_WORD.findall(text.casefold()))
            if len(words) > 1:
                yield words


def prefilter(names: Names) -> list[str] | None:
    """Texts of which one is in whatever names the person, whatever its case; None where no such text is sure."""
    whole = [*names.emails, *names.ids, *(word for sets in names.words.values() for each in sets for word in each)]
    sure = [max(re.findall(r"[ -!#-\[\]-~]+", text), key=len, default="") for text in whole]
    if not all(sure) or len(sure) > _MOST_NAMES:
        return None
    return sorted({*sure, *(phone[-2:] for phone in names.phones)})


def _cells(raw: str) -> Mapping[str, object] | None:
    """A row as it is kept of what could be read; None for a line that could not."""
    try:
        read = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _last_digits(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return digits[-_PHONE_DIGITS:] if len(digits) > _PHONE_DIGITS - 3 else ""


def _rarity(word: str) -> tuple[int, str]:
    """A long word is in fewer texts."""
    return -len(word), word


def any_in(names: Names, texts: Iterable[str]) -> bool:
    """Whether one of the texts names somebody."""
    return any(names.are_in(text) for text in texts)
