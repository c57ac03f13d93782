"""Of what kind a list is, and what its columns hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reif.capture.importing import REQUIRED
from reif.rules.headers import Column, Kind, detected
from reif.rules.vendors import Origin, origin, over

# What says what happened says more than what says who: a list of contacts has neither an event nor a value.
_LIKELIEST = (Kind.CHANGES, Kind.EVENTS)


@dataclass(frozen=True, slots=True)
class Detected:
    """`origin`: the system that the list was exported from; None: nothing tells."""

    columns: tuple[Column, ...]
    origin: Origin | None


def columns_of(headers: Sequence[str], kind: Kind, own: Mapping[str, str | None]) -> Detected:
    """What the columns hold. `own` (header: field, or None to leave it out) comes before what is detected.

    Raises UnusableMapping.
    """
    names = [name for name in headers if name.strip()]
    known = origin(names, kind)
    return Detected(detected(names, kind, over(known.mapping, own) if known is not None else own), known)


def kind_of(headers: Sequence[str]) -> Kind:
    """What the rows seem to be: contacts, unless there is all that it takes to be something else.

    Never objections, which say the same as events do: whoever has a list of them knows it.
    """
    for kind in _LIKELIEST:
        fields = {column.field for column in columns_of(headers, kind, {}).columns if column.is_known}
        if fields.issuperset(REQUIRED[kind]):
            return kind
    return Kind.LEADS
