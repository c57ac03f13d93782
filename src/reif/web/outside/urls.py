"""Addresses that people outside know: short, as they stand in mails and on other sites."""

from django.urls import path

from reif.web.outside import forms, links

app_name = "outside"
urlpatterns = [
    path("f/<slug:slug>/", forms.form, name="form"),
    path("f/<slug:slug>/thanks", forms.thanks, name="thanks"),
    path("c/<str:token>", links.confirm, name="confirm"),
    path("w/<str:token>", links.withdraw, name="withdraw"),
]
