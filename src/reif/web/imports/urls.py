"""Addresses of the imports."""

from django.urls import path

from reif.web.imports import undoing, uploading, views, wizard

app_name = "imports"
urlpatterns = [
    path("", views.page, name="page"),
    path("new", uploading.new, name="new"),
    path("new/<int:number>", wizard.columns, name="columns"),
    path("new/<int:number>/preview", wizard.preview, name="preview"),
    path("new/<int:number>/import", wizard.start, name="start"),
    path("new/<int:number>/stop", wizard.stop, name="stop"),
    path("new/<int:number>/discard", wizard.discard, name="discard"),
    path("<int:number>", views.one, name="one"),
    path("<int:number>/undo", undoing.undo, name="undo"),
    path("<int:number>/rejects.csv", views.rejects, name="rejects"),
]
