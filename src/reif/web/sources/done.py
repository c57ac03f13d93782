"""What was just done, in words, told in place."""

from django.utils.translation import gettext_lazy as _

_WORDS = {
    "sent": _("The test is on its way; it stands below in a moment."),
    "revoked": _("Revoked: nothing more is taken. What was sent stays."),
    "allowed": _("What it sends is taken again."),
    "used": _("Read again, and used now."),
    "still": _("Read again; it still cannot be used."),
    "reading": _("All of it is being read again; what can be used now says so here."),
}


def words(what: str) -> str:
    """The sentence; nothing for what is not known."""
    return str(_WORDS.get(what, ""))
