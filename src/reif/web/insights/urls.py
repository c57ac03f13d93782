"""Addresses of insights."""

from django.urls import path

from reif.web.insights import views

app_name = "insights"
urlpatterns = [path("", views.page, name="page"), path("table.csv", views.table, name="table")]
