"""What the columns of lists are called, in English and German: names of a field, the likeliest first.

They are compared folded (`reif.rules.headers.folded`): case, umlauts, accents, blanks and punctuation do not matter. A
field is known by its own name as well, and attributes by the German headers of the catalogue.
"""

from collections.abc import Mapping

NAME = "name"
"""The whole name of a person in one column."""

PERSON_NAMES: Mapping[str, tuple[str, ...]] = {
    "lead_id": ("Lead", "Lead number", "Lead-Nr.", "Leadnummer", "Contact ID", "Kontakt-ID", "Kontaktnummer"),
    "email": (
        "E-Mail",
        "E-Mail address",
        "Mail",
        "Mailadresse",
        "Work e-mail",
        "Business e-mail",
        "E-Mail geschäftlich",
        "Geschäftliche E-Mail",
        "E-Mail (geschäftlich)",
        "Email from",
        "E-mail 1 - Value",
        "Pro email",
    ),
}
"""What says whose row it is, in leads and in events."""

LEAD_NAMES: Mapping[str, tuple[str, ...]] = {
    "lead_id": ("ID", "Record ID", "Datensatz-ID"),
    "phone": (
        "Phone number",
        "Telephone",
        "Telefonnummer",
        "Rufnummer",
        "Business phone",
        "Telefon geschäftlich",
        "Tel.",
        "Phone 1 - Value",
        "Mobile",
        "Mobile phone",
        "Mobiltelefon",
        "Mobil",
        "Handy",
    ),
    "first_name": ("Given name", "Forename", "Rufname"),
    "last_name": ("Surname", "Family name", "Familienname", "Zuname"),
    NAME: ("Full name", "Contact name", "Vollständiger Name", "Ansprechpartner", "Ansprechpartnerin", "Kontakt"),
    "title": (
        "Job title",
        "Job position",
        "Organization title",
        "Function",
        "Occupation",
        "Jobtitel",
        "Berufsbezeichnung",
        "Stellenbezeichnung",
        "Tätigkeit",
    ),
    "language": ("Preferred language", "Preferred locale", "Korrespondenzsprache", "Lang"),
    "linkedin_url": ("LinkedIn", "LinkedIn profile", "LinkedIn-Profil", "LinkedIn URL"),
    "website": ("Web", "Web page", "Website URL", "Webseite", "Homepage", "Internet", "Internetseite", "URL"),
    "salutation": ("Briefanrede", "Name prefix"),
    "seniority": (
        "Seniority level",
        "Job level",
        "Management level",
        "Hierarchie",
        "Führungsebene",
        "Managementebene",
        "Karrierestufe",
    ),
    "department": ("Organization department", "Fachbereich", "Bereich"),
    "decision_role": ("Buying role", "Role in purchase", "Kaufrolle", "Entscheiderrolle", "Rolle im Buying Center"),
    "company": (
        "Company name",
        "Organization",
        "Organization name",
        "Organisation",
        "Firmenname",
        "Unternehmen",
        "Betrieb",
    ),
    "company_domain": ("Domain", "Email domain", "Firmendomain", "Internetdomain"),
    "industry": ("Sector", "Sektor", "Wirtschaftszweig", "Industriezweig"),
    "country": ("Country/Region", "Country code", "Business country", "Staat", "Ländercode", "Land/Region"),
    "region": ("State", "State/Region", "Province", "Bundesland", "Kanton"),
    "city": ("Town", "Business city", "Stadt", "Wohnort"),
    "postal_code": ("Zip", "Zip code", "Postcode", "Business postal code", "Postleitzahl"),
    "employees": (
        "Number of employees",
        "Employee count",
        "Headcount",
        "Company size",
        "Mitarbeiterzahl",
        "Anzahl Mitarbeiter",
        "Anzahl der Mitarbeiter",
        "Mitarbeiteranzahl",
        "Mitarbeitende",
        "Mitarbeiter:innen",
        "Beschäftigte",
        "Unternehmensgröße",
        "Firmengröße",
    ),
    "revenue": ("Annual revenue", "Turnover", "Jahresumsatz", "Umsatz pro Jahr", "Umsatz in EUR", "Umsatz (EUR)"),
    "budget": ("Budget EUR", "Budget in EUR", "Budget in Euro", "Budgetrahmen"),
    "timeframe": ("Timeline", "Purchase timeframe", "Zeithorizont", "Zeitplan", "Kaufzeitraum"),
    "channel": ("Acquisition channel", "Eingangskanal", "Akquisekanal", "Vertriebskanal"),
    "campaign": ("UTM campaign", "Campaign name", "Kampagnenname"),
    "source": ("Lead source", "Original source", "Leadquelle", "Herkunft"),
    "owner": ("Contact owner", "Lead owner", "Zuständig", "Betreuer", "Betreuerin", "Bearbeiter", "Verantwortliche"),
    "tags": ("Labels", "Categories", "Schlagwörter", "Stichworte", "Kategorien", "Etiketten"),
    "created_at": (
        "Created",
        "Created on",
        "Create date",
        "Creation date",
        "Date added",
        "Angelegt am",
        "Erstellt",
        "Erstellt am",
        "Anlagedatum",
        "Erfasst am",
        "Date",
        "Datum",
    ),
}

