"""Addresses of a contact."""

from django.urls import path

from reif.web.contact import views

app_name = "contact"
urlpatterns = [
    path("<int:number>", views.page, name="page"),
    path("<int:number>/story", views.older, name="story"),
]
