"""Addresses of the list of contacts."""

from django.urls import path

from reif.web.contacts import bulk, views

app_name = "contacts"
urlpatterns = [
    path("", views.contact_list, name="list"),
    path("csv", views.csv, name="csv"),
    path("assign", bulk.assign, name="assign"),
    path("move", bulk.move, name="move"),
    path("assign/undo", bulk.unassign, name="unassign"),
    path("move/undo", bulk.unmove, name="unmove"),
]
