"""The app, as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, forms, templates and static files."""

    name = "reif.web"
    label = "web"
