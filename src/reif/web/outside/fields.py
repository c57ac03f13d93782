"""The fields of a form as its page shows them, with what was typed and what is wrong with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reif.rules.form import ConsentText, Field, Option, Specification

TRAP = "homepage_2"
"""A field that people do not see."""
_TYPES = {"email": "email", "phone": "tel", "date": "date"}
_FILLED_BY = {
    "email": "email",
    "phone": "tel",
    "first_name": "given-name",
    "last_name": "family-name",
    "title": "organization-title",
    "company": "organization",
    "website": "url",
    "country": "country-name",
    "city": "address-level2",
    "region": "address-level1",
    "postal_code": "postal-code",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A field of the page. `filled_by`: what browsers fill it with by themselves."""

    of: Field
    value: str = ""
    problem: str = ""
    type: str = "text"
    filled_by: str = "off"
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownConsent:
    """Something to agree to. It is never ticked by itself."""

    of: ConsentText
    is_ticked: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Filling:
    """A form on a page."""

    of: Specification
    fields: list[Shown]
    consents: list[ShownConsent]
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def has_required(self) -> bool:
        """Whether anything must be filled in."""
        return any(one.is_required for one in self.of.fields) or any(one.is_required for one in self.of.consents)


def filling(
    of: Specification,
    typed: Mapping[str, str] | None = None,
    ticked: Collection[str] = (),
    problems: Mapping[str, str] | None = None,
) -> Filling:
    """The form with what was typed; `problems`: codes by field or consent. Said in the language that is active."""
    typed, problems = typed or {}, problems or {}
    shown = [_shown(each, typed.get(each.name, ""), said(problems.get(each.name, ""), each)) for each in of.fields]
    consents = [
        ShownConsent(each, each.key in ticked, _("Without this it cannot be sent.") if each.key in problems else "")
        for each in of.consents
    ]
    told = [(f"field-{each.of.name}", f"{each.of.label}: {each.problem}") for each in shown if each.problem]
    told += [(f"consent-{each.of.key}", each.problem) for each in consents if each.problem]
    return Filling(of, shown, consents, told)


def said(code: str, of: Field) -> str:
    """What is wrong, in words; nothing for nothing."""
    match code:
        case "missing":
            return _("Please choose.") if of.kind in ("choice", "boolean") else _("Please fill this in.")
        case "too_long":
            return _("This is too long.")
        case "no_email":
            return _("This is no e-mail address. It looks like name@firm.com.")
        case "no_phone":
            return _("This is no phone number.")
        case "no_number":
            return _("This is no number.")
        case "no_date":
            return _("This is no date.")
        case "no_choice":
            return _("Please choose one of these.")
    return ""


def _shown(of: Field, value: str, problem: str) -> Shown:
    options = of.options
    if of.kind == "boolean":
        options = (Option("true", _("yes")), Option("false", _("no")))
    return Shown(of, value, problem, _TYPES.get(of.kind, "text"), _FILLED_BY.get(of.name, "off"), options)
