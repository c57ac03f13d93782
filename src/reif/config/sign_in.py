"""How people sign in: django-allauth, by e-mail and password, with a second factor if they want one.

Everybody is let in by somebody of the team: nobody signs up.
"""

from typing import Any

APPS = ("allauth", "allauth.account", "allauth.mfa")
MIDDLEWARE = "allauth.account.middleware.AccountMiddleware"
MINUTES = 60
DAYS = 24 * 60 * MINUTES


def sign_in_settings(*, is_encrypted: bool) -> dict[str, Any]:
    """Django's and allauth's settings of signing in. `is_encrypted`: TLS is in front."""
    return {
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/",
        "LOGOUT_REDIRECT_URL": "account_login",
        "ACCOUNT_ADAPTER": "reif.web.sign_in.adapter.Adapter",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*", "password2*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_USER_MODEL_EMAIL_FIELD": "email",
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_LOGOUT_ON_GET": False,
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,
        "ACCOUNT_LOGIN_ON_PASSWORD_RESET": False,
        "ACCOUNT_SESSION_REMEMBER": True,
        "SESSION_COOKIE_AGE": 7 * DAYS,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 15 * MINUTES,
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if is_encrypted else "http",
        "ACCOUNT_RATE_LIMITS": {
            "login": "30/m/ip",
            "login_failed": "10/m/ip,5/5m/key",
            "reset_password": "20/m/ip,5/m/key",
            "reset_password_from_key": "20/m/ip",
            "change_password": "5/m/user",
            "reauthenticate": "10/m/user",
        },
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,  # an admin vouches for the address
        "MFA_TOTP_ISSUER": "reif",
        "MFA_RECOVERY_CODE_COUNT": 10,
    }
