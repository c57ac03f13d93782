"""A request, as the calls that it holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from reif.integrations.tracking import posthog, segment
from reif.integrations.tracking.body import LARGEST_BODY, TooLarge, read
from reif.integrations.tracking.call import Call, Type, Unusable
from reif.integrations.tracking.keys import decoded, write_key


@dataclass(frozen=True, slots=True)
class Letter:
    """What was sent: the JSON value, and what stood beside it. `key`: the write key, empty if none."""

    said: object
    beside: dict[str, str]
    key: str

    def around(self, form: str, of: Type | None) -> dict[str, object]:
        """What is needed to read one of its calls again, without the key."""
        body = self.said if isinstance(self.said, dict) and of is None else {}
        around = {name: value for name, value in body.items() if name in ("context", "sentAt", "sent_at")}
        return {"form": form, "type": of or "", "beside": self.beside, "around": around}


def letter(request: HttpRequest) -> Letter:
    """Raises body.Unreadable, body.TooLarge."""
    try:
        raw = request.body
    except RequestDataTooBig:
        raise TooLarge(f"the request has over {LARGEST_BODY:,} bytes") from None
    said = read(raw)
    headers = {name.lower(): value for name, value in request.headers.items()}
    beside = {"anonymous_id": decoded(headers.get("anonymousid", "")), "sent_at": headers.get("sentat", "")}
    key = write_key(headers, said, request.GET.dict())
    return Letter(said, {name: value for name, value in beside.items() if value}, key)


def calls(form: str, said: object, of: Type | None, beside: Mapping[str, str]) -> list[tuple[object, Call | Unusable]]:
    """Raises segment.NotACall, segment.TooMany."""
    return list(posthog.calls(said) if form == "posthog" else segment.calls(said, of, beside))
