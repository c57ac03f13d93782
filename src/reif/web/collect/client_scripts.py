"""Clients that others wrote, served to browsers out of the folder in which the operator installed them with npm."""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from reif.web.collect import answers

SEGMENT = "@segment/analytics-next"
JITSU = "@jitsu/js"
_FOLDERS = {SEGMENT: "dist/umd", JITSU: "dist/web"}
_A_DAY = "public, max-age=86400, stale-while-revalidate=604800"
_FOR_EVER = "public, max-age=31536000, immutable"


def answer(request: HttpRequest, package: str, name: str, *, is_for_ever: bool = False) -> HttpResponse:
    """The file `name` of `package`; 404 says what to install. For ever is kept only what has its hash in its name."""
    folder = Path(settings.REIF_HOME) / "scripts" / "node_modules" / package / _FOLDERS[package]
    if not folder.is_dir():
        return answers.refused(
            404, f"{package} is not installed; run: npm install --prefix REIF_HOME/scripts {package}"
        )
    file = (folder / name).resolve()
    if file.parent != folder.resolve() or not file.is_file():
        return answers.refused(404, f"{package} has no such script")
    plain, packed, etag = _read(file, file.stat().st_mtime_ns)
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if is_packed else plain, content_type="text/javascript; charset=utf-8")
    if is_packed:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    response["ETag"] = f'W/"{etag}"'
    response["Cache-Control"] = _FOR_EVER if is_for_ever else _A_DAY
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@lru_cache(maxsize=64)
def _read(file: Path, changed: int) -> tuple[bytes, bytes, str]:
    del changed  # only so that a newer version is read anew
    plain = file.read_bytes()
    return plain, gzip.compress(plain, 9, mtime=0), hashlib.sha256(plain).hexdigest()[:16]
