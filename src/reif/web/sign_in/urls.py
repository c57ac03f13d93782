"""Addresses of signing in. The names are allauth's, which looks them up by them."""

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from reif.web.access import for_everybody, for_everybody_signed_in

urlpatterns = [
    path("sign-in", for_everybody(views.login), name="account_login"),
    path("sign-out", for_everybody(views.logout), name="account_logout"),
    path("sign-in/locked", for_everybody(views.account_inactive), name="account_inactive"),
    path("sign-in/code", for_everybody(factors.authenticate), name="mfa_authenticate"),
    path("sign-in/again", for_everybody_signed_in(views.reauthenticate), name="account_reauthenticate"),
    path("sign-in/again/code", for_everybody_signed_in(factors.reauthenticate), name="mfa_reauthenticate"),
    path("password", for_everybody_signed_in(views.password_change), name="account_change_password"),
    path("password/forgotten", for_everybody(views.password_reset), name="account_reset_password"),
    path("password/forgotten/sent", for_everybody(views.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        for_everybody(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/changed",
        for_everybody(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("second-factor", for_everybody_signed_in(factors.index), name="mfa_index"),
    path("second-factor/set-up", for_everybody_signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/give-up", for_everybody_signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/codes", for_everybody_signed_in(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/new",
        for_everybody_signed_in(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/codes/file",
        for_everybody_signed_in(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
