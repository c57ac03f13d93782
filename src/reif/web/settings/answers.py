"""How the forms of the settings answer."""

from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reif.records.models import User
from reif.web.settings import done


def shown(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page, with what was just done."""
    context = {"done": done.words(request.GET.get("done", "")), **context}
    return render(request, f"settings/{template}.html", context, status=status)


def left(request: HttpRequest, route: str, what: str, *arguments: int) -> HttpResponse:
    """On to a page that says what was done."""
    address = f"{reverse(f'settings:{route}', args=arguments)}?{urlencode({'done': what})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def asking(request: HttpRequest) -> User:
    """Who asks; the middleware has seen to it that it is somebody."""
    return cast(User, request.user)


def with_both(form: forms.Form) -> forms.Form:
    """The form as it was typed, and beside each field that differs what is kept now."""
    for name in form.changed_data:
        field = form.fields[name]
        kept = form.get_initial_for_field(field, name)
        words = {str(value): str(word) for value, word in getattr(field, "choices", ())}
        listed = [words.get(str(each), str(each)) for each in (kept if isinstance(kept, list) else [kept])]
        if isinstance(kept, bool):
            listed = [_("yes") if kept else _("no")]
        shown_now = ", ".join(listed) if kept not in (None, "", []) else "–"
        form[name].help_text = _("Kept now: %(value)s") % {"value": shown_now}
    return form
