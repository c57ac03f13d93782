"""Addresses of capture."""

from django.urls import path

from reif.web.capture import adding, builder, embedding, kiosks, listing, mails, submissions

app_name = "capture"
urlpatterns = [
    path("forms/", listing.page, name="forms"),
    path("forms/new", adding.page, name="new"),
    path("forms/<int:number>", builder.page, name="form"),
    path("forms/<int:number>/close", builder.close, name="close"),
    path("forms/<int:number>/reopen", builder.reopen, name="reopen"),
    path("forms/<int:number>/embed", embedding.page, name="embed"),
    path("forms/<int:number>/tablets", kiosks.page, name="kiosks"),
    path("forms/<int:number>/tablets/<int:kiosk>/revoke", kiosks.revoke, name="revoke"),
    path("forms/<int:number>/submissions", submissions.of_form, name="submissions"),
    path("submissions/<int:number>", submissions.page, name="submission"),
    path("submissions/<int:number>/release", submissions.release, name="release"),
    path("submissions/<int:number>/discard", submissions.discard, name="discard"),
    path("submissions/<int:number>/join", submissions.join, name="join"),
    path("quarantine", submissions.quarantine, name="quarantine"),
    path("mail", mails.page, name="mail"),
    path("mail/<int:number>/again", mails.again, name="again"),
]
