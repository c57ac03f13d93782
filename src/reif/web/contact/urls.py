"""Addresses of a contact."""

from django.urls import path

from reif.web.contact import acting, consents, doubles, editing, merging, merging_many, views

app_name = "contact"
urlpatterns = [
    path("doubles/look", doubles.look, name="look-for-doubles"),
    path("doubles/merge", merging_many.merge_many, name="merge-many"),
    path("doubles/split", merging_many.split_many, name="split-many"),
    path("doubles", doubles.listed, name="doubles"),
    path("new", editing.add, name="add"),
    path("<int:number>", views.page, name="page"),
    path("<int:number>/story", views.older, name="story"),
    path("<int:number>/edit", editing.edit, name="edit"),
    path("<int:number>/accept", acting.accept, name="accept"),
    path("<int:number>/decline", acting.decline, name="decline"),
    path("<int:number>/advance", acting.advance, name="advance"),
    path("<int:number>/disqualify", acting.disqualify, name="disqualify"),
    path("<int:number>/recycle", acting.recycle, name="recycle"),
    path("<int:number>/reactivate", acting.reactivate, name="reactivate"),
    path("<int:number>/undo", acting.undo, name="undo"),
    path("<int:number>/judge", acting.judge, name="judge"),
    path("<int:number>/assign", acting.assign, name="assign"),
    path("<int:number>/withdraw", consents.withdraw, name="withdraw"),
    path("<int:number>/snooze", acting.snooze, name="snooze"),
    path("<int:number>/merge", merging.choose, name="merge"),
    path("<int:number>/merge/<int:other>", merging.compare, name="compare"),
    path("<int:number>/apart/<int:other>", doubles.apart, name="apart"),
    path("<int:number>/split", merging.split, name="split"),
]
