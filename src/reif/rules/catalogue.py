"""The words of the field: the events and attributes that models, imports and forms know; a team adds its own.

Event names follow Segment's semantic events where one exists.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class EventType:
    """Something a lead does. `is_interest`: makes a suspect a lead; `is_request`: wants a salesperson at once.

    `is_sign`: the person did it; else it happened without them, as a mail that was delivered. `other_names`: what other
    systems call the same event.
    """

    name: str
    german: str
    properties: tuple[str, ...] = ()
    is_interest: bool = False
    is_request: bool = False
    is_sign: bool = True
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttributeType:
    """Something known of a lead. `values`: the usual ones, of a choice the only ones; `unit`: of a number."""

    name: str
    type: Literal["text", "choice", "number", "list", "time"]
    values: tuple[str, ...] = ()
    unit: str = ""
    german_headers: tuple[str, ...] = ()


def _seen(name: str, german: str, *properties: str, other_names: tuple[str, ...] = ()) -> EventType:
    return EventType(name, german, properties, other_names=other_names)


def _without_them(name: str, german: str, *properties: str) -> EventType:
    return EventType(name, german, properties, is_sign=False)


def _interest(name: str, german: str, *properties: str) -> EventType:
    return EventType(name, german, properties, is_interest=True)


def _request(name: str, german: str, *properties: str) -> EventType:
    return EventType(name, german, properties, is_interest=True, is_request=True)


EVENTS = (
    _seen("Page Viewed", "Seite angesehen", "path", "title", "referrer"),
    _seen("Link Clicked", "Link geklickt", "url"),
    _interest("Form Submitted", "Formular gesendet", "form"),
    _interest("Newsletter Subscribed", "Newsletter bestellt", "list"),
    _seen("Newsletter Unsubscribed", "Newsletter abbestellt", "list"),
    _interest("Content Downloaded", "Inhalt geladen", "content", "kind"),
    _interest("Webinar Registered", "zum Webinar angemeldet", "webinar"),
    _interest("Webinar Attended", "Webinar besucht", "webinar", "minutes"),
    _without_them("Webinar Missed", "Webinar versäumt", "webinar"),
    _interest("Trade Fair Visited", "am Messestand", "fair", "note"),
    _interest("Store Visited", "im Geschäft", "place"),
    _without_them("Email Delivered", "E-Mail zugestellt", "email_id", "campaign_id"),
    _seen("Email Opened", "E-Mail geöffnet", "email_id", "campaign_id"),
    _interest("Email Link Clicked", "Link in E-Mail geklickt", "email_id", "campaign_id", "link_url"),
    _without_them("Email Bounced", "E-Mail unzustellbar", "email_id", "campaign_id"),
    _seen("Email Marked as Spam", "E-Mail als Spam gemeldet", "email_id", "campaign_id"),
    _seen("Email Unsubscribed", "E-Mails abbestellt", "email_id", "campaign_id", other_names=("Unsubscribed",)),
    _interest("Email Replied", "auf E-Mail geantwortet", "email_id", "sentiment"),
    _without_them("Email Answered Automatically", "E-Mail automatisch beantwortet", "email_id", "returns_on"),
    _request("Offer Requested", "Angebot erbeten", "product", "text"),
    _request("Demo Requested", "Vorführung erbeten", "product", "text"),
    _request("Call Requested", "Rückruf erbeten", "product", "text"),
    _interest("Demo Attended", "Vorführung besucht", "minutes", "outcome"),
    _interest("Meeting Booked", "Termin vereinbart"),
    _interest("Meeting Held", "Termin gehalten", "minutes", "outcome"),
    _interest("Call Completed", "telefoniert", "minutes", "outcome"),
    _interest("LinkedIn Connected", "auf LinkedIn verbunden"),
    _interest("LinkedIn Replied", "auf LinkedIn geantwortet"),
    _seen("Job Page Viewed", "Stellenanzeige gelesen", "path"),
    _interest("Trial Started", "Test begonnen", "plan"),
    _interest("Signed Up", "angemeldet", "plan"),
    _interest("Order Completed", "gekauft", "value", "currency", "products"),
    _interest("Referral Made", "empfohlen"),
    _interest("Review Written", "bewertet"),
)

NO_SIGNS = frozenset(each.name for each in EVENTS if not each.is_sign)
"""The names of what happens without the person doing anything. Whatever the catalogue does not know is a sign."""

CONTENT_KINDS = ("white_paper", "case", "blog_post")


def _text(name: str, *german_headers: str) -> AttributeType:
    return AttributeType(name, "text", german_headers=german_headers)


def _choice(name: str, german_header: str, *values: str) -> AttributeType:
    return AttributeType(name, "choice", values, german_headers=(german_header,))


def _number(name: str, unit: str, german_header: str) -> AttributeType:
    return AttributeType(name, "number", unit=unit, german_headers=(german_header,))


CHANNELS = (
    "website",
    "trade_fair",
    "store",
    "newsletter",
    "webinar",
    "email",
    "linkedin",
    "phone",
    "referral",
    "ads",
    "import",
)

ATTRIBUTES = (
    _text("email", "E-Mail", "E-Mail-Adresse"),
    _text("phone", "Telefon"),
    _text("first_name", "Vorname"),
    _text("last_name", "Nachname"),
    _text("title", "Position", "Funktion"),
    _text("language", "Sprache"),
    _text("linkedin_url"),
    _text("website"),
    _choice("salutation", "Anrede", "ms", "mr", "neutral"),
    _choice("seniority", "Hierarchieebene", "owner", "c_level", "vp", "director", "manager", "specialist", "intern"),
    _choice(
        "department",
        "Abteilung",
        "sales",
        "marketing",
        "it",
        "finance",
        "hr",
        "operations",
        "purchasing",
        "management",
        "other",
    ),
    _choice("decision_role", "Rolle im Kauf", "decider", "influencer", "user", "gatekeeper"),
    _text("company", "Firma"),
    _text("company_domain"),
    _text("industry", "Branche"),
    _text("country", "Land"),
    _text("region"),
    _text("city", "Ort"),
    _text("postal_code", "PLZ"),
    _number("employees", "heads", "Mitarbeiter"),
    _number("revenue", "EUR a year", "Umsatz"),
    _number("budget", "EUR", "Budget"),
    _choice("timeframe", "Zeitrahmen", "now", "quarter", "half_year", "year", "none"),
    AttributeType("channel", "text", CHANNELS, german_headers=("Kanal",)),
    _text("campaign", "Kampagne"),
    _text("source", "Quelle"),
    _text("owner", "Verantwortlich"),
    AttributeType("tags", "list", german_headers=("Schlagworte",)),
    AttributeType("created_at", "time", german_headers=("Angelegt",)),
)


def event_type(name: str) -> EventType | None:
    """The event of that name or other name, case-sensitive; None if the catalogue has none."""
    return next((each for each in EVENTS if name in (each.name, *each.other_names)), None)


def is_sign(name: str) -> bool:
    """Whether an event of that name is a sign by the person."""
    return name not in NO_SIGNS


def attribute_type(name: str) -> AttributeType | None:
    """The attribute of that name; None if the catalogue has none."""
    return next((each for each in ATTRIBUTES if each.name == name), None)
