"""What was just done, in words, told in place."""

from django.utils.translation import gettext_lazy as _

_WORDS = {
    "kept": _("Kept."),
    "password": _("The password is changed. All your other sessions have ended."),
    "disabled": _("Locked. What was open ends with the next click."),
    "enabled": _("May sign in again."),
    "factor": _("The second factor is removed. The password alone lets in until a new one is set up."),
    "team": _("The team is there."),
    "attribute": _("The attribute is there. It stands in the form of every contact."),
    "removed": _("The attribute is removed."),
}


def words(what: str) -> str:
    """The sentence; nothing for what is not known."""
    return str(_WORDS.get(what, ""))
