"""The headers that systems write into their exports, and what they mean where the names alone would mislead.

Headers are compared folded, as everywhere. What their names say already (`reif.rules.header_names`) is not repeated. Of
several columns for one field the first one here counts. "Unverified" marks headers that no public file has shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

_PRIVATE = dict.fromkeys(
    ("Birthday", "Geburtstag", "Anniversary", "Jahrestag", "Gender", "Geschlecht", "Hobby", "Photo")
)


@dataclass(frozen=True, slots=True)
class Vendor:
    """`marks`: sets of headers, each of which gives the system away. `leads`, `events`: header -> field or None."""

    marks: tuple[tuple[str, ...], ...]
    leads: Mapping[str, str | None]
    events: Mapping[str, str | None] = field(default_factory=dict)


_HUBSPOT = Vendor(
    # Labels of the contacts export; the German ones are those of the interface, unverified.
    marks=(
        ("Record ID", "Lifecycle Stage"),
        ("Record ID", "Lead Status"),
        ("Record ID", "Contact owner"),
        ("Record ID", "First Name", "Last Name", "Email"),
        ("Datensatz-ID", "Lifecycle-Phase"),
        ("Datensatz-ID", "Vorname", "Nachname"),
    ),
    leads={
        "Record ID": "lead_id",
        "Datensatz-ID": "lead_id",
        "Email": "email",
        "E-Mail": "email",
        "Phone Number": "phone",
        "Mobile Phone Number": "phone",
        "Company Name": "company",
        "Associated Company": "company",
        "Unternehmensname": "company",
        "Contact owner": "owner",
        "Für Kontakt zuständiger Mitarbeiter": "owner",
        "Create Date": "created_at",
        "Erstellungsdatum": "created_at",
    },
)
_SALESFORCE = Vendor(
    # Fields: developer.salesforce.com, object Lead. Labels of reports; the German ones unverified.
    marks=(
        ("LastName", "LeadSource", "IsConverted"),
        ("FirstName", "LastName", "Company", "LeadSource", "Status"),
        ("Company / Account", "Lead Source"),
        ("Company / Account", "Lead Status"),
        ("Company / Account", "Lead Owner"),
        ("Firma / Account", "Leadquelle"),
        ("Firma/Account", "Lead-Status"),
    ),
    leads={
        "Lead ID": "lead_id",
        "Id": "lead_id",
        "Company / Account": "company",
        "Firma / Account": "company",
        "Company": "company",
        "Phone": "phone",
        "MobilePhone": "phone",
        "Mobile": "phone",
        "State/Province": "region",
        "Zip/Postal Code": "postal_code",
        "PostalCode": "postal_code",
        "Lead Source": "source",
        "LeadSource": "source",
        "Leadquelle": "source",
        "Lead Owner": "owner",
        "Lead-Inhaber": "owner",
        "OwnerId": "owner",
        "CreatedDate": "created_at",
        "Create Date": "created_at",
    },
)
_ODOO = Vendor(
    # Names: odoo/odoo, addons/crm/models/crm_lead.py. What it calls `name` is the opportunity, not the person.
    marks=(
        ("email_from", "partner_name"),
        ("email_from", "contact_name"),
        ("Opportunity", "Contact Name", "Salesperson"),
        ("Opportunity", "Contact Name", "Expected Revenue"),
        ("Verkaufschance", "Kontaktname", "Vertriebsmitarbeiter"),
    ),
    leads={
        "name": "opportunity",
        "contact_name": "name",
        "Kontaktname": "name",
        "partner_name": "company",
        "Company Name": "company",
        "Unternehmensname": "company",
        "email_from": "email",
        "function": "title",
        "Job Position": "title",
        "title": "salutation",
        "zip": "postal_code",
        "country_id": "country",
        "state_id": "region",
        "user_id": "owner",
        "Salesperson": "owner",
        "Vertriebsmitarbeiter": "owner",
        "campaign_id": "campaign",
        "source_id": "source",
        "tag_ids": "tags",
        "create_date": "created_at",
    },
)
_MAUTIC = Vendor(
    # Names: mautic/mautic, LeadBundle/Model/FieldModel.php. What it calls `title` is Mr or Ms.
    marks=(
        ("firstname", "lastname", "preferred_locale", "last_active"),
        ("firstname", "lastname", "points", "attribution"),
        ("firstname", "lastname", "points", "zipcode"),
    ),
    leads={
        "id": "lead_id",
        "title": "salutation",
        "position": "title",
        "company": "company",
        "companyname": "company",
        "phone": "phone",
        "mobile": "phone",
        "zipcode": "postal_code",
        "preferred_locale": "language",
        "linkedin": "linkedin_url",
        "dateAdded": "created_at",
        "date_added": "created_at",
    },
)
_PIPEDRIVE = Vendor(
    # `Person - Email - Work` and the like: seen in public importers of its exports; the German ones unverified.
    marks=(
        ("Person - Name", "Person - Email"),
        ("Person - Name", "Person - Email - Work"),
        ("Person - First name", "Person - Last name"),
        ("Person - Name", "Person - Organization"),
        ("Person - Name", "Person - Organisation"),
    ),
    leads={
        "Person - ID": "lead_id",
        "Person - Name": "name",
        "Person - First name": "first_name",
        "Person - Vorname": "first_name",
        "Person - Last name": "last_name",
        "Person - Nachname": "last_name",
        "Person - Email - Work": "email",
        "Person - Email": "email",
        "Person - E-Mail - Arbeit": "email",
        "Person - Email - Other": "email",
        "Person - Phone - Work": "phone",
        "Person - Phone": "phone",
        "Person - Telefon - Arbeit": "phone",
        "Person - Telefon": "phone",
        "Person - Phone - Mobile": "phone",
        "Person - Organization": "company",
        "Person - Organisation": "company",
        "Organization - Name": "company",
        "Person - Owner": "owner",
        "Person - Besitzer": "owner",
        "Person - Job title": "title",
        "Person - Label": "tags",
        "Person - Person created": "created_at",
    },
)
_WAALAXY = Vendor(
    # Names: the union of what three independent public importers read. Order is not guaranteed.
    marks=(
        ("linkedinUrl", "connectionRequestDate", "connectedAt"),
        ("connectionRequestDate", "firstMessageAt", "messageSent"),
        ("linkedinUrl", "occupation", "prospectList"),
        ("First name", "Last name", "Occupation", "LinkedIn profile URL"),
    ),
    leads={
        "proEmail": "email",
        "linkedinEmail": "email",
        "linkedinUrl": "linkedin_url",
        "LinkedIn profile URL": "linkedin_url",
        "occupation": "title",
        "company_name": "company",
        "phoneNumbers": "phone",
        "tags": "tags",
    },
)
_LINKEDIN = Vendor(
    # The columns of Connections.csv, behind its notes; `URL` is the profile, not a website.
    marks=(("First Name", "Last Name", "Company", "Position", "Connected On"),),
    leads={"URL": "linkedin_url", "Email Address": "email", "Position": "title"},
)
_LEAD_FORMS = Vendor(
    # Unverified: LinkedIn documents the fields of lead forms, not the header of their CSV.
    marks=(
        ("Form Name", "Campaign Name", "Email Address"),
        ("Form Name", "Campaign Name", "Email"),
        ("Formularname", "Kampagnenname", "E-Mail-Adresse"),
    ),
    leads={
        "Work email": "email",
        "Email Address": "email",
        "Email": "email",
        "E-Mail-Adresse": "email",
        "Campaign Name": "campaign",
        "Kampagnenname": "campaign",
        "LinkedIn Profile": "linkedin_url",
    },
)
_GOOGLE = Vendor(
    # Both forms, `Organization 1 - Name` of old and `Organization Name` of now, stand in public exports.
    marks=(
        ("E-mail 1 - Value",),
        ("E-mail 1 - Value", "Phone 1 - Value", "Organization Name"),
        ("E-mail 1 - Value", "Given Name", "Family Name", "Organization 1 - Name"),
    ),
    leads={
        "E-mail 1 - Value": "email",
        "Phone 1 - Value": "phone",
        "First Name": "first_name",
        "Given Name": "first_name",
        "Last Name": "last_name",
        "Family Name": "last_name",
        "Organization Name": "company",
        "Organization 1 - Name": "company",
        "Organization Title": "title",
        "Organization 1 - Title": "title",
        "Organization Department": "department",
        "Organization 1 - Department": "department",
        "Website 1 - Value": "website",
        "Labels": "tags",
        "Group Membership": "tags",
        **_PRIVATE,
    },
)
_OUTLOOK = Vendor(
    # The headers of Outlook's CSV, English and German, stand in many public exports. `Title` is Mr or Dr.
    marks=(
        ("First Name", "Last Name", "E-mail Address", "E-mail 2 Address"),
        ("First Name", "Last Name", "Company", "E-mail Address", "Business Phone"),
        ("Vorname", "Nachname", "E-Mail-Adresse", "E-Mail 2: Adresse"),
        ("Vorname", "Nachname", "Firma", "E-Mail-Adresse", "Telefon geschäftlich"),
    ),
    leads={
        "E-mail Address": "email",
        "E-Mail-Adresse": "email",
        "Title": "salutation",
        "Anrede": "salutation",
        "Job Title": "title",
        "Position": "title",
        "Company": "company",
        "Firma": "company",
        "Abteilung": "department",
        "Business Phone": "phone",
        "Telefon geschäftlich": "phone",
        "Mobile Phone": "phone",
        "Mobiltelefon": "phone",
        "Business City": "city",
        "Ort geschäftlich": "city",
        "Business State": "region",
        "Region geschäftlich": "region",
        "Business Postal Code": "postal_code",
        "Postleitzahl geschäftlich": "postal_code",
        "Business Country/Region": "country",
        "Land/Region geschäftlich": "country",
        "Web Page": "website",
        "Webseite": "website",
        "Categories": "tags",
        "Kategorien": "tags",
        **_PRIVATE,
        **dict.fromkeys(
            f"{place} {part}" for place in ("Home", "Other") for part in ("Street", "City", "State", "Postal Code")
        ),
        **dict.fromkeys(f"{part} privat" for part in ("Straße", "Ort", "Region", "Postleitzahl", "Telefon")),
        "Home Phone": None,
    },
)

ATTENDED = ("Email", "First name", "Last name", "Phone", "Country", "Company", "Job title")
"""What a report of attendance says of persons, as `reif.integrations.files.attendance` writes it."""
HAPPENED = ("Event", "Occurred at", "Webinar", "Webinar ID", "Minutes")
"""What it says of their attendance."""


def _attendance(system: str) -> Vendor:
    return Vendor(
        marks=((*HAPPENED, f"{system} report"),),
        leads={"Email": "email", **dict.fromkeys((*HAPPENED, f"{system} report"))},
        events={
            "Email": "email",
            "Event": "event",
            "Occurred at": "occurred_at",
            "Webinar": "webinar",
            "Minutes": "minutes",
            **dict.fromkeys((*ATTENDED[1:], f"{system} report")),
        },
    )


ATTENDANCE = ("Zoom", "GoToWebinar")
VENDORS: Mapping[str, Vendor] = {
    "HubSpot": _HUBSPOT,
    "Salesforce": _SALESFORCE,
    "Odoo": _ODOO,
    "Mautic": _MAUTIC,
    "Pipedrive": _PIPEDRIVE,
    "Waalaxy": _WAALAXY,
    "LinkedIn connections": _LINKEDIN,
    "LinkedIn lead forms": _LEAD_FORMS,
    "Google Contacts": _GOOGLE,
    "Outlook": _OUTLOOK,
    **{system: _attendance(system) for system in ATTENDANCE},
}
