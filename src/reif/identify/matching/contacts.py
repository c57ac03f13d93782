"""A contact as it is compared with others."""

from collections.abc import Mapping

from reif.identify.matching.fields import Comparison, Kind, Record, Specification
from reif.rules.emails import domain_of, is_private, normalised_email
from reif.rules.plain_texts import digits, names_of, own_email, plain, plain_company, plain_name, plain_phone
from reif.rules.profiles import linkedin_profile

_NAMED = "named"  # an address mostly says the name once more
_SHARED = "shared"  # colleagues and families have these together

CONTACTS = Specification(
    (
        # Whoever has quite another name is another person, however much a family or an office shares.
        Comparison("first_name", Kind.NAME, swapped_with="last_name", differs=0.002),
        Comparison("last_name", Kind.NAME, _NAMED, swapped_with="first_name", differs=0.02),
        # How often one person's own data differ is said here: a list with few doubles would teach nonsense.
        Comparison("email", Kind.EMAIL, _NAMED, differs=0.25),
        Comparison("profile", Kind.ID, differs=0.05),
        Comparison("birthday", Kind.DATE, differs=0.01),
        Comparison("phone", Kind.CODE, _SHARED, differs=0.2),
        Comparison("company", Kind.TEXT, _SHARED, differs=0.15),
        Comparison("domain", Kind.TEXT, _SHARED, differs=0.2),
        Comparison("city", Kind.TEXT, _SHARED, differs=0.1),
        Comparison("postcode", Kind.CODE, _SHARED, differs=0.1),
    ),
    (
        (("email", 0),),
        (("local", 0),),
        (("phone", 0),),
        (("profile", 0),),
        (("names", 0),),
        (("last_name", 4), ("first_name", 1), ("company", 8)),
        (("last_name", 4), ("first_name", 1), ("domain", 0)),
        (("last_name", 4), ("first_name", 2), ("city", 4)),
        (("last_name", 4), ("first_name", 1), ("postcode", 2)),
        (("first_name", 3), ("last_name", 2), ("company", 8)),
        (("first_name", 0), ("company", 8)),
        (("last_name", 0), ("company", 8)),
        (("last_name", 0), ("postcode", 0)),
        (("birthday", 0), ("last_name", 1)),
        (("birthday", 0), ("first_name", 1)),
    ),
)
_POSTCODES = ("postcode", "postal_code", "zip")
COMPARED = frozenset(
    (
        *("first_name", "last_name", "name", "email", "phone", "company", "company_domain", "city", "birthday"),
        *("linkedin_url", *_POSTCODES),
    )
)
"""The attributes of a contact that are compared, or by which those are found who are."""


def contact_record(attributes: Mapping[str, str]) -> Record:
    """What is compared of a contact.

    `attributes`: the contact's own, as texts: first_name, last_name or name, email, phone, company, company_domain,
    city, postcode (postal_code, zip), birthday (YYYY-MM-DD), linkedin_url. Others do not count.
    """
    first, last = (plain_name(name) for name in names_of(attributes))
    address = normalised_email(attributes.get("email", "")) or ""
    own, domain = own_email(address), domain_of(address) if address else ""
    stated = attributes.get("company_domain", "").lower().strip().removeprefix("www.")
    return {
        "first_name": first,
        "last_name": last,
        "names": " ".join(sorted(f"{first} {last}".split())) if first and last else "",
        "email": own,
        "local": own.partition("@")[0],
        "profile": linkedin_profile(attributes.get("linkedin_url", "")) or "",
        "birthday": _day(attributes.get("birthday", "")),
        "phone": plain_phone(attributes.get("phone", "")),
        "company": plain_company(attributes.get("company", "")),
        "domain": next((each for each in (stated, domain) if each and not is_private(each)), ""),
        "city": plain(attributes.get("city", "")),
        "postcode": plain(next(filter(None, (attributes.get(name, "") for name in _POSTCODES)), "")),
    }


def _day(text: str) -> str:
    day = digits(text[:10])
    return day if len(day) == 8 else ""
