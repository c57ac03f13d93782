"""What a new form may begin with: most are of a few kinds."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reif.records.models import Attribute
from reif.rules.catalogue import ATTRIBUTES, attribute_type
from reif.rules.consent import Channel, Purpose
from reif.rules.form import MESSAGE, ConsentText, Field, Option, Specification
from reif.web.wording.field import attribute_word, choice_word

STARTS = (
    ("contact", gettext_lazy("Contact: who it is, and what they want to say")),
    ("newsletter", gettext_lazy("Newsletter: an address and a consent")),
    ("demo", gettext_lazy("Demo: a request that reaches sales at once")),
    ("offer", gettext_lazy("Offer: a request, with company and budget")),
)
_FIELDS = {
    "contact": ("first_name", "last_name", "*email", "company", f"*{MESSAGE}"),
    "newsletter": ("*email", "first_name", "last_name"),
    "demo": ("first_name", "*last_name", "*email", "phone", "*company", MESSAGE),
    "offer": ("first_name", "*last_name", "*email", "phone", "*company", "employees", "timeframe", f"*{MESSAGE}"),
}
_EVENTS = {"demo": "Demo Requested", "offer": "Offer Requested"}
_NOT_ASKED = {"channel", "campaign", "source", "owner", "tags", "created_at", "company_domain"}


def start(kind: str, language: str, firm: str) -> Specification:
    """A form to go on from, in the language of those who will fill it in."""
    own = {each.name: each for each in Attribute.objects.all()}
    with translation.override(language):
        fields = [asked(name.lstrip("*"), own, is_required=name.startswith("*")) for name in _FIELDS[kind]]
        titles = {
            "contact": _("Write to us"),
            "newsletter": _("Order the newsletter"),
            "demo": _("See it in a demo"),
            "offer": _("Ask for an offer"),
        }
        return Specification(
            language=language,
            title=titles[kind],
            button=_("Subscribe") if kind == "newsletter" else _("Send"),
            fields=tuple(fields),
            consents=(agreement("newsletter", firm, is_required=kind == "newsletter"),),
            event=_EVENTS.get(kind, "Form Submitted"),
            thanks_title=_("Thank you."),
            thanks=_("It has arrived. We will get in touch.") if kind != "newsletter" else "",
        )


def agreement(key: str, firm: str, *, is_required: bool = False) -> ConsentText:
    """A consent to the newsletter, in the language that is active."""
    text = _(
        "Yes, I want to get the newsletter of %(firm)s with news and offers by e-mail. "
        "I may withdraw this at any time, by the link in every mail."
    ) % {"firm": firm}
    return ConsentText(key, Purpose.NEWSLETTER.value, Channel.EMAIL.value, text, is_required)


def askable() -> list[tuple[str, str]]:
    """What a form may ask for: names and words, in the language that is active."""
    own = Attribute.objects.order_by("name")
    is_german = translation.get_language() == "de"
    words = [(each.name, attribute_word(each.name, _language())) for each in ATTRIBUTES if each.name not in _NOT_ASKED]
    return [
        *words,
        *((each.name, each.label_de if is_german else each.label_en) for each in own),
        (MESSAGE, _("Message")),
    ]


def asked(name: str, own: dict[str, Attribute], *, is_required: bool = False) -> Field:
    """A field for the attribute, worded in the language that is active."""
    if name == MESSAGE:
        return Field(name, "message", _("Your message"), is_required=is_required)
    if name in own:
        return _own(own[name], is_required)
    of = attribute_type(name)
    kind = {"email": "email", "phone": "phone"}.get(name, "text")
    options: Sequence[Option] = ()
    if of is not None and of.type == "number":
        kind = "number"
    elif of is not None and of.values:
        kind, options = "choice", [Option(value, _capital(choice_word(name, value))) for value in of.values]
    return Field(name, kind, attribute_word(name, _language()), is_required=is_required, options=tuple(options))


def _own(of: Attribute, is_required: bool) -> Field:
    language = _language()
    label = of.label_de if language == "de" else of.label_en
    options = tuple(Option(str(each["value"]), str(each.get(language) or each["value"])) for each in of.options)
    return Field(of.name, of.kind, label, is_required=is_required, options=options)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _language() -> str:
    return (translation.get_language() or "en")[:2]
