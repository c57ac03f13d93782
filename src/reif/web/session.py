"""Whether somebody is still signed in: asked by pages that hold something typed."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reif.web.access import for_everybody


@for_everybody
@never_cache
@require_safe
def session(request: HttpRequest) -> JsonResponse:
    """`is_signed_in`, and the token that forms of this session carry (read by pages of this origin alone)."""
    is_signed_in = request.user.is_authenticated
    return JsonResponse({"is_signed_in": is_signed_in, "token": get_token(request) if is_signed_in else ""})
