"""A draft as the builder's page sends it: every field of it, and what somebody wants done with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.http import QueryDict
from django.utils import translation

from reif.records.models import Attribute
from reif.rules.consent import Channel, Purpose
from reif.rules.form import (
    LONGEST_LINE,
    LONGEST_WORDS,
    MOST_CONSENTS,
    MOST_FIELDS,
    MOST_SITES,
    ConsentText,
    Field,
    Option,
    Specification,
    host_of,
)
from reif.rules.texts import clean
from reif.web.capture.starts import agreement, asked

_LINES = ("title", "button", "thanks_title", "campaign", "channel", "event", "redirect", "language")
_TEXTS = ("intro", "thanks")
_LONGEST = 2000
_LONGEST_OPTIONS = 20_000


def draft_in(sent: QueryDict, before: Specification) -> Specification:
    """The draft as it was typed. Kinds of fields, and what the page does not show, stay as they were before."""
    known = {each.name: each for each in before.fields}
    fields = [
        _field(sent, place, known[name])
        for place in range(_count(sent, "fields", MOST_FIELDS))
        if (name := sent.get(f"field-{place}-name", "")) in known
    ]
    keys = {each.key: each for each in before.consents}
    consents = [
        _consent(sent, place, keys[key])
        for place in range(_count(sent, "consents", MOST_CONSENTS))
        if (key := sent.get(f"consent-{place}-key", "")) in keys
    ]
    notify = sent.get("notify", "")
    return replace(
        before,
        **{name: _line(sent, name) for name in _LINES},
        **{name: _text(sent, name) for name in _TEXTS},
        fields=tuple(fields),
        consents=tuple(consents),
        sites=_sites(sent.get("sites", "")),
        notify=int(notify) if notify.isdecimal() and len(notify) < 16 else None,
        is_always_confirmed="is_always_confirmed" in sent,
    )


def changed(draft: Specification, act: str, firm: str) -> Specification:
    """The draft after what was asked for, as `up:2` or `add:phone`; as it is for anything else."""
    verb, _, what = act.partition(":")
    do = _ACTS.get(verb)
    return draft if do is None else do(draft, what, firm)


def place_of(act: str) -> str:
    """Where the eye should be after it: the row that was moved or added, as `field-2`; empty for nowhere."""
    verb, _, what = act.partition(":")
    if verb in ("up", "down") and what.isdecimal():
        return f"{verb}-{int(what) + (-1 if verb == 'up' else 1)}"
    return {"add": "field-last", "agree": "consent-last"}.get(verb, "")


def _moved(by: int) -> Callable[[Specification, str, str], Specification]:
    def move(draft: Specification, what: str, firm: str) -> Specification:
        del firm
        fields = list(draft.fields)
        place = _place(what, fields)
        if place is None or not 0 <= place + by < len(fields):
            return draft
        fields[place], fields[place + by] = fields[place + by], fields[place]
        return replace(draft, fields=tuple(fields))

    return move


def _removed(draft: Specification, what: str, firm: str) -> Specification:
    del firm
    place = _place(what, draft.fields)
    return draft if place is None else replace(draft, fields=(*draft.fields[:place], *draft.fields[place + 1 :]))


def _added(draft: Specification, what: str, firm: str) -> Specification:
    del firm
    if not what or draft.field(what) is not None or len(draft.fields) >= MOST_FIELDS:
        return draft
    with translation.override(draft.language):
        own = {each.name: each for each in Attribute.objects.all()}
        return replace(draft, fields=(*draft.fields, asked(what, own)))


def _agreed(draft: Specification, what: str, firm: str) -> Specification:
    del what
    if len(draft.consents) >= MOST_CONSENTS:
        return draft
    taken = {each.key for each in draft.consents}
    key = next(name for place in range(MOST_CONSENTS + 1) if (name := f"consent-{place + 1}") not in taken)
    with translation.override(draft.language):
        return replace(draft, consents=(*draft.consents, agreement(key, firm)))


def _disagreed(draft: Specification, what: str, firm: str) -> Specification:
    del firm
    place = _place(what, draft.consents)
    return draft if place is None else replace(draft, consents=(*draft.consents[:place], *draft.consents[place + 1 :]))


_ACTS: Mapping[str, Callable[[Specification, str, str], Specification]] = {
    "up": _moved(-1),
    "down": _moved(1),
    "remove": _removed,
    "add": _added,
    "agree": _agreed,
    "disagree": _disagreed,
}


def _place(what: str, rows: Sequence[object]) -> int | None:
    return int(what) if what.isdecimal() and len(what) < 4 and int(what) < len(rows) else None


def _field(sent: QueryDict, place: int, before: Field) -> Field:
    prefix = f"field-{place}-"
    options = before.options
    if f"{prefix}options" in sent:
        options = _options(sent.get(f"{prefix}options", ""))
    return replace(
        before,
        label=_line(sent, f"{prefix}label", LONGEST_LINE),
        hint=_line(sent, f"{prefix}hint", LONGEST_LINE),
        is_required=f"{prefix}required" in sent,
        options=options,
    )


def _options(text: str) -> tuple[Option, ...]:
    """One per line: value | label, or the label alone where it is the value."""
    found: dict[str, Option] = {}
    for line in clean(text)[:_LONGEST_OPTIONS].splitlines():
        value, _, label = (part.strip() for part in line.partition("|"))
        if value:
            found.setdefault(value, Option(value, label or value))
    return tuple(found.values())


def _consent(sent: QueryDict, place: int, before: ConsentText) -> ConsentText:
    prefix = f"consent-{place}-"
    purpose, channel = sent.get(f"{prefix}purpose", ""), sent.get(f"{prefix}channel", "")
    return replace(
        before,
        purpose=purpose if purpose in set(Purpose) else before.purpose,
        channel=channel if channel in set(Channel) else before.channel,
        text=_text(sent, f"{prefix}text"),
        is_required=f"{prefix}required" in sent,
    )


def _sites(text: str) -> tuple[str, ...]:
    """Hosts, one per line or with commas between; a whole address counts as its host."""
    words = clean(text)[:_LONGEST_OPTIONS].replace(",", " ").split()
    hosts = [host_of(word) if "://" in word else word.lower().rstrip("/") for word in words]
    return tuple(dict.fromkeys(host or word for host, word in zip(hosts, words, strict=True)))[: MOST_SITES + 1]


def _count(sent: QueryDict, name: str, most: int) -> int:
    written = sent.get(name, "")
    return min(int(written), most) if written.isdecimal() and len(written) < 4 else 0


def _line(sent: QueryDict, name: str, longest: int = _LONGEST) -> str:
    return " ".join(clean(sent.get(name, "")).split())[:longest]


def _text(sent: QueryDict, name: str) -> str:
    return clean(sent.get(name, "")).replace("\r\n", "\n").strip()[:LONGEST_WORDS]
