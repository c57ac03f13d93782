"""Who may see which page: every view says so, and nothing is served that does not.

`@needs(Permission.LOOK)` above a view asks for somebody signed in whose role may; `@for_everybody_signed_in` for
anybody of the team; `@for_everybody` lets strangers in.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeAlias, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from reif.records.models import User
from reif.rules.permissions import Permission, may
from reif.web.errors import session_ended


class Open(Enum):
    """Access that asks for no permission."""

    TO_EVERYBODY = "to everybody"
    TO_MACHINES = "to machines, under whatever name they ask"
    TO_THE_TEAM = "to everybody signed in"


Rule: TypeAlias = Permission | Open
View = TypeVar("View", bound=Callable[..., Any])


def needs(permission: Permission) -> Callable[[View], View]:
    """Declare that a view is for users whose role has the permission."""
    return lambda view: _declared(view, permission)


def for_everybody_signed_in(view: View) -> View:
    """Declare that a view is for every user."""
    return _declared(view, Open.TO_THE_TEAM)


def for_everybody(view: View) -> View:
    """Declare that a view is for everybody, known or not."""
    return _declared(view, Open.TO_EVERYBODY)


def for_machines(view: View) -> View:
    """Declare that a view is for what watches over the system: no session, and no matter by which host name."""
    return _declared(view, Open.TO_MACHINES)


def rule_of(view: Callable[..., Any]) -> Rule | None:
    """What the view declares; None if nothing, so that it is never served."""
    return getattr(view, "access", None)


def user_may(user: Any, permission: Permission) -> bool:
    """Whether somebody signed in may; strangers may nothing."""
    return isinstance(user, User) and may(user.role, permission)


class Access:
    """Middleware: asks each view for its rule before it is called."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what is only for the team stays in nobody's cache."""
        response = self._get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        """Send strangers to sign in. Raises PermissionDenied for a role that may not."""
        rule = rule_of(view)
        if rule is Open.TO_MACHINES:
            return None
        request.get_host()  # raises DisallowedHost for a name that is not ours
        if rule is Open.TO_EVERYBODY:
            return None
        if rule is None:
            raise PermissionDenied("the view declares no access")
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request)
        if isinstance(rule, Permission) and not user_may(request.user, rule):
            raise PermissionDenied
        return None


def _declared(view: View, rule: Rule) -> View:
    view.access = rule  # type: ignore[attr-defined] # functions take attributes
    return view


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method in ("GET", "HEAD") and "HX-Request" not in request.headers:
        return redirect_to_login(request.get_full_path())
    return session_ended(request)
