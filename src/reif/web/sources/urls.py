"""Addresses of the sources."""

from django.urls import path

from reif.web.sources import changing, views, webhooks

app_name = "sources"
urlpatterns = [
    path("", views.page, name="page"),
    path("new", changing.add, name="add"),
    path("<int:number>", views.source, name="source"),
    path("<int:number>/latest", views.latest, name="latest"),
    path("<int:number>/kept-apart", views.quarantined, name="quarantined"),
    path("<int:number>/read-again", changing.read_again, name="read-again"),
    path("<int:number>/renew", changing.renew, name="renew"),
    path("<int:number>/revoke", changing.revoke, name="revoke"),
    path("<int:number>/allow", changing.allow, name="allow"),
    path("<int:number>/secret", webhooks.secret, name="secret"),
    path("<int:number>/fetched", webhooks.fetched, name="fetched"),
    path("<int:number>/map", webhooks.field_map, name="map"),
    path("<int:number>/test", changing.test, name="test"),
]
