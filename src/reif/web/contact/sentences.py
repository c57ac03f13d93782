"""What a contact did, as a sentence. German and English say it in the present: Fragt eine Vorführung an."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reif.rules.catalogue import event_type
from reif.web.templatetags.words import language
from reif.web.wording.field import event_word
from reif.web.wording.numbers import money, number

LONGEST = 400
"""Characters of a text that are shown."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text`: the sentence, without a full stop. `quote`: what was said. `is_strong`: a request or a purchase."""

    text: str
    quote: str = ""
    is_strong: bool = False


Told: TypeAlias = Callable[[Mapping[str, Any]], str]


def sentence(name: str, properties: Mapping[str, Any]) -> Sentence:
    """The event in words; one of the team's own by its name."""
    known = event_type(name)
    tell = _TOLD.get(known.name if known is not None else name)
    text = tell(properties) if tell is not None else event_word(name, language())
    is_strong = known is not None and (known.is_request or known.name in _STRONG)
    return Sentence(text, _text(properties, "text") or _text(properties, "note"), is_strong)


def closed(text: str) -> str:
    """The sentence with its full stop, which an abbreviation at its end has already."""
    return text if text.endswith(".") else f"{text}."


def quoted(text: str) -> str:
    """The text in the quotation marks of the language."""
    return _("“%(text)s”") % {"text": text}


def listed(words: list[str]) -> str:
    """a, b und c"""
    *head, tail = words
    return _("%(head)s and %(tail)s") % {"head": ", ".join(head), "tail": tail} if head else tail


def visit(titles: list[str], most: int = 3) -> str:
    """What somebody looked at in one go: the titles, repeated ones once, at most so many by name."""
    seen = list(dict.fromkeys(titles))
    shown, more = seen[:most], len(seen) - most
    names = [quoted(each) for each in shown]
    if more > 0:
        names.append(ngettext("one more page", "%(count)s more pages", more) % {"count": more})
    return _("Looks at %(pages)s") % {"pages": listed(names)}


def page_title(properties: Mapping[str, Any]) -> str:
    """How a page is called: by its title, else by its path."""
    return _text(properties, "title") or _text(properties, "path") or _("a page")


def _text(properties: Mapping[str, Any], name: str) -> str:
    value = properties.get(name)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _with(properties: Mapping[str, Any], name: str, named: str, plain: str) -> str:
    value = _text(properties, name)
    return named % {name: quoted(value)} if value else plain


def _lasting(properties: Mapping[str, Any]) -> str:
    minutes = properties.get("minutes")
    if isinstance(minutes, bool) or not isinstance(minutes, (int, float)) or not 0 < minutes < 10_000:
        return ""
    shown = int(minutes)
    return ", " + ngettext("%(minutes)s\u00a0minute", "%(minutes)s\u00a0minutes", shown) % {"minutes": shown}


def _outcome(properties: Mapping[str, Any]) -> str:
    outcome = _text(properties, "outcome")
    return f": {outcome}" if outcome else ""


def _bought(properties: Mapping[str, Any]) -> str:
    what = _with(properties, "products", _("Buys %(products)s"), _("Buys"))
    value = properties.get("value")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return what
    currency = _text(properties, "currency") or "EUR"
    shown = money(value, language()) if currency == "EUR" else f"{number(value, language())}\u00a0{currency}"
    return _("%(what)s for %(money)s") % {"what": what, "money": shown}


_STRONG = {"Order Completed", "Meeting Booked", "Referral Made"}
_TOLD: Mapping[str, Told] = {
    "Page Viewed": lambda p: _("Looks at %(pages)s") % {"pages": quoted(page_title(p))},
    "Link Clicked": lambda p: _with(p, "url", _("Follows the link %(url)s"), _("Follows a link")),
    "Form Submitted": lambda p: _with(p, "form", _("Fills in the form %(form)s"), _("Fills in a form")),
    "Newsletter Subscribed": lambda p: _with(
        p, "list", _("Subscribes to the newsletter %(list)s"), _("Subscribes to the newsletter")
    ),
    "Newsletter Unsubscribed": lambda p: _with(
        p, "list", _("Unsubscribes from the newsletter %(list)s"), _("Unsubscribes from the newsletter")
    ),
    "Content Downloaded": lambda p: _with(p, "content", _("Downloads %(content)s"), _("Downloads something")),
    "Webinar Registered": lambda p: _with(
        p, "webinar", _("Registers for the webinar %(webinar)s"), _("Registers for a webinar")
    ),
    "Webinar Attended": lambda p: (
        _with(p, "webinar", _("Attends the webinar %(webinar)s"), _("Attends a webinar")) + _lasting(p)
    ),
    "Webinar Missed": lambda p: _with(p, "webinar", _("Misses the webinar %(webinar)s"), _("Misses a webinar")),
    "Trade Fair Visited": lambda p: _with(
        p, "fair", _("Comes to the stand at the fair %(fair)s"), _("Comes to the stand at a fair")
    ),
    "Store Visited": lambda p: _with(p, "place", _("Comes to the store: %(place)s"), _("Comes to the store")),
    "Email Delivered": lambda p: _("Is sent an e-mail"),
    "Email Opened": lambda p: _("Opens an e-mail"),
    "Email Link Clicked": lambda p: _with(
        p, "link_url", _("Follows a link in an e-mail: %(link_url)s"), _("Follows a link in an e-mail")
    ),
    "Email Bounced": lambda p: _("An e-mail could not be delivered"),
    "Email Marked as Spam": lambda p: _("Marks an e-mail as spam"),
    "Email Unsubscribed": lambda p: _("Wants no more e-mails"),
    "Email Replied": lambda p: _("Replies to an e-mail"),
    "Email Answered Automatically": lambda p: _("Is away: an e-mail was answered automatically"),
    "Offer Requested": lambda p: _with(p, "product", _("Asks for an offer on %(product)s"), _("Asks for an offer")),
    "Demo Requested": lambda p: _with(p, "product", _("Asks for a demo of %(product)s"), _("Asks for a demo")),
    "Call Requested": lambda p: _with(
        p, "product", _("Asks to be called back about %(product)s"), _("Asks to be called back")
    ),
    "Demo Attended": lambda p: _("Attends a demo") + _lasting(p) + _outcome(p),
    "Meeting Booked": lambda p: _("Agrees to a meeting"),
    "Meeting Held": lambda p: _("Meets us") + _lasting(p) + _outcome(p),
    "Call Completed": lambda p: _("Talks to us on the phone") + _lasting(p) + _outcome(p),
    "LinkedIn Connected": lambda p: _("Connects on LinkedIn"),
    "LinkedIn Replied": lambda p: _("Replies on LinkedIn"),
    "Job Page Viewed": lambda p: _("Reads job offers"),
    "Trial Started": lambda p: _with(p, "plan", _("Starts the trial %(plan)s"), _("Starts a trial")),
    "Signed Up": lambda p: _with(p, "plan", _("Signs up for %(plan)s"), _("Signs up")),
    "Order Completed": _bought,
    "Referral Made": lambda p: _("Recommends us"),
    "Review Written": lambda p: _("Writes a review"),
}
