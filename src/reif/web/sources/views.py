"""What sends, how much of it, and what could not be used."""

import json
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from reif.capture import lead_pointers, queries
from reif.integrations.webhooks.pointers import LINKEDIN, META
from reif.jobs.queries import is_silent
from reif.jobs.queries import latest as latest_job
from reif.records.models import Quarantined, Source
from reif.rules.mapping_file import mapping_text
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.charts.days import days
from reif.web.sources import done, snippets
from reif.web.templatetags.words import language
from reif.web.wording.field import event_word

_LATEST, _KEPT_APART_AT_ONCE, _LEADS_AT_ONCE = 20, 50, 100
_MANY_NAMES = 50
"""More than anybody has words for: whoever sends them makes up a name each time."""


@dataclass(frozen=True, slots=True)
class Row:
    """A source as a row of the list."""

    flow: queries.Flow
    taken: int
    drawn: SafeString


@needs(Permission.KEEP_CAPTURE)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every source that has a write key."""
    flows = queries.flows(timezone.now())
    most = max((count for flow in flows for count in flow.taken), default=0)
    rows = [Row(flow, sum(flow.taken), days(flow.taken, most)) for flow in flows]
    return render(request, "sources/page.html", {"rows": rows})


@needs(Permission.KEEP_CAPTURE)
@require_safe
def source(request: HttpRequest, number: int) -> HttpResponse:
    """One source: its key, how to send with it, what came."""
    return source_page(request, found(number))


@needs(Permission.KEEP_CAPTURE)
@require_safe
def latest(request: HttpRequest, number: int) -> HttpResponse:
    """The last events alone, for who watches."""
    return render(request, "sources/_latest.html", _latest(found(number)))


@needs(Permission.KEEP_CAPTURE)
@require_safe
def quarantined(request: HttpRequest, number: int) -> HttpResponse:
    """What could not be used, the newest first, with its reason and its text."""
    of = found(number)
    kept = of.quarantined.order_by("-received_at", "-id")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        last = get_object_or_404(Quarantined, pk=int(before), source=of)
        kept = kept.filter(received_at__lte=last.received_at).exclude(received_at=last.received_at, id__gte=last.pk)
    listed = list(kept[: _KEPT_APART_AT_ONCE + 1])
    shown = [(each, _pretty(each.raw)) for each in listed[:_KEPT_APART_AT_ONCE]]
    older = listed[_KEPT_APART_AT_ONCE - 1].pk if len(listed) > _KEPT_APART_AT_ONCE else None
    context = {
        "source": of,
        "kept": shown,
        "older": older,
        "is_readable": of.quarantined.filter(replayed_at=None).exclude(raw="").exists(),
        "reading": latest_job("replay", str(of.pk)),
        "done": done.words(request.GET.get("done", "")),
    }
    return render(request, "sources/kept_apart.html", context)


def source_page(
    request: HttpRequest,
    of: Source,
    *,
    key: str = "",
    typed_map: str | None = None,
    map_problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of a source. `key`: its secret key, where it is told this once. `typed_map`: a map that cannot be
    taken, with what is wrong with it."""
    flow = queries.flow(of, timezone.now())
    context = {
        "source": of,
        "flow": flow,
        "taken": sum(flow.taken),
        "drawn": days(flow.taken, max(flow.taken)),
        "key": key or of.public_key,
        "is_told_once": bool(key) and not of.is_public,
        "snippets": snippets.of(of, key or of.public_key, request.build_absolute_uri("/").rstrip("/")),
        "done": done.words(request.GET.get("done", "")),
        "waiting_leads": lead_pointers.waiting(of)[:_LEADS_AT_ONCE],
        "forged": lead_pointers.forged(of, timezone.now()),
        "secrets": [(system, bool(lead_pointers.secret_of(of, system))) for system in (LINKEDIN, META)],
        "field_map": mapping_text(of.field_map) if typed_map is None else typed_map,
        "map_problem": map_problem,
        "is_worker_silent": is_silent(timezone.now()),
        **_latest(of),
    }
    return render(request, "sources/source.html", context, status=status)


def found(number: int) -> Source:
    """The source of that number. Raises Http404, also for one that never had a key."""
    return get_object_or_404(Source.objects.exclude(write_key_hash=None), pk=number)


def _latest(of: Source) -> dict[str, object]:
    waiting, _ = queries.arrivals()
    newest, names = queries.latest(of, _LATEST)
    events = [(event_word(each.name, language()), each) for each in newest]
    return {"source": of, "events": events, "waiting": waiting, "names": names if names > _MANY_NAMES else 0}


def _pretty(raw: str) -> str:
    try:
        return json.dumps(json.loads(raw), ensure_ascii=False, indent=2)
    except ValueError:
        return raw or "–"
