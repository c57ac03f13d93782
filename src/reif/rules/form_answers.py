"""What people type into a form, checked field by field."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date

from reif.rules.emails import normalised_email
from reif.rules.form import MESSAGE, Answers, Field, Specification
from reif.rules.texts import clean
from reif.rules.written_values import quantity, translator

LONGEST_MESSAGE = 5000
_LONGEST = {"email": 254, "first_name": 140, "last_name": 140, "company": 200, "country": 100}
_LONGEST_TEXT = 500
_PHONE = re.compile(r"\+?[\d\s()/.\-–]{5,40}")


class _Wrong(ValueError):
    """The text is no such value; the message is the code."""


def checked(of: Specification, typed: Mapping[str, str], ticked: Collection[str]) -> Answers:
    """The values of what was typed by field, and what of `ticked` may be agreed to.

    Codes of problems: missing, too_long, no_email, no_phone, no_number, no_choice, no_date. An empty field has no
    value. A consent counts only beside the address or number that it is for: to tick it without is a problem of that
    field.
    """
    found = Answers()
    for each in of.fields:
        text = clean(typed.get(each.name, "")).strip()
        if not text:
            if each.is_required:
                found.problems[each.name] = "missing"
            continue
        try:
            found.values[each.name] = _value(each, text)
        except _Wrong as wrong:
            found.problems[each.name] = str(wrong)
    for consent in of.consents:
        if consent.key in ticked:
            found.agreed.append(consent.key)
            for needed in {"email", "phone"} & {"email", str(consent.channel)}:
                if needed not in found.values:
                    found.problems.setdefault(needed, "missing")
        elif consent.is_required:
            found.problems[consent.key] = "missing"
    return found


def attributes_in(values: Mapping[str, object]) -> dict[str, object]:
    """Those of the values that are attributes of whoever sent them."""
    return {name: value for name, value in values.items() if name != MESSAGE}


def _value(of: Field, text: str) -> object:
    longest = LONGEST_MESSAGE if of.kind == "message" else _LONGEST.get(of.name, _LONGEST_TEXT)
    if len(text) > longest:
        raise _Wrong("too_long")
    return _READ.get(of.kind, _text)(of, text)


def _text(of: Field, text: str) -> object:
    translate = translator(of.name)
    line = " ".join(text.split())
    return translate(line) if translate is not None else line


def _message(of: Field, text: str) -> object:
    del of
    return text.replace("\r\n", "\n")


def _email(of: Field, text: str) -> object:
    del of
    address = normalised_email(text)
    if address is None:
        raise _Wrong("no_email")
    return address


def _phone(of: Field, text: str) -> object:
    del of
    if not _PHONE.fullmatch(text) or sum(map(str.isdigit, text)) < 5:
        raise _Wrong("no_phone")
    return " ".join(text.split())


def _number(of: Field, text: str) -> object:
    del of
    found = quantity(text)
    if isinstance(found, str):
        raise _Wrong("no_number")
    return found


def _choice(of: Field, text: str) -> object:
    if text not in {each.value for each in of.options}:
        raise _Wrong("no_choice")
    return text


def _boolean(of: Field, text: str) -> object:
    del of
    if text not in ("true", "false"):
        raise _Wrong("no_choice")
    return text == "true"


def _date(of: Field, text: str) -> object:
    del of
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise _Wrong("no_date") from None


_READ: Mapping[str, Callable[[Field, str], object]] = {
    "email": _email,
    "phone": _phone,
    "number": _number,
    "choice": _choice,
    "boolean": _boolean,
    "date": _date,
    "message": _message,
}
