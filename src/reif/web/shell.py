"""What every page shows around its own: where one can go, who is signed in, theme."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from reif.records.models import User
from reif.rules.permissions import MAY, Permission
from reif.simulation.team import LOGIN
from reif.web.access import user_may
from reif.web.preferences import THEMES, theme
from reif.web.request_id import request_id


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the navigation. It is shown once its route exists, to those who may.

    `also`: other rooms that stand behind it.
    """

    route: str
    word: Any
    permission: Permission = Permission.LOOK
    also: tuple[str, ...] = ()


ENTRIES = (
    Entry("today:page", _("Today")),
    Entry("contacts:list", _("Contacts")),
    Entry("companies:list", _("Companies")),
    Entry("capture:forms", _("Capture"), also=("sources", "imports")),
    Entry("scoring:page", _("Scoring")),
    Entry("insights:page", _("Insights")),
    Entry("settings:page", _("Settings")),
    Entry("privacy:page", _("Privacy"), Permission.KEEP_PRIVACY),
)
ON_THE_PHONE = 4
"""How many words stand at the foot of a phone; the others are behind "More"."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of every template; asks the database for nothing but what the page itself uses."""
    user = getattr(request, "user", None)
    return {
        "navigation": _Later(request),
        "language": (get_language() or "en")[:2],
        "theme": theme(request),
        "themes": THEMES,
        "on_the_phone": ON_THE_PHONE,
        "allowed": _Allowed(user),
        "request_number": request_id.get(),
        "is_simulated_world": _Simulated(user),
    }


class _Later:
    """The navigation, worked out only where a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __iter__(self) -> Any:
        here = self._request.resolver_match.namespace if self._request.resolver_match else ""
        for entry in ENTRIES:
            if not user_may(self._request.user, entry.permission):
                continue
            try:
                address = reverse(entry.route)
            except NoReverseMatch:
                continue
            rooms = (entry.route.partition(":")[0], *entry.also)
            yield {"address": address, "word": entry.word, "is_here": here in rooms}


class _Allowed:
    """`{% if allowed.move %}`: whether the user may, by the name of the permission."""

    def __init__(self, user: object) -> None:
        self._of = MAY.get(user.role, frozenset()) if isinstance(user, User) else frozenset()

    def __getitem__(self, name: str) -> bool:
        return Permission(name) in self._of


class _Simulated:
    """Whether there is a made-up world in the records, told by the user who belongs to it."""

    def __init__(self, user: object) -> None:
        self._user = user

    def __bool__(self) -> bool:
        return isinstance(self._user, User) and User.objects.filter(email=LOGIN).exists()
