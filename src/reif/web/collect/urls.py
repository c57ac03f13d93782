"""Addresses that clients know by heart. The short ones are those of Segment's client in the browser."""

from django.urls import URLPattern, path, re_path

from reif.integrations.tracking.call import Type
from reif.web.collect import pointing, views

app_name = "collect"

_SHORT = {"i": Type.IDENTIFY, "t": Type.TRACK, "p": Type.PAGE, "s": Type.SCREEN, "g": Type.GROUP, "a": Type.ALIAS}
_TYPES = "|".join(Type)

urlpatterns: list[URLPattern] = [
    path("reif.js", views.script, name="script"),
    re_path(rf"^v1/(?P<kind>{_TYPES})/?$", views.call, name="call"),
    *(path(f"v1/{short}", views.call, {"kind": kind.value}, name=f"short-{kind}") for short, kind in _SHORT.items()),
    re_path(r"^v1/(?:batch|b|import)/?$", views.batch, name="batch"),
    re_path(rf"^api/s/(?P<kind>{_TYPES})/?$", views.call, name="jitsu"),
    re_path(r"^(?:batch|capture|e)/?$", views.posthog, name="posthog"),
    path("in/google-ads", views.google_ads, name="google-ads"),
    path("in/linkedin/<str:key>", pointing.linkedin, name="linkedin"),
    path("in/meta/<str:key>", pointing.meta, name="meta"),
    path("in/leads", views.leads, name="leads"),
    path("in/leads/<str:key>", views.leads, name="leads-by-address"),
    path("analytics.js/v1/<str:key>/analytics.min.js", views.segment_script, name="segment-script"),
    re_path(r"^analytics-next/bundles/(?P<name>[\w.-]+\.js)$", views.segment_bundle, name="segment-bundle"),
    path("p.js", views.jitsu_script, name="jitsu-script"),
    path("v1/projects/<str:key>/settings", views.segment_settings, name="segment-settings"),
    re_path(r"^sourceConfig/?$", views.rudderstack_settings, name="rudderstack-settings"),
]
