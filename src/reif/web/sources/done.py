"""What was just done, in words, told in place."""

from django.utils.translation import gettext_lazy as _

_WORDS = {
    "sent": _("The test is on its way; it stands below in a moment."),
    "revoked": _("Revoked: nothing more is taken. What was sent stays."),
    "allowed": _("What it sends is taken again."),
    "used": _("Read again, and used now."),
    "still": _("Read again; it still cannot be used."),
    "secret": _("The secret is kept. What is signed with it is taken."),
    "no-secret": _("The secret is forgotten: nothing of that system is taken any more."),
    "fetched": _("Noted: those leads are brought over."),
    "mapped": _("It holds for what comes from now on."),
    "reading": _("All of it is being read again; what can be used now says so here."),
}


def words(what: str) -> str:
    """The sentence; nothing for what is not known."""
    return str(_WORDS.get(what, ""))
