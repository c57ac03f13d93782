"""Addresses of the settings."""

from django.urls import path

from reif.web.settings import attributes, house, inviting, oneself, people, teams

app_name = "settings"
urlpatterns = [
    path("", oneself.page, name="page"),
    path("team", people.team, name="team"),
    path("team/invite", inviting.invite, name="invite"),
    path("team/<int:number>", people.user, name="user"),
    path("team/<int:number>/link", inviting.link, name="link"),
    path("team/<int:number>/disable", people.disable, name="disable"),
    path("team/<int:number>/enable", people.enable, name="enable"),
    path("team/<int:number>/drop-factor", people.drop_factor, name="drop_factor"),
    path("teams/new", teams.add, name="add_team"),
    path("teams/<int:number>", teams.change, name="change_team"),
    path("attributes", attributes.page, name="attributes"),
    path("attributes/new", attributes.add, name="add_attribute"),
    path("attributes/<int:number>", attributes.change, name="change_attribute"),
    path("attributes/<int:number>/remove", attributes.remove, name="remove_attribute"),
    path("system", house.page, name="system"),
]
