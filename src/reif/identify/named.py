"""What the attributes of somebody name them by."""

from collections.abc import Mapping

from reif.identify.key import EMAIL, LEAD_ID, LINKEDIN, PHONE
from reif.records.models import Installation
from reif.rules.phones import number_and_name
from reif.rules.profiles import linkedin_profile


def identifiers_in(attributes: Mapping[str, object]) -> list[tuple[str, str]]:
    """(kind, value) of the lead_id, the e-mail as it is written, the profile, the telephone number with the name."""
    lead_id, email, profile = (str(attributes.get(name) or "") for name in ("lead_id", "email", "linkedin_url"))
    home = Installation.current().home_country if attributes.get("phone") else ""
    pairs = (
        (LEAD_ID, lead_id.strip()),
        (EMAIL, email.strip()),
        (LINKEDIN, linkedin_profile(profile) or ""),
        (PHONE, number_and_name(attributes, home)),
    )
    return [(kind, value) for kind, value in pairs if value]
