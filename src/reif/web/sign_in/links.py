"""Links by which somebody sets a new password: sent by mail, or made by an admin and handed over."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from reif.records.models import User


def password_link(user: User) -> str:
    """The address where this user sets a new password; good once and for three days. Absolute if REIF_URL is told."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return f"{settings.REIF_ORIGIN}{path}"
