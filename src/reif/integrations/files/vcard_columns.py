"""The columns that a vCard fills, by names that lists have."""

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import unquote

from reif.integrations.files.vcard_line import Line, read_line

COLUMNS = (
    "Full name",
    "First name",
    "Last name",
    "E-mail",
    "Other e-mails",
    "Phone",
    "Mobile phone",
    "Company",
    "Department",
    "Job title",
    "City",
    "Postal code",
    "Region",
    "Country",
    "Website",
    "LinkedIn URL",
    "Language",
    "Note",
)
_MOBILE = {"CELL", "IPHONE"}
_NO_PHONE = {"FAX", "PAGER", "MODEM", "TELEX"}
_CITY, _REGION, _POSTAL_CODE, _COUNTRY = 3, 4, 5, 6
_LINKEDIN = re.compile(r"(?:https?://)?(?:[a-z]+\.)*linkedin\.com/\S+", re.IGNORECASE)
_SCHEME = re.compile(r"(?:tel|sms|mailto):", re.IGNORECASE)


def version_of(lines: Sequence[bytes]) -> str:
    """`2.1`, `3.0`, `4.0`, or empty if the card does not say so."""
    found = next((line for line in lines if line[:8].upper() == b"VERSION:"), b"VERSION:")
    return found[8:].strip().decode("ascii", "replace")[:5]


def cells_of(lines: Sequence[bytes]) -> dict[str, str]:
    """Column -> text, of the columns that the card fills. Raises UnreadableLine."""
    read: dict[str, list[Line]] = {}
    for each in map(read_line, lines):
        read.setdefault(each.name, []).append(each)
    cells = {**_person(read), **_mail(read), **_phones(read), **_company(read), **_place(read), **_web(read)}
    return {column: cells[column] for column in COLUMNS if cells.get(column)}


_Read = Mapping[str, list[Line]]


def _person(read: _Read) -> dict[str, str]:
    last, first = (*_fields(read, "N"), "", "")[:2]
    texts = {
        column: _text(read, name) for column, name in (("Full name", "FN"), ("Language", "LANG"), ("Note", "NOTE"))
    }
    return {**texts, "First name": first, "Last name": last}


def _mail(read: _Read) -> dict[str, str]:
    addresses = list(dict.fromkeys(_address(each) for each in _preferred(read, "EMAIL")))
    mail, *others = [address for address in addresses if address] or [""]
    return {"E-mail": mail, "Other e-mails": ", ".join(others)}


def _phones(read: _Read) -> dict[str, str]:
    lines = [each for each in _preferred(read, "TEL") if not each.kinds & _NO_PHONE]
    mobile = next((each for each in lines if each.kinds & _MOBILE), None)
    # Of those that none is preferred to, the one at work.
    first = min(lines, key=lambda each: (each.preference, "WORK" not in each.kinds), default=None)
    return {"Phone": _address(first), "Mobile phone": _address(mobile)}


def _company(read: _Read) -> dict[str, str]:
    company, *units = _fields(read, "ORG") or ("",)
    return {
        "Company": company,
        "Department": ", ".join(unit for unit in units if unit),
        "Job title": _text(read, "TITLE"),
    }


def _place(read: _Read) -> dict[str, str]:
    fields = (*_fields(read, "ADR", key=lambda each: "WORK" not in each.kinds), *[""] * (_COUNTRY + 1))
    return {
        "City": fields[_CITY],
        "Region": fields[_REGION],
        "Postal code": fields[_POSTAL_CODE],
        "Country": fields[_COUNTRY],
    }


def _web(read: _Read) -> dict[str, str]:
    websites = [each.text for each in _preferred(read, "URL")]
    profiles = [each.text for name in ("X-SOCIALPROFILE", "SOCIALPROFILE") for each in _preferred(read, name)]
    return {
        "Website": next((text for text in websites if text and not _LINKEDIN.fullmatch(text)), ""),
        "LinkedIn URL": next((text for text in (*profiles, *websites) if _LINKEDIN.fullmatch(text)), ""),
    }


def _preferred(read: _Read, name: str) -> list[Line]:
    return sorted(read.get(name, ()), key=lambda each: each.preference)


def _text(read: _Read, name: str) -> str:
    return next((each.text for each in _preferred(read, name) if each.text), "")


def _fields(read: _Read, name: str, key: Callable[[Line], bool] = lambda each: False) -> tuple[str, ...]:
    """Of the line that is preferred, among equals the one for which the key is false."""
    lines = sorted(_preferred(read, name), key=lambda each: (each.preference, key(each)))
    return next((fields for each in lines if any(fields := each.fields)), ())


def _address(line: Line | None) -> str:
    """A number or an e-mail without the scheme of its URI; `tel:+49-30-1;ext=2` is `+49-30-1`."""
    text = "" if line is None else line.text
    scheme = _SCHEME.match(text)
    return text if scheme is None else unquote(re.split("[;?]", text[scheme.end() :])[0])
