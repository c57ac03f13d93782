"""Addresses of companies."""

from django.urls import path

from reif.web.companies import views

app_name = "companies"
urlpatterns = [
    path("", views.company_list, name="list"),
    path("csv", views.csv, name="csv"),
    path("<int:number>", views.page, name="page"),
]
