"""Every address of the web application."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from reif.web import errors
from reif.web.access import for_everybody_signed_in, for_machines
from reif.web.health import health, ready
from reif.web.metrics import metrics
from reif.web.preferences import choose
from reif.web.session import session

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", for_machines(health), name="health"),
    path("ready", for_machines(ready), name="ready"),
    path("metrics", for_machines(metrics), name="metrics"),
    path("", for_everybody_signed_in(RedirectView.as_view(pattern_name="today:page")), name="start"),
    path("", include("reif.web.collect.urls")),
    path("", include("reif.web.outside.urls")),
    path("session", session, name="session"),
    path("preferences", choose, name="preferences"),
    path("", include("reif.web.sign_in.urls")),
    path("today/", include("reif.web.today.urls")),
    path("insights/", include("reif.web.insights.urls")),
    path("settings/", include("reif.web.settings.urls")),
    path("privacy/", include("reif.web.privacy.urls")),
    path("contacts/", include("reif.web.contacts.urls")),
    path("contacts/", include("reif.web.contact.urls")),
    path("companies/", include("reif.web.companies.urls")),
    path("scoring/", include("reif.web.scoring.urls")),
    path("capture/imports/", include("reif.web.imports.urls")),
    path("capture/sources/", include("reif.web.sources.urls")),
    path("capture/", include("reif.web.capture.urls")),
]