CHANGE_NAMES: Mapping[str, tuple[str, ...]] = {
    "attribute": ("Attribut",),
    "value": ("Wert",),
    "source": ("Quelle",),
    "occurred_at": ("Zeitpunkt", "Datum"),
}
"""Of lists of what became known when."""

OBJECTION_NAMES: Mapping[str, tuple[str, ...]] = {
    "is_lifted": ("Lifted", "Aufgehoben", "Zurückgenommen"),
    "how": ("Wie", "Weg"),
    "occurred_at": ("Zeitpunkt", "Datum", "Date"),
}
"""Of lists of objections to profiling."""

EVENT_NAMES: Mapping[str, tuple[str, ...]] = {
    "event": (
        "Event name",
        "Ereignis",
        "Ereignisname",
        "Action",
        "Aktion",
        "Activity",
        "Aktivität",
        "Event type",
        "Typ",
    ),
    "occurred_at": (
        "Occurred",
        "Timestamp",
        "Event time",
        "Date/Time",
        "Datetime",
        "Date",
        "Time",
        "Zeitpunkt",
        "Zeitstempel",
        "Datum/Uhrzeit",
        "Datum",
        "Zeit",
        "Wann",
    ),
    "message_id": ("Message ID", "Event ID", "Ereignis-ID", "Nachrichten-ID"),
    "properties": ("Eigenschaften", "Event properties"),
    "channel": ("Kanal",),
    "campaign": ("Kampagne", "UTM campaign", "Campaign name"),
    "path": ("Page path", "Pfad", "Seitenpfad"),
    "title": ("Page title", "Seitentitel"),
    "referrer": ("Herkunftsseite",),
    "url": ("Adresse",),
    "link_url": ("Link",),
    "form": ("Form name", "Formular"),
    "content": ("Inhalt", "Dokument"),
    "fair": ("Trade fair", "Messe"),
    "note": ("Notiz", "Bemerkung"),
    "webinar": ("Webinartitel", "Webinar name"),
    "minutes": ("Minuten", "Dauer in Minuten", "Dauer (Minuten)"),
    "product": ("Produkt",),
    "text": ("Nachricht",),
    "outcome": ("Ergebnis",),
    "value": ("Amount", "Betrag", "Wert", "Bestellwert"),
    "currency": ("Währung",),
    "plan": ("Tarif",),
    "list": ("Liste", "Newsletter"),
}

REJECTED_BECAUSE: Mapping[str, str] = {"en": "Rejected because", "de": "Abgelehnt, weil"}
"""The column of a list of rejects that says why, by language."""
ROW_AS_READ: Mapping[str, str] = {"en": "Row as it was read", "de": "Zeile, wie sie gelesen wurde"}
"""The one that has what could not be read at all."""
