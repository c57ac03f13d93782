"""What Django is told of the web application: the middleware in order, templates, static files, headers, cookies."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

import reif.web
from reif.config.addresses import Address
from reif.config.sign_in import APPS, MIDDLEWARE
from reif.web.static_files import fingerprint

WEB = Path(reif.web.__file__).parent
_YEAR = 365 * 24 * 3600

WEB_APPS = ("django.contrib.staticfiles", "django_htmx", "csp", *APPS, "reif.web")

WEB_MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "reif.web.watching.Watch",
    "csp.middleware.CSPMiddleware",
    "reif.web.trouble.Trouble",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "reif.web.preferences.Preferences",
    MIDDLEWARE,
    "reif.web.access.Access",
)


def web_settings(address: Address, cache: Path) -> dict[str, Any]:
    """`cache`: the folder where processes share what they count of failed sign-ins."""
    return {
        "ALLOWED_HOSTS": list(address.hosts),
        "CSRF_TRUSTED_ORIGINS": [address.origin] if address.origin else [],
        "CSRF_FAILURE_VIEW": "reif.web.errors.csrf_failure",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": address.is_encrypted,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": address.is_encrypted,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if address.is_encrypted else None,
        "SECURE_HSTS_SECONDS": _YEAR if address.is_encrypted else 0,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "CONTENT_SECURITY_POLICY": {
            "DIRECTIVES": {
                "default-src": [NONE],
                "script-src": [SELF],
                "style-src": [SELF],
                "img-src": [SELF, "data:"],
                "connect-src": [SELF],
                "form-action": [SELF],
                "base-uri": [NONE],
                "frame-ancestors": [NONE],
            }
        },
        "CACHES": {
            "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(cache)},
            "figures": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "figures"},
        },
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [WEB / "templates"],
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "reif.web.shell.shell",
                    ],
                    "builtins": [
                        "django.templatetags.i18n",
                        "django.templatetags.static",
                        "reif.web.templatetags.words",
                        "reif.web.templatetags.drawings",
                    ],
                },
            }
        ],
        "LOCALE_PATHS": [WEB / "locale"],
        "STATIC_URL": f"/static/{fingerprint()}/",
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_IMMUTABLE_FILE_TEST": "^/static/",
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 2000,
        "FILE_UPLOAD_HANDLERS": [
            "reif.web.upload_limit.UploadLimit",
            "django.core.files.uploadhandler.MemoryFileUploadHandler",
            "django.core.files.uploadhandler.TemporaryFileUploadHandler",
        ],
    }
