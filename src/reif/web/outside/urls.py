"""Addresses that people outside know: short, as they stand in mails and on other sites."""

from django.urls import path

from reif.web.outside import forms, kiosk, kiosk_submissions, links

app_name = "outside"
urlpatterns = [
    path("f/<slug:slug>/", forms.form, name="form"),
    path("f/<slug:slug>/thanks", forms.thanks, name="thanks"),
    path("k/<int:number>/", kiosk.page, name="kiosk"),
    path("k/<int:number>/start", kiosk.start, name="kiosk_start"),
    path("k/<int:number>/worker.js", kiosk.worker, name="kiosk_worker"),
    path("k/<int:number>/kiosk.webmanifest", kiosk.manifest, name="kiosk_manifest"),
    path("k/<int:number>/submissions", kiosk_submissions.submissions, name="kiosk_submissions"),
    path("c/<str:token>", links.confirm, name="confirm"),
    path("w/<str:token>", links.withdraw, name="withdraw"),
]
