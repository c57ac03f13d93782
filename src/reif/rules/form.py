"""What a form asks, as data: its fields, what people may agree to, and what comes of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from reif.rules.catalogue import CHANNELS, event_type
from reif.rules.consent import Channel, Purpose
from reif.rules.languages import Language

MESSAGE = "text"
"""The field that is no attribute: what somebody wants to say. It is a property of the event."""
KINDS = ("text", "email", "phone", "number", "choice", "boolean", "date", "message")
MOST_FIELDS, MOST_CONSENTS, MOST_SITES, MOST_OPTIONS = 40, 10, 20, 200
LONGEST_WORDS, LONGEST_LINE = 4000, 200
SUBMITTED = "Form Submitted"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Option:
    """A value that may be chosen, and its word."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """A question. `name`: of an attribute, or MESSAGE."""

    name: str
    kind: str
    label: str
    hint: str = ""
    is_required: bool = False
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What somebody may agree to, word by word. `version` counts the wordings of the key that were published."""

    key: str
    purpose: str
    channel: str
    text: str
    is_required: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Specification:
    """A form. `sites`: hosts of pages that it may stand in. `redirect`: where to go afterwards; empty: to the thanks.

    `notify`: the user who is told of each submission. `is_always_confirmed`: whether the address is asked to confirm
    also where nothing is agreed to.
    """

    language: str = Language.DE.value
    title: str = ""
    intro: str = ""
    button: str = ""
    fields: tuple[Field, ...] = ()
    consents: tuple[ConsentText, ...] = ()
    event: str = SUBMITTED
    thanks_title: str = ""
    thanks: str = ""
    redirect: str = ""
    sites: tuple[str, ...] = ()
    campaign: str = ""
    channel: str = ""
    notify: int | None = None
    is_always_confirmed: bool = False

    def field(self, name: str) -> Field | None:
        """The field of that name; None if there is none."""
        return next((each for each in self.fields if each.name == name), None)

    def texts(self, keys: Sequence[str]) -> list[ConsentText]:
        """Those of the keys."""
        return [each for each in self.consents if each.key in keys]

    def written(self) -> dict[str, Any]:
        """As `read` reads it: plain JSON."""
        return asdict(self) | {
            "fields": [asdict(each) | {"options": [asdict(one) for one in each.options]} for each in self.fields],
            "consents": [asdict(each) for each in self.consents],
            "sites": list(self.sites),
        }


class Flaw(NamedTuple):
    """Why a form cannot be published. `part`: the setting, or the place of the field or consent as `fields.2`."""

    part: str
    code: str


def read(written: Mapping[str, Any]) -> Specification:
    """The form that `Specification.written` wrote; what is missing has its default."""
    known = {each.name for each in fields(Specification)}
    given = {name: value for name, value in written.items() if name in known}
    asked = tuple(
        Field(**{**each, "options": tuple(Option(**one) for one in each.get("options", ()))})
        for each in given.get("fields", ())
    )
    consents = tuple(ConsentText(**each) for each in given.get("consents", ()))
    return Specification(**{**given, "fields": asked, "consents": consents, "sites": tuple(given.get("sites", ()))})


def flaws(of: Specification) -> list[Flaw]:
    """All that keeps the form from being published."""
    return [*_of_settings(of), *_of_fields(of), *_of_consents(of)]


def host_of(url: str) -> str:
    """The host and port of an address by https or http, in lower case; empty for what is none."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("https", "http") or not parts.hostname or "@" in parts.netloc or "\\" in url:
        return ""
    host = parts.hostname.lower()
    return host if port is None else f"{host}:{port}"


def is_site(text: str) -> bool:
    """Whether the text is a host, with a port if need be, as in www.firm.example."""
    return _HOST.fullmatch(text) is not None


def numbered(of: Specification, before: Specification | None) -> Specification:
    """With the versions of the wordings: one more where the text differs from the one published before."""
    known = {each.key: each for each in before.consents} if before is not None else {}
    return _with(of, consents=tuple(_numbered(each, known.get(each.key)) for each in of.consents))


def _numbered(text: ConsentText, before: ConsentText | None) -> ConsentText:
    said = (text.text, text.purpose, text.channel)
    version = 1 if before is None else before.version + (said != (before.text, before.purpose, before.channel))
    return ConsentText(text.key, text.purpose, text.channel, text.text, text.is_required, version)


def _with(of: Specification, **changes: Any) -> Specification:
    return Specification(**{each.name: getattr(of, each.name) for each in fields(Specification)} | changes)


def _of_settings(of: Specification) -> Iterator[Flaw]:
    if of.language not in set(Language):
        yield Flaw("language", "unknown")
    if not of.title.strip():
        yield Flaw("title", "missing")
    for name in ("title", "button", "thanks_title", "campaign"):
        if len(getattr(of, name)) > LONGEST_LINE:
            yield Flaw(name, "too_long")
    for name in ("intro", "thanks"):
        if len(getattr(of, name)) > LONGEST_WORDS:
            yield Flaw(name, "too_long")
    event = event_type(of.event)
    if event is None or not event.is_interest:
        yield Flaw("event", "unknown")
    if of.channel and of.channel not in CHANNELS:
        yield Flaw("channel", "unknown")
    if len(of.sites) > MOST_SITES or not all(map(is_site, of.sites)):
        yield Flaw("sites", "no_host")
    if of.redirect and host_of(of.redirect) not in of.sites:
        yield Flaw("redirect", "other_site")


def _of_fields(of: Specification) -> Iterator[Flaw]:
    if not of.fields:
        yield Flaw("fields", "missing")
    if len(of.fields) > MOST_FIELDS:
        yield Flaw("fields", "too_many")
    seen: set[str] = set()
    for place, each in enumerate(of.fields):
        part = f"fields.{place}"
        if each.name in seen or not _NAME.fullmatch(each.name) or each.kind not in KINDS:
            yield Flaw(part, "unknown")
        seen.add(each.name)
        if not each.label.strip():
            yield Flaw(part, "missing")
        if max(len(each.label), len(each.hint)) > LONGEST_LINE:
            yield Flaw(part, "too_long")
        if each.kind == "choice" and not 0 < len(each.options) <= MOST_OPTIONS:
            yield Flaw(part, "no_options")


def _of_consents(of: Specification) -> Iterator[Flaw]:
    if len(of.consents) > MOST_CONSENTS:
        yield Flaw("consents", "too_many")
    seen: set[str] = set()
    needed = {Channel.EMAIL: "email", Channel.PHONE: "phone"}
    for place, each in enumerate(of.consents):
        part = f"consents.{place}"
        if each.key in seen or each.purpose not in set(Purpose) or each.channel not in set(Channel):
            yield Flaw(part, "unknown")
            continue
        seen.add(each.key)
        if not each.text.strip():
            yield Flaw(part, "missing")
        if len(each.text) > LONGEST_WORDS:
            yield Flaw(part, "too_long")
        if of.field("email") is None or of.field(needed[Channel(each.channel)]) is None:
            yield Flaw(part, f"no_{needed[Channel(each.channel)]}")


@dataclass(slots=True)
class Answers:
    """What somebody typed, checked. `values`: by field; `agreed`: keys; `problems`: codes by field or consent key."""

    values: dict[str, object] = field(default_factory=dict)
    agreed: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
