"""What the columns of a list hold, as people see and choose it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from reif.capture.importing import REQUIRED
from reif.capture.list_detection import columns_of
from reif.records.models import Attribute, Upload
from reif.rules.header_names import NAME
from reif.rules.headers import Column, Kind, fields_of
from reif.web.templatetags.words import language
from reif.web.wording.field import attribute_word, property_word

OWN, LEFT_OUT = "=", ""
"""What is chosen for a column that is an attribute, or property, of its own name, or nothing."""
_OF_EVENTS = ("event", "occurred_at", "message_id", "properties", "channel", "campaign")


@dataclass(frozen=True, slots=True)
class Choice:
    """A column: samples of what it holds, and which field is chosen for it."""

    place: int
    header: str
    samples: list[str]
    chosen: str
    is_known: bool


class Unclear(ValueError):
    """What was chosen cannot be imported; the message says why, in the language of whoever chose."""


def kind_words() -> list[tuple[str, str]]:
    """(kind, what a row of it is)."""
    return [
        ("leads", _("Contacts")),
        ("events", _("What they did")),
        ("changes", _("What became known when")),
        ("objections", _("Objections to profiling")),
    ]


def columns(upload: Upload) -> tuple[Column, ...]:
    """As they would be imported now."""
    return columns_of(headers(upload), Kind(upload.kind), upload.mapping).columns


def headers(upload: Upload) -> list[str]:
    """The names of the columns, in their order."""
    return [each["header"] for each in _found(upload)["columns"]]


def detected(upload: Upload) -> str:
    """What the reader took the file for, part by part."""
    return str(_found(upload)["detected"])


def choices(upload: Upload) -> list[Choice]:
    """Every column, in its order."""
    samples = {each["header"]: each["samples"] for each in _found(upload)["columns"]}
    return [
        Choice(place, each.header, samples[each.header], _chosen(each), each.is_known)
        for place, each in enumerate(columns(upload))
    ]


def as_typed(choice: Choice, said: QueryDict) -> Choice:
    """The choice as a form has it, to be mended."""
    return replace(choice, chosen=said.get(f"column-{choice.place}", LEFT_OUT))


def fields(kind: Kind) -> list[tuple[str, str]]:
    """(field, word for it), those that say who first, the others by their words."""
    names = [*fields_of(kind)]
    if kind is Kind.LEADS:
        names += [
            name for name in Attribute.objects.order_by("name").values_list("name", flat=True) if name not in names
        ]
    first = [name for name in ("email", "lead_id", NAME, *REQUIRED[kind]) if name in names]
    rest = sorted((name for name in names if name not in first), key=lambda name: _word(name, kind).casefold())
    return [(name, _word(name, kind)) for name in [*first, *rest]]


def chosen(upload: Upload, said: QueryDict) -> dict[str, str | None]:
    """header -> field, None: left out, as a form says it. Raises Unclear."""
    kind = Kind(upload.kind)
    known = dict(fields(kind))
    mapping: dict[str, str | None] = {}
    for place, header in enumerate(headers(upload)):
        value = said.get(f"column-{place}", LEFT_OUT)
        if value not in (OWN, LEFT_OUT) and value not in known:
            raise Unclear(_("%(header)s: there is no such field.") % {"header": header})
        mapping[header] = header.strip() if value == OWN else value or None
    _require_once(mapping, known)
    _require_enough(mapping, kind)
    return mapping


def _require_once(mapping: Mapping[str, str | None], known: Mapping[str, str]) -> None:
    by_field: dict[str, str] = {}
    for header, field in mapping.items():
        if field is None:
            continue
        if field in by_field:
            said = {"one": by_field[field], "other": header, "field": known.get(field, field)}
            raise Unclear(_("%(one)s and %(other)s cannot both be %(field)s: leave one out.") % said)
        by_field[field] = header


def _require_enough(mapping: Mapping[str, str | None], kind: Kind) -> None:
    present = set(mapping.values())
    if not present & ({"email", "lead_id", "linkedin_url", "phone"} if kind is Kind.LEADS else {"email", "lead_id"}):
        raise Unclear(_("No column says who it is: choose one for the e-mail address or the lead ID."))
    for name in REQUIRED[kind]:
        if name not in present:
            raise Unclear(_("No column is chosen for: %(field)s") % {"field": _word(name, kind)})


def _chosen(column: Column) -> str:
    if column.field is None:
        return LEFT_OUT
    return column.field if column.is_known else OWN


def _word(name: str, kind: Kind) -> str:
    words = {
        "lead_id": _("Lead ID"),
        NAME: _("Whole name"),
        "event": _("What happened"),
        "occurred_at": _("When it happened"),
        "message_id": _("ID of the event"),
        "properties": _("Properties (JSON)"),
        "attribute": _("Attribute"),
        "value": _("Value"),
        "is_lifted": _("Objection lifted"),
        "how": _("How it was said"),
    }
    if name in words and not (kind is Kind.EVENTS and name == "value"):
        return words[name]
    if kind is Kind.EVENTS and name not in _OF_EVENTS and name != "email":
        return property_word(name, language())
    return attribute_word(name, language())


def _found(upload: Upload) -> dict[str, Any]:
    found: dict[str, Any] = upload.found or {}
    return found
