"""Answers as the clients read them: JSON, and readable from the pages of other sites."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers

RETRY_AFTER_SECONDS = 5
_ALLOWED_HEADERS = "authorization, content-type, x-retry-count, anonymousid, sentat, x-write-key"
_DAY_SECONDS = 86_400


def taken() -> HttpResponse:
    """Stored, or kept in quarantine. RudderStack's client sends again whatever is not answered by exactly 200."""
    return JsonResponse({"success": True})


def refused(status: int, message: str) -> HttpResponse:
    """Nothing is stored. Clients of RudderStack ask for both words."""
    return JsonResponse({"success": False, "code": status, "message": message}, status=status)


def not_now(status: int, message: str) -> HttpResponse:
    """Nothing is stored, and the client is to send it again a little later."""
    response = refused(status, message)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def preflight() -> HttpResponse:
    """What a browser asks before it sends something to another site."""
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
    response["Access-Control-Allow-Headers"] = _ALLOWED_HEADERS
    response["Access-Control-Max-Age"] = str(_DAY_SECONDS)
    return response


def readable(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the page that asked read the answer: there is nothing in it that is not for everybody who has the key."""
    origin = request.headers.get("Origin")
    if origin is not None:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Expose-Headers"] = "Retry-After"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_vary_headers(response, ["Origin"])
    return response
