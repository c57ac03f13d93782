"""Headers of the exports of other systems, as those write them."""

import pytest

from reif.rules.headers import Kind, detected
from reif.rules.vendors import origin, over

EXPORTS = {
    "HubSpot": (
        "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,Lifecycle Stage,Contact owner",
        {"Record ID": "lead_id", "Email": "email", "Company Name": "company", "Contact owner": "owner"},
    ),
    "HubSpot (de)": (
        "Datensatz-ID,Vorname,Nachname,E-Mail,Telefonnummer,Unternehmensname,Lifecycle-Phase",
        {"Datensatz-ID": "lead_id", "E-Mail": "email", "Unternehmensname": "company", "Vorname": "first_name"},
    ),
    "Salesforce": (
        "FirstName,LastName,Company,Title,Email,MobilePhone,State,PostalCode,LeadSource,Status,IsConverted",
        {"Title": "title", "MobilePhone": "phone", "LeadSource": "source", "PostalCode": "postal_code"},
    ),
    "Salesforce (report)": (
        "First Name,Last Name,Title,Company / Account,Email,Lead Source,State/Province,Lead Owner",
        {"Company / Account": "company", "State/Province": "region", "Lead Owner": "owner"},
    ),
    "Odoo": (
        "id,name,contact_name,partner_name,email_from,function,title,country_id,user_id",
        {"name": "opportunity", "contact_name": "name", "partner_name": "company", "title": "salutation"},
    ),
    "Mautic": (
        "id,title,firstname,lastname,company,position,email,mobile,points,zipcode,preferred_locale,last_active",
        {"title": "salutation", "position": "title", "zipcode": "postal_code", "firstname": "first_name"},
    ),
    "Pipedrive": (
        "Person - Name,Person - Email - Home,Person - Email - Work,Person - Organization,Person - Phone - Work",
        {"Person - Email - Work": "email", "Person - Name": "name", "Person - Organization": "company"},
    ),
    "Waalaxy": (
        "linkedinUrl,firstName,lastName,occupation,company_name,linkedinEmail,proEmail,connectionRequestDate,connectedAt",
        {"linkedinUrl": "linkedin_url", "proEmail": "email", "occupation": "title", "linkedinEmail": "linkedinEmail"},
    ),
    "LinkedIn connections": (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        {"URL": "linkedin_url", "Email Address": "email", "Position": "title", "Company": "company"},
    ),
    "LinkedIn lead forms": (
        "Form Name,Campaign Name,First Name,Last Name,Email Address,Job Title,Company Name",
        {"Campaign Name": "campaign", "Email Address": "email", "Job Title": "title"},
    ),
    "Google Contacts": (
        "First Name,Last Name,Organization Name,Organization Title,Birthday,Labels,E-mail 1 - Value,Phone 1 - Value",
        {"E-mail 1 - Value": "email", "Organization Title": "title", "Birthday": None, "Labels": "tags"},
    ),
    "Google Contacts (old)": (
        "Name,Given Name,Family Name,E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title",
        {"Given Name": "first_name", "Organization 1 - Name": "company", "Organization 1 - Title": "title"},
    ),
    "Outlook": (
        "First Name,Last Name,Title,Company,Job Title,E-mail Address,E-mail 2 Address,Business Phone,Home City",
        {"Title": "salutation", "Job Title": "title", "Business Phone": "phone", "Home City": None},
    ),
    "Outlook (de)": (
        (
            "Anrede,Vorname,Weitere Vornamen,Nachname,Firma,Position,Ort geschäftlich,Telefon geschäftlich,"
            "E-Mail-Adresse,E-Mail 2: Adresse,Geburtstag"
        ),
        {"Anrede": "salutation", "Position": "title", "Ort geschäftlich": "city", "Geburtstag": None},
    ),
}


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_is_known_by_its_headers(export: str) -> None:
    line, meant = EXPORTS[export]
    headers = line.split(",")
    found = origin(headers, Kind.LEADS)
    assert found is not None
    assert found.name == export.split(" (")[0]
    fields = {column.header: column.field for column in detected(headers, Kind.LEADS, found.mapping)}
    assert fields | meant == fields


@pytest.mark.parametrize(
    "line",
    ["lead_id,email,first_name,last_name,company", "E-Mail-Adresse;Vorname;Name;Firma".replace(";", ","), "email", ""],
)
def test_a_list_of_ones_own_is_of_no_system(line: str) -> None:
    assert origin(line.split(","), Kind.LEADS) is None


def test_a_list_of_events_is_of_no_address_book() -> None:
    assert origin(EXPORTS["Outlook"][0].split(","), Kind.EVENTS) is None


def test_what_somebody_says_himself_comes_first() -> None:
    said = over({"Email": "email", "Title": "salutation"}, {"Other": "email"})
    assert said == {"Title": "salutation", "Other": "email"}
    detected(["Email", "Title", "Other"], Kind.LEADS, said)


def test_of_two_headers_that_fold_alike_the_first_counts() -> None:
    found = origin(["E-mail 1 - Value", "E-Mail 1 Value"], Kind.LEADS)
    assert found is not None
    assert found.mapping == {"E-mail 1 - Value": "email"}
