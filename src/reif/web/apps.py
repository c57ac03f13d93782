"""The app, as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, forms, templates and static files."""

    name = "reif.web"
    label = "web"

    def ready(self) -> None:
        """Listen to what allauth does."""
        from reif.web.sign_in.noting import connect

        connect()
