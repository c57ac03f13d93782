"""The words of the field: stages, temperatures, statuses, channels, events, attributes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from reif.rules.catalogue import attribute_type, event_type
from reif.rules.stages import Disqualification, Stage, Status

_TEMPERATURES = {
    "cold": pgettext_lazy("temperature", "cold"),
    "warm": pgettext_lazy("temperature", "warm"),
    "hot": pgettext_lazy("temperature", "hot"),
}
_STATUSES = {
    Status.ACTIVE: gettext_lazy("active"),
    Status.DISQUALIFIED: gettext_lazy("disqualified"),
    Status.RECYCLED: gettext_lazy("left to nurturing"),
}
_REASONS = {
    Disqualification.NO_FIT: gettext_lazy("does not fit"),
    Disqualification.NO_BUDGET: gettext_lazy("no budget"),
    Disqualification.NO_AUTHORITY: gettext_lazy("cannot decide"),
    Disqualification.NO_NEED: gettext_lazy("no need"),
    Disqualification.COMPETITOR: gettext_lazy("competitor"),
    Disqualification.BAD_DATA: gettext_lazy("wrong data"),
    Disqualification.DUPLICATE: gettext_lazy("duplicate"),
    Disqualification.SPAM: gettext_lazy("spam"),
}
_CHANNELS = {
    "website": gettext_lazy("Website"),
    "trade_fair": gettext_lazy("Trade fair"),
    "store": gettext_lazy("Store"),
    "newsletter": gettext_lazy("Newsletter"),
    "webinar": gettext_lazy("Webinar"),
    "email": gettext_lazy("E-mail"),
    "linkedin": gettext_lazy("LinkedIn"),
    "phone": gettext_lazy("Phone"),
    "referral": gettext_lazy("Referral"),
    "ads": gettext_lazy("Ads"),
    "import": gettext_lazy("Import"),
}
_CHOICES = {
    ("salutation", "ms"): pgettext_lazy("salutation", "Ms"),
    ("salutation", "mr"): pgettext_lazy("salutation", "Mr"),
    ("salutation", "neutral"): pgettext_lazy("salutation", "neutral"),
    ("seniority", "owner"): pgettext_lazy("seniority", "owner"),
    ("seniority", "c_level"): gettext_lazy("top management"),
    ("seniority", "vp"): gettext_lazy("vice president"),
    ("seniority", "director"): gettext_lazy("director"),
    ("seniority", "manager"): gettext_lazy("manager"),
    ("seniority", "specialist"): gettext_lazy("specialist"),
    ("seniority", "intern"): gettext_lazy("intern"),
    ("department", "sales"): gettext_lazy("sales"),
    ("department", "marketing"): gettext_lazy("marketing"),
    ("department", "it"): gettext_lazy("IT"),
    ("department", "finance"): gettext_lazy("finance"),
    ("department", "hr"): gettext_lazy("human resources"),
    ("department", "operations"): gettext_lazy("operations"),
    ("department", "purchasing"): gettext_lazy("purchasing"),
    ("department", "management"): gettext_lazy("management"),
    ("department", "other"): gettext_lazy("other"),
    ("decision_role", "decider"): gettext_lazy("decides"),
    ("decision_role", "influencer"): gettext_lazy("prepares the decision"),
    ("decision_role", "user"): gettext_lazy("will use it"),
    ("decision_role", "gatekeeper"): gettext_lazy("lets others through or not"),
    ("timeframe", "now"): pgettext_lazy("timeframe", "now"),
    ("timeframe", "quarter"): gettext_lazy("this quarter"),
    ("timeframe", "half_year"): gettext_lazy("within half a year"),
    ("timeframe", "year"): gettext_lazy("within a year"),
    ("timeframe", "none"): pgettext_lazy("timeframe", "none"),
}
_ENGLISH_ATTRIBUTES = {"linkedin_url": "LinkedIn", "email": "E-mail", "title": "Position"}
_GERMAN_ATTRIBUTES = {
    "title": "Position",
    "region": "Region",
    "website": "Website",
    "linkedin_url": "LinkedIn",
    "company_domain": "Domain der Firma",
}
_PROPERTIES = {
    "path": {"en": "address of the page", "de": "Adresse der Seite"},
    "title": {"en": "title of the page", "de": "Titel der Seite"},
    "referrer": {"en": "came from", "de": "kam von"},
    "url": {"en": "address", "de": "Adresse"},
    "link_url": {"en": "address", "de": "Adresse"},
    "form": {"en": "form", "de": "Formular"},
    "list": {"en": "list", "de": "Verteiler"},
    "content": {"en": "content", "de": "Inhalt"},
    "kind": {"en": "kind", "de": "Art"},
    "webinar": {"en": "webinar", "de": "Webinar"},
    "minutes": {"en": "minutes", "de": "Minuten"},
    "fair": {"en": "fair", "de": "Messe"},
    "place": {"en": "place", "de": "Ort"},
    "note": {"en": "note", "de": "Notiz"},
    "sentiment": {"en": "tone", "de": "Tonfall"},
    "product": {"en": "product", "de": "Produkt"},
    "text": {"en": "text", "de": "Text"},
    "outcome": {"en": "outcome", "de": "Ergebnis"},
    "plan": {"en": "plan", "de": "Tarif"},
    "value": {"en": "value", "de": "Wert"},
    "currency": {"en": "currency", "de": "Währung"},
}
_SEVERAL_GERMAN = {
    Stage.SUSPECT: "Verdächtige",
    Stage.LEAD: "Leads",
    Stage.PROSPECT: "Interessenten",
    Stage.OPPORTUNITY: "Verkaufschancen",
    Stage.CUSTOMER: "Kunden",
    Stage.AMBASSADOR: "Markenbotschafter",
}
_SHORT_GERMAN = {Stage.OPPORTUNITY: "Chance", Stage.AMBASSADOR: "Botschafter"}


def stage_word(stage: str, language: str, *, is_short: bool = False) -> str:
    """Interessent, Prospect; short as phones show it."""
    known = Stage(stage)
    if language == "de":
        return _SHORT_GERMAN.get(known, known.german) if is_short else known.german
    return known.english


def stage_words(stage: str, language: str) -> str:
    """Interessenten, Prospects: several at the stage."""
    known = Stage(stage)
    if language == "de":
        return _SEVERAL_GERMAN[known]
    return f"{known.english[:-1]}ies" if known.english.endswith("y") else f"{known.english}s"


def temperature_word(temperature: str) -> str:
    """kalt, warm, heiß."""
    return str(_TEMPERATURES[temperature])


def status_word(status: str) -> str:
    """ausgeschieden, active."""
    return str(_STATUSES[Status(status)])


def disqualification_word(reason: str) -> str:
    """Why a contact was given up; nothing for nothing."""
    return str(_REASONS[Disqualification(reason)]) if reason else ""


def channel_word(channel: str) -> str:
    """Messe, Trade fair; a channel of the team's own as it is."""
    return str(_CHANNELS.get(channel, channel))


