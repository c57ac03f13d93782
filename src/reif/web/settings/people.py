"""The team: who may sign in, and what they may do."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reif import administration
from reif.administration import LastAdmin, Stale
from reif.records.enums import Role
from reif.records.models import Team, User
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.settings import roles
from reif.web.settings.answers import asking, left, shown, with_both

MOST = 500
"""How many users the list shows."""


class UserForm(forms.Form):
    """What an admin sets of somebody."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=roles.CHOICES)
    team = forms.ModelChoiceField(
        Team.objects.order_by("name"), label=gettext_lazy("Team"), required=False, empty_label="–"
    )


@needs(Permission.KEEP_SYSTEM)
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """Everybody, admins first; and the teams."""
    everybody = list(_with_factor(User.objects.select_related("team")).order_by("-is_active", "email")[:MOST])
    everybody.sort(key=lambda each: (not each.is_active, list(Role).index(Role(each.role))))
    teams = list(Team.objects.prefetch_related("members").order_by("name"))
    with_roles = [(each, roles.WORDS[Role(each.role)]) for each in everybody]
    return shown(request, "team", {"everybody": with_roles, "teams": teams})


@needs(Permission.KEEP_SYSTEM)
@require_http_methods(["GET", "HEAD", "POST"])
def user(request: HttpRequest, number: int) -> HttpResponse:
    """One of them. Who changes something that another has changed meanwhile is told."""
    who = _found(number)
    if request.method != "POST":
        return shown(request, "user", of(who, _form(who)))
    form = _form(who, request.POST)
    seen = request.POST.get("seen", "")
    if not form.is_valid():
        return shown(request, "user", of(who, form, seen=seen), 422)
    given = form.cleaned_data
    try:
        administration.change_user(
            user=who,
            name=given["name"],
            role=Role(given["role"]),
            team=given["team"],
            seen=seen,
            by=asking(request),
            at=timezone.now(),
        )
    except Stale:
        with_both(form)
        return shown(request, "user", of(who, form) | {"is_stale": True}, 409)
    except LastAdmin:
        form.add_error("role", _last_admin())
        return shown(request, "user", of(who, form, seen=seen), 409)
    return left(request, "user", "kept", number)


@needs(Permission.KEEP_SYSTEM)
@require_POST
def disable(request: HttpRequest, number: int) -> HttpResponse:
    """Lock somebody out, at once."""
    who = _found(number)
    try:
        administration.disable(user=who, by=asking(request), at=timezone.now())
    except LastAdmin:
        return shown(request, "user", of(who, _form(who)) | {"refused": _last_admin()}, 409)
    return left(request, "user", "disabled", number)


@needs(Permission.KEEP_SYSTEM)
@require_POST
def enable(request: HttpRequest, number: int) -> HttpResponse:
    """Let somebody in again."""
    administration.enable(user=_found(number), by=asking(request), at=timezone.now())
    return left(request, "user", "enabled", number)


@needs(Permission.KEEP_SYSTEM)
@require_POST
def drop_factor(request: HttpRequest, number: int) -> HttpResponse:
    """Take the second factor off somebody who has lost phone and recovery codes."""
    who = _found(number)
    removed, _each = Authenticator.objects.filter(user=who).delete()
    if removed:
        administration.note(action="second factor removed", user=who, by=asking(request), at=timezone.now())
    return left(request, "user", "factor", number)


def of(who: User, form: UserForm | None = None, *, seen: str = "") -> dict[str, Any]:
    """What the page of somebody shows."""
    return {"who": who, "form": form or _form(who), "seen": seen or administration.state_of(who)}


def _form(who: User, data: Any = None) -> UserForm:
    return UserForm(data, initial={"name": who.name, "role": who.role, "team": who.team_id})


def _found(number: int) -> User:
    return get_object_or_404(_with_factor(User.objects.all()), pk=number)


def _with_factor(users: QuerySet[User]) -> QuerySet[User]:
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    return users.annotate(has_factor=Exists(factors))


def _last_admin() -> str:
    return _("Nobody else could administer then. Give another user this role first.")
