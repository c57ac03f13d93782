"""A request, as the letter that it holds."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from reif.identify.daily import Origin
from reif.integrations.tracking.body import LARGEST_BODY, TooLarge, read, unpacked
from reif.integrations.tracking.call import Type
from reif.integrations.tracking.keys import decoded, write_key
from reif.integrations.tracking.letter import Letter


def letter(request: HttpRequest, form: str, of: Type | None) -> tuple[Letter, bytes, str]:
    """What was sent, its text, and the write key (empty if none). Raises body.Unreadable, body.TooLarge."""
    try:
        text = unpacked(request.body)
    except RequestDataTooBig:
        raise TooLarge(f"the request has over {LARGEST_BODY:,} bytes") from None
    said = read(text)
    headers = {name.lower(): value for name, value in request.headers.items()}
    beside = {"anonymous_id": decoded(headers.get("anonymousid", "")), "sent_at": headers.get("sentat", "")}
    sent = Letter(form, of, said, {name: value for name, value in beside.items() if value})
    return sent, text, write_key(headers, said, request.GET.dict())


def origin(request: HttpRequest) -> Origin:
    """Where the request came from, by what is in front of reif, if there is anything that is trusted; else directly."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    address = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return Origin(address, request.headers.get("User-Agent", ""))
