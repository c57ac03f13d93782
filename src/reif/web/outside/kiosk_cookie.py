"""By what a tablet is known: a cookie that only its own path gets and no script reads."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reif.kiosk_keeping import known
from reif.records.models import Kiosk

COOKIE = "kiosk"
_AGE = 400 * 24 * 3600  # browsers keep none for longer


def kiosk_of(request: HttpRequest, number: int) -> Kiosk | None:
    """The tablet that asks; None if it is not this one or was revoked."""
    secret = request.COOKIES.get(COOKIE, "")
    return known(number=number, secret=secret) if 0 < len(secret) <= 100 else None


def give(request: HttpRequest, response: HttpResponse, number: int, secret: str) -> None:
    """Let the browser be the tablet from now on."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=_AGE,
        path=reverse("outside:kiosk", args=[number]),
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
    )
