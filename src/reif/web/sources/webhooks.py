"""What a source needs that is a webhook: secrets of LinkedIn and Meta, leads seen to, what names of leads mean."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from reif import administration
from reif.capture import lead_pointers
from reif.integrations.webhooks.pointers import LINKEDIN, META
from reif.rules.mapping_file import MappingFileError, parse_mapping
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.settings.answers import asking
from reif.web.sources.changing import back
from reif.web.sources.views import found, source_page

_LONGEST_SECRET = 200
_LONGEST_MAP = 20_000
_MOST_AT_ONCE = 1_000


@needs(Permission.KEEP_CAPTURE)
@never_cache
@require_POST
def secret(request: HttpRequest, number: int) -> HttpResponse:
    """With what LinkedIn or Meta signs; empty: nothing of it is taken any more. It is never shown again."""
    of, system = found(number), request.POST.get("system", "")
    said = request.POST.get("secret", "").strip()
    if system not in (LINKEDIN, META) or len(said) > _LONGEST_SECRET:
        raise Http404
    administration.change_webhook_secret(source=of, system=system, secret=said, by=asking(request), at=timezone.now())
    return back(number, "secret" if said else "no-secret")


@needs(Permission.KEEP_CAPTURE)
@require_POST
def fetched(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody has brought these leads over."""
    of = found(number)
    said = [each for each in request.POST.getlist("lead")[:_MOST_AT_ONCE] if each.isascii() and each.isdigit()]
    numbers = [int(each) for each in said if len(each) < len("9223372036854775807")]
    lead_pointers.mark_fetched(source=of, numbers=numbers, by=asking(request), at=timezone.now())
    return back(number, "fetched")


@needs(Permission.KEEP_CAPTURE)
@never_cache
@require_POST
def field_map(request: HttpRequest, number: int) -> HttpResponse:
    """Which field each name of leads holds, a line each."""
    of, text = found(number), request.POST.get("map", "")[:_LONGEST_MAP]
    try:
        mapping = parse_mapping(text.encode(), file="map") if text.strip() else {}
    except MappingFileError as error:
        problem = "; ".join(f"{each.line}: {each.message}" for each in error.problems)
        return source_page(request, of, typed_map=text, map_problem=problem, status=422)
    administration.map_fields(source=of, mapping=mapping, by=asking(request), at=timezone.now())
    return back(number, "mapped")
