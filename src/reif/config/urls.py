"""Every address of the web application."""

from django.urls import URLPattern, URLResolver, path

from reif.web.health import health, ready
from reif.web.metrics import metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("ready", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
]
