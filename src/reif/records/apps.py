"""The app, as Django knows it."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The tables of reif."""

    name = "reif.records"
    label = "records"
