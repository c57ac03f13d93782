"""Teams: their names and members."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from reif import administration
from reif.administration import Stale, Taken
from reif.records.models import Team, User
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.settings.answers import asking, left, shown, with_both
from reif.web.wording.names import person


class NameForm(forms.Form):
    """A team's name."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)


class MembersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # Django takes none at run time
    """Some of the users."""

    def label_from_instance(self, obj: User) -> str:
        """The name."""
        return person(obj)


class TeamForm(NameForm):
    """Name and members."""

    members = MembersField(
        User.objects.filter(is_active=True).order_by("name", "email"),
        label=gettext_lazy("Members"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


@needs(Permission.KEEP_SYSTEM)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A team, still without members."""
    form = NameForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return shown(request, "team_edit", {"form": form}, 422 if form.is_bound else 200)
    try:
        made = administration.add_team(name=form.cleaned_data["name"], by=asking(request), at=timezone.now())
    except Taken:
        form.add_error("name", _taken())
        return shown(request, "team_edit", {"form": form}, 409)
    return left(request, "change_team", "team", made.pk)


@needs(Permission.KEEP_SYSTEM)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Name and members. Who changes what another has changed meanwhile is told."""
    team = get_object_or_404(Team, pk=number)
    members = User.objects.filter(team=team, is_active=True).values_list("pk", flat=True)
    form = TeamForm(
        request.POST if request.method == "POST" else None, initial={"name": team.name, "members": list(members)}
    )
    state = administration.team_state(team)
    if not form.is_bound:
        return shown(request, "team_edit", {"form": form, "team": team, "seen": state})
    seen = request.POST.get("seen", "")
    if not form.is_valid():
        return shown(request, "team_edit", {"form": form, "team": team, "seen": seen}, 422)
    try:
        administration.change_team(
            team=team,
            name=form.cleaned_data["name"],
            members=list(form.cleaned_data["members"]) + list(User.objects.filter(team=team, is_active=False)),
            seen=seen,
            by=asking(request),
            at=timezone.now(),
        )
    except Stale:
        with_both(form)
        return shown(request, "team_edit", {"form": form, "team": team, "seen": state, "is_stale": True}, 409)
    except Taken:
        form.add_error("name", _taken())
        return shown(request, "team_edit", {"form": form, "team": team, "seen": seen}, 409)
    return left(request, "change_team", "kept", number)


def _taken() -> str:
    return _("There is a team of this name already.")
