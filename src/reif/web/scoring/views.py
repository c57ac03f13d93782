"""The live model in plain words, every version, and one of them beside the live one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from reif.jobs.queries import is_silent
from reif.records.models import Job, ScoringModel
from reif.rules.permissions import Permission
from reif.rules.scoring_model import ScoringModel as Rules
from reif.score.queries import live_model, rules_of
from reif.web.access import needs
from reif.web.contact.known import label_of, own_attributes
from reif.web.scoring import effects, rows
from reif.web.scoring.plain import Called

MOST_VERSIONS = 100


@needs(Permission.LOOK)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """How scores come about now."""
    live = live_model()
    context = {"model": live, **(said(live) if live is not None else {}), "versions": versions()}
    return render(request, "scoring/page.html", context)


@needs(Permission.LOOK)
@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version: what it says otherwise than the live one, and what that would change."""
    return version_page(request, number)


@needs(Permission.LOOK)
@require_safe
def file(request: HttpRequest, number: int) -> HttpResponse:
    """The text of a version, as it was uploaded."""
    del request
    model = _model(number)
    response = HttpResponse(model.text, content_type="application/yaml; charset=utf-8")
    name = f"{slugify(model.name) or 'model'}-{model.number}.yaml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def version_page(request: HttpRequest, number: int, *, problem: str = "", status: int = 200) -> HttpResponse:
    """The page of a version, also as the answer to what could not be done."""
    model = _model(number)
    live = live_model()
    effect, publication = effects.job_of(model), effects.publishing_of(model)
    context = {
        "model": model,
        "live": live,
        **said(model),
        "differences": _differences(live, model) if live and live.pk != model.pk else [],
        "effect": effect,
        "counted": effects.counted(effect, live),
        "publication": publication,
        "is_under_way": _is_under_way(effect) or _is_under_way(publication),
        "is_worker_silent": is_silent(timezone.now()),
        "problem": problem,
    }
    return render(request, "scoring/version.html", context, status=status)


def said(model: ScoringModel) -> dict[str, Any]:
    """What a version says, in rows of words."""
    rules = rules_of(model)
    called = _called(rules)
    return {
        "rules": rules,
        "fit": rows.fit(rules, called),
        "engagement": rows.engagement(rules),
        "exclusions": rows.exclusions(rules, called),
    }


def _differences(live: ScoringModel, model: ScoringModel) -> list[rows.Difference]:
    before, after = rules_of(live), rules_of(model)
    return rows.differences(before, after, _called(before, after))


def _called(*models: Rules) -> Called:
    """What the attributes of models are called, those of the team's own by their labels."""
    own = own_attributes(name for model in models for name in model.attribute_fields())
    return lambda name: label_of(name, own)


def versions() -> list[ScoringModel]:
    """The newest first, without their texts and without discarded drafts."""
    found = ScoringModel.objects.filter(discarded_at=None).select_related("created_by", "published_by").defer("text")
    return list(found.order_by("-number")[:MOST_VERSIONS])


def _model(number: int) -> ScoringModel:
    found: ScoringModel = get_object_or_404(
        ScoringModel.objects.select_related("created_by", "published_by"), number=number
    )
    return found


def _is_under_way(job: Job | None) -> bool:
    return job is not None and job.state in ("waiting", "running")
