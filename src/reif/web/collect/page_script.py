"""The page script as it is served: one ES module, for pages of any site."""

import gzip
import hashlib
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

SCRIPT = (Path(__file__).parent / "reif.js").read_bytes()
PACKED = gzip.compress(SCRIPT, 9, mtime=0)
_ETAG = hashlib.sha256(SCRIPT).hexdigest()[:16]
_KEPT = "public, max-age=86400, stale-while-revalidate=604800"
"""A day, and a week more while a newer one is asked for: no page waits for it."""


def etag(request: HttpRequest) -> str:
    """What names its content, packed or not."""
    del request
    return f'W/"{_ETAG}"'


def answer(request: HttpRequest) -> HttpResponse:
    """The script, packed for who can unpack it. A module of another site is read only where that is allowed to all."""
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(PACKED if is_packed else SCRIPT, content_type="text/javascript; charset=utf-8")
    if is_packed:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    response["Cache-Control"] = _KEPT
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
