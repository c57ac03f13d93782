"""What allauth asks of us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # the package types only a part of itself
    """Nobody signs up, and no notice of a sign-in is sent; mail goes out only where a server takes it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: users are added by somebody of the team."""
        del request
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's settings, which say what was done."""
        del request
        return f"{reverse('settings:page')}?done=password"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, if there is a server for it."""
        if settings.REIF_SENDS_MAIL:
            super().send_mail(template_prefix, email, context)

    def add_message(self, *arguments: Any, **options: Any) -> None:
        """Say nothing beside the page: each says itself what was done."""
        del arguments, options
