"""Address of the day."""

from django.urls import path

from reif.web.today import views

app_name = "today"
urlpatterns = [path("", views.page, name="page")]
