"""Django's settings, out of the environment and REIF_HOME/reif.toml."""

import os

from reif.config.addresses import mail_settings, web_address
from reif.config.databases import database
from reif.config.environment import read
from reif.config.logs import logging_settings
from reif.config.schedule import KINDS
from reif.config.sign_in import sign_in_settings
from reif.config.web_settings import WEB_APPS, WEB_MIDDLEWARE, web_settings

_environment = read(os.environ)
_address = web_address(_environment)

REIF_HOME = _environment.home
REIF_SECRET_KEY_FILE = _environment.secret_key_file
# Without a key Django refuses whatever would need one; `reif init` makes it.
SECRET_KEY = REIF_SECRET_KEY_FILE.read_text(encoding="ascii").strip() if REIF_SECRET_KEY_FILE.is_file() else ""
DEBUG = False
LOGGING = logging_settings(_environment.log_level)
REIF_LOG_LEVEL = _environment.log_level
REIF_METRICS_TOKEN = _environment.metrics_token
REIF_KINDS_OF_JOBS = KINDS

DATABASES = {"default": database(_environment)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    *WEB_APPS,
    "reif.records",
]
MIDDLEWARE = list(WEB_MIDDLEWARE)
ROOT_URLCONF = "reif.config.urls"
AUTH_USER_MODEL = "records.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

USE_TZ = True
TIME_ZONE = _environment.time_zone
USE_I18N = True
LANGUAGE_CODE = _environment.language
LANGUAGES = [("en", "English"), ("de", "Deutsch")]

REIF_ORIGIN = _address.origin
REIF_SENDS_MAIL = bool(_environment.smtp_url)
REIF_MAILBOX_PASSWORDS = dict(_environment.mailbox_passwords)
globals().update(web_settings(_address, _environment.home / "cache"))
globals().update(sign_in_settings(is_encrypted=_address.is_encrypted))
globals().update(mail_settings(_environment))
