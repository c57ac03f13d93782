"""Addresses of scoring."""

from django.urls import path

from reif.web.scoring import changing, views

app_name = "scoring"
urlpatterns = [
    path("", views.page, name="page"),
    path("new", changing.new, name="new"),
    path("<int:number>", views.version, name="version"),
    path("<int:number>/file", views.file, name="file"),
    path("<int:number>/effect", changing.effect, name="effect"),
    path("<int:number>/publish", changing.publish, name="publish"),
    path("<int:number>/discard", changing.discard, name="discard"),
    path("<int:number>/take-back", changing.take_back, name="take_back"),
]
