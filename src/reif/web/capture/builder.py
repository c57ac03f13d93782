"""The page on which a form is built: fields, consents, settings, and how it looks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reif import form_keeping
from reif.capture.forms import live
from reif.form_keeping import Stale, Unfinished, state_of
from reif.records.models import Form, Installation, User
from reif.rules.catalogue import CHANNELS, EVENTS
from reif.rules.form import Flaw, Specification, read
from reif.rules.permissions import Permission
from reif.web.access import needs, user_may
from reif.web.capture.answers import asking, left, shown
from reif.web.capture.drafts import changed, draft_in, place_of
from reif.web.capture.flaws import flaws_of
from reif.web.capture.starts import askable
from reif.web.outside.fields import filling
from reif.web.settings.oneself import LANGUAGES
from reif.web.templatetags.words import language
from reif.web.wording import consents as words
from reif.web.wording.field import channel_word, event_word

LONGEST_NAME = 200


@needs(Permission.LOOK)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, number: int) -> HttpResponse:
    """The draft. What is sent is kept, moved, added, taken away, looked at or published, as its button says."""
    form = get_object_or_404(Form, pk=number)
    if request.method != "POST":
        return _page(request, form, read(form.draft), state_of(form))
    if not user_may(request.user, Permission.KEEP_CAPTURE):
        return _page(request, form, read(form.draft), state_of(form), status=403)
    seen = request.POST.get("seen", "")
    act = request.POST.get("do", "keep")
    if act == "add":
        act = f"add:{request.POST.get('add', '')}"
    draft = changed(draft_in(request.POST, read(form.draft)), act, _firm(request))
    name = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME] or form.name
    form.name = name
    if act == "look":
        return _page(request, form, draft, seen)
    try:
        kept = form_keeping.change(form=form, name=name, draft=draft, seen=seen, by=asking(request), at=timezone.now())
        if act == "publish":
            form_keeping.publish(form=kept, seen=state_of(kept), by=asking(request), at=timezone.now())
            return left(request, "form", "published", number)
    except Stale:
        return _page(request, form, draft, seen, status=409, is_stale=True)
    except Unfinished as unfinished:
        return _page(request, kept, draft, state_of(kept), status=422, found=unfinished.flaws)
    return _page(request, kept, draft, state_of(kept), place=place_of(act), just_kept=act == "keep")


@needs(Permission.KEEP_CAPTURE)
@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Take nothing more."""
    form_keeping.close(form=get_object_or_404(Form, pk=number), by=asking(request), at=timezone.now())
    return left(request, "form", "closed", number)


@needs(Permission.KEEP_CAPTURE)
@require_POST
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """Take what is sent again."""
    form_keeping.reopen(form=get_object_or_404(Form, pk=number), by=asking(request), at=timezone.now())
    return left(request, "form", "reopened", number)


def _page(
    request: HttpRequest, form: Form, draft: Specification, seen: str, status: int = 200, **more: Any
) -> HttpResponse:
    published = live(form)
    found: list[Flaw] = more.pop("found", [])
    with translation.override(draft.language):
        preview = filling(draft)
    taken = {each.name for each in draft.fields}
    context = {
        "form": form,
        "draft": draft,
        "seen": seen,
        "published": published,
        "is_changed": published is None or published.specification != draft.written(),
        "preview": preview,
        "flaws": flaws_of(draft, found),
        "askable": [(name, word) for name, word in askable() if name not in taken],
        "events": [(each.name, event_word(each.name, language())) for each in EVENTS if each.is_interest],
        "channels": [(each, channel_word(each)) for each in CHANNELS],
        "languages": LANGUAGES,
        "purposes": words.PURPOSES,
        "consent_channels": words.CHANNELS,
        "users": User.objects.filter(is_active=True).order_by("name", "email"),
        "firm": _firm(request),
        **({"done": _("Kept.")} if more.pop("just_kept", False) else {}),
        **more,
    }
    return shown(request, "form", context, status)


def _firm(request: HttpRequest) -> str:
    return Installation.current().name or request.get_host()
