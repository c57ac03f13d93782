"""A request of a client: its body, and what stood beside it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from reif.integrations.tracking import posthog, segment
from reif.integrations.tracking.body import read
from reif.integrations.tracking.call import Call, Type, Unusable
from reif.integrations.webhooks import google_ads, leads

_NO_MAP: Mapping[str, str | None] = {}
_AROUND = ("context", "sentAt", "sent_at")


@dataclass(frozen=True, slots=True)
class Letter:
    """`said`: the JSON value. `form`: segment, posthog, google-ads, leads. `of`: the type that the path names, or None.

    `beside`: `anonymous_id` and `sent_at`, as RudderStack's client in the browser sends them beside the body; of one
    that was received also what `collecting.receive` adds. `map`: of leads the field map, as JSON.
    """

    form: str
    of: Type | None
    said: object
    beside: Mapping[str, str] = field(default_factory=dict)

    def size(self) -> int:
        """How many calls it holds. Raises segment.NotACall, segment.TooMany."""
        if self.of is not None:
            segment.check_object(self.said)
            return 1
        match self.form:
            case google_ads.SYSTEM:
                segment.check_object(self.said)
                return 1
            case "leads":
                return len(leads.leads_in(self.said))
            case "posthog":
                return len(posthog.batch_in(self.said))
        return len(segment.batch_in(self.said))

    def lacks_ids(self) -> bool:
        """Whether any of its calls says of nobody who it was."""
        if self.form != "segment" or self.beside.get("anonymous_id"):
            return False
        calls = [self.said] if self.of is not None else segment.batch_in(self.said)
        return any(isinstance(each, dict) and not (each.get("userId") or each.get("anonymousId")) for each in calls)

    def calls(self) -> list[tuple[object, Call | Unusable]]:
        """Each call as it was sent, and as it is understood, or why not. Raises segment.NotACall, segment.TooMany."""
        match self.form:
            case google_ads.SYSTEM:
                return list(google_ads.calls(self.said))
            case "leads":
                return list(leads.calls(self.said, json.loads(self.beside.get("map", "{}"))))
            case "posthog":
                return list(posthog.calls(self.said))
        return list(segment.calls(self.said, self.of, self.beside))

    def around(self) -> dict[str, object]:
        """What is needed to read one of its calls again, without the key."""
        body = self.said if isinstance(self.said, dict) and self.of is None else {}
        around = {name: value for name, value in body.items() if name in _AROUND}
        return {"form": self.form, "type": self.of or "", "beside": dict(self.beside), "around": around}


def wholes(
    said: Sequence[tuple[object, Call | Unusable]],
) -> Iterator[tuple[object, list[Call | Unusable]]]:
    """Each thing that was sent, with all calls that it means: a lead means two, which stand and fall together."""
    for _, calls in groupby(said, key=lambda each: id(each[0] if isinstance(each[0], dict) else each)):
        of_one = list(calls)
        yield of_one[0][0], [call for _, call in of_one]


def opened(form: str, of: str, body: bytes, beside: Mapping[str, str]) -> Letter:
    """A letter that was kept. Raises body.Unreadable, body.TooLarge."""
    return Letter(form, Type(of) if of else None, read(body), beside)


def again(sent: Mapping[str, Any], raw: object, field_map: Mapping[str, str | None] = _NO_MAP) -> Letter:
    """A letter of one call that was kept with what stood around it, or of all that a request said.

    `field_map`: of the source, as it is now.
    """
    of = Type(sent["type"]) if sent.get("type") else None
    is_whole = of is not None or (isinstance(raw, dict) and "batch" in raw)
    said = raw if is_whole else {**sent.get("around", {}), "batch": [raw]}
    beside = {**sent.get("beside", {}), **({"map": json.dumps(dict(field_map))} if field_map else {})}
    return Letter(sent.get("form") or "segment", of, said, beside)
