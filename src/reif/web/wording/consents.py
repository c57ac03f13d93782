"""Words of consents and of mail."""

from django.utils.translation import gettext_lazy, pgettext_lazy

_PURPOSES = {
    "newsletter": gettext_lazy("Newsletter"),
    "offers": gettext_lazy("Offers and advice"),
    "events": gettext_lazy("Invitations to events"),
}
_CHANNELS = {"email": gettext_lazy("by e-mail"), "phone": gettext_lazy("by phone")}
_STATES = {
    "waiting": gettext_lazy("waits to be sent"),
    "taken": gettext_lazy("is being sent"),
    "sending": gettext_lazy("is being sent"),
    "sent": pgettext_lazy("mail", "sent"),
    "unknown": gettext_lazy("nobody knows whether it arrived"),
    "withheld": gettext_lazy("held back: it may not be sent"),
    "refused": gettext_lazy("refused by the server"),
    "failed": gettext_lazy("the server could not be reached"),
}
_SUSPICIONS = {
    "trap": gettext_lazy("filled in a field that people do not see"),
    "too fast": gettext_lazy("sent faster than anybody types"),
    "too old": gettext_lazy("the page had been open for over a day"),
    "forged": gettext_lazy("the stamp of the page is not ours"),
    "no page": gettext_lazy("came from no page of yours"),
    "disposable": gettext_lazy("an address to throw away"),
    "many from network": gettext_lazy("many from the same network"),
    "many from address": gettext_lazy("many under the same address"),
    "links": gettext_lazy("full of links"),
    "erased": gettext_lazy("was erased at their own wish"),
}


_CAMPAIGN = {
    "name": gettext_lazy("Campaign"),
    "source": gettext_lazy("Source of the campaign"),
    "medium": gettext_lazy("Medium"),
    "term": gettext_lazy("Search term"),
    "content": gettext_lazy("Variant"),
}


def campaign_word(name: str) -> str:
    """What is said of a campaign; ids of clicks as they are called."""
    return str(_CAMPAIGN.get(name, name))


def purpose_word(purpose: str) -> str:
    """Newsletter; a purpose that is not known as it is."""
    return str(_PURPOSES.get(purpose, purpose))


def consent_channel_word(channel: str) -> str:
    """per E-Mail, by phone."""
    return str(_CHANNELS.get(channel, channel))


def mail_state_word(state: str) -> str:
    """What became of a mail."""
    return str(_STATES.get(state, state))


def suspicion_word(suspicion: str) -> str:
    """Why something was kept apart."""
    return str(_SUSPICIONS.get(suspicion, suspicion))


PURPOSES = tuple(_PURPOSES.items())
CHANNELS = tuple(_CHANNELS.items())
