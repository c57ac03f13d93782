"""What tracking clients know of a person or company, as attributes. Names of traits follow Segment's specification."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache

from reif.rules.catalogue import ATTRIBUTES
from reif.rules.headers import folded
from reif.rules.values import is_missing
from reif.rules.written_values import translator

MOST_TRAITS = 300
"""Of one person, by clients: whoever says more makes up names for values."""
LONGEST_NAME = 200

_NOT_KEPT = frozenset(map(folded, ("id", "createdAt", "avatar", "age", "birthday", "gender", "username", "plan")))
"""They say who it is, not what it is like, or are nobody's business."""
_NOT_BY_CLIENTS = frozenset({"owner", "created_at", "channel", "campaign", "source"})
"""Attributes that reif itself finds out, or people decide."""
_NESTED: Mapping[str, Mapping[str, str]] = {
    "address": {"country": "country", "city": "city", "state": "region", "postalcode": "postal_code"},
    "company": {
        "name": "company",
        "domain": "company_domain",
        "website": "company_domain",
        "industry": "industry",
        "employeecount": "employees",
        "employees": "employees",
    },
}
_OTHER_NAMES = {"linkedin": "linkedin_url", "jobtitle": "title", "position": "title", "mail": "email"}
_GROUP = {
    **_NESTED["company"],
    "phone": "company_phone",
    "email": "company_email",
}


def attributes_of(traits: Mapping[str, object]) -> dict[str, object]:
    """What is known of the person: JSON values by attribute; null and blank are left out, and nested things unknown."""
    found: dict[str, object] = {}
    for name, value in _flat(traits):
        if _says(value) and len(name) <= LONGEST_NAME and name not in _NOT_BY_CLIENTS:
            found.setdefault(name, _meant(name, value))
    return found


def within_bounds(
    attributes: Mapping[str, object], known: Collection[str]
) -> tuple[dict[str, object], dict[str, object]]:
    """Those that are kept of a person of whom `known` is known, and those that would be more than MOST_TRAITS."""
    kept: dict[str, object] = {}
    left: dict[str, object] = {}
    names = set(known)
    for name, value in attributes.items():
        is_kept = name in names or len(names) < MOST_TRAITS
        (kept if is_kept else left)[name] = value
        names |= {name} if is_kept else set()
    return kept, left


def attributes_of_group(traits: Mapping[str, object]) -> dict[str, object]:
    """What is known of the company, as attributes of whoever belongs to it."""
    known = {**_GROUP, **_NESTED["address"]}
    flat = {**traits, **_object(traits.get("address"))}
    pairs = ((known.get(folded(name)), value) for name, value in flat.items())
    found = {name: value for name, value in pairs if name is not None and not is_missing(value)}
    return {name: _meant(name, value) for name, value in found.items() if isinstance(value, (str, int, float))}


def _says(value: object) -> bool:
    """Whether anything is said: lists of texts and numbers are, as tags are one."""
    if isinstance(value, list):
        return bool(value) and not any(map(is_missing, value))
    return not is_missing(value)


def _flat(traits: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in traits.items():
        plain = folded(name)
        if plain in _NESTED and isinstance(value, dict):
            for member, inner in value.items():
                if (field := _NESTED[plain].get(folded(member))) is not None:
                    yield field, inner
        elif plain and plain not in _NOT_KEPT and not isinstance(value, dict):
            yield _names().get(plain, name.strip()), value


@cache
def _names() -> Mapping[str, str]:
    return {folded(each.name): each.name for each in ATTRIBUTES} | _OTHER_NAMES


def _meant(name: str, value: object) -> object:
    translate = translator(name) if isinstance(value, str) else None
    return translate(str(value)) if translate is not None else value


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
