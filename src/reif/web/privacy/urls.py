"""Addresses of privacy."""

from django.urls import path

from reif.web.privacy import audit, consent, overview, periods, person, report

app_name = "privacy"
urlpatterns = [
    path("", overview.page, name="page"),
    path("let-in", overview.let_in, name="let_in"),
    path("people/<int:number>", person.page, name="person"),
    path("people/<int:number>/object", person.note, name="note"),
    path("people/<int:number>/lift", person.lift, name="lift"),
    path("people/<int:number>/file", person.file, name="file"),
    path("people/<int:number>/report", report.page, name="report"),
    path("people/<int:number>/erase", person.erase, name="erase"),
    path("consents/<int:number>", consent.page, name="consent"),
    path("periods", periods.page, name="periods"),
    path("audit", audit.page, name="audit"),
    path("audit.csv", audit.csv, name="audit_csv"),
]