def event_word(name: str, language: str) -> str:
    """auf E-Mail geantwortet, replied to e-mail; an event of the team's own as it is."""
    known = event_type(name)
    if known is None:
        return name
    return known.german if language == "de" else known.name[0] + known.name[1:].lower()


def attribute_word(name: str, language: str) -> str:
    """Firma, Company; an attribute of the team's own by its name."""
    known = attribute_type(name)
    if language == "de" and known is not None:
        found = _GERMAN_ATTRIBUTES.get(name) or next(iter(known.german_headers), "")
        if found:
            return found
    return _ENGLISH_ATTRIBUTES.get(name) or name.replace("_", " ").capitalize()


def property_word(name: str, language: str) -> str:
    """What an event says beside its name: Seite, page; a property of the team's own by its name."""
    word = _PROPERTIES.get(name, {}).get(language) or name.replace("_", " ")
    return word[:1].upper() + word[1:]


def choice_word(attribute: str, value: str) -> str:
    """The word for a value that the catalogue knows; any other as it is."""
    if attribute == "channel":
        return channel_word(value)
    return str(_CHOICES.get((attribute, value), value))


def level_word(level: int) -> str:
    """Stufe 4 von 4."""
    return _("level %(level)s of 4") % {"level": level}


def fit_word(grade: str) -> str:
    """Passung B."""
    return pgettext("grade", "fit %(grade)s") % {"grade": grade}
