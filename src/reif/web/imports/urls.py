"""Addresses of the imports."""

from django.urls import path

from reif.web.imports import undoing, views

app_name = "imports"
urlpatterns = [
    path("", views.page, name="page"),
    path("<int:number>", views.one, name="one"),
    path("<int:number>/undo", undoing.undo, name="undo"),
    path("<int:number>/rejects.csv", views.rejects, name="rejects"),
]
