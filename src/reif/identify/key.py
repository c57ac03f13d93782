"""What names a contact."""

from dataclasses import dataclass

from reif.rules.emails import normalised_email
from reif.rules.profiles import linkedin_profile
from reif.rules.texts import clean

LEAD_ID, USER_ID, EMAIL, LINKEDIN, PHONE = "lead_id", "user_id", "email", "linkedin", "phone"
_LONGEST = 200


class Unidentifiable(ValueError):
    """Nothing that was given names a contact; the message says why."""


@dataclass(frozen=True, slots=True)
class Key:
    """At least one of: the id a list gives, the id another system gives, an e-mail (normalised), the name of a profile,
    a telephone number with a name.

    Made by `key`; what comes first here counts more, and the number only where there is nothing else.
    """

    lead_id: str = ""
    user_id: str = ""
    email: str = ""
    linkedin: str = ""
    phone: str = ""

    def identifiers(self) -> list[tuple[str, str]]:
        """(kind, value) of those that are kept as identifiers."""
        pairs = ((USER_ID, self.user_id), (EMAIL, self.email), (LINKEDIN, self.linkedin), (PHONE, self.phone))
        return [(kind, value) for kind, value in pairs if value]


def key(
    *,
    lead_id: str | None = None,
    user_id: str | None = None,
    email: str | None = None,
    linkedin: str | None = None,
    phone: str = "",
) -> Key:
    """The key of what is given; blank is missing. Beside another, a text that is no e-mail or no address of a profile
    does not count. `phone`: as `rules.phones.number_and_name` says.

    Raises Unidentifiable where nothing is left, and for ids of over 200 characters.
    """
    lead_id, user_id = (clean(text or "").strip() for text in (lead_id, user_id))
    address = normalised_email(clean(email or ""))
    profile = linkedin_profile(clean(linkedin or "")) or ""
    for name, text in ((LEAD_ID, lead_id), (USER_ID, user_id)):
        if len(text) > _LONGEST:
            raise Unidentifiable(f"{name} has over {_LONGEST} characters")
    if not (lead_id or user_id or address or profile or phone):
        given = (email or "").strip()
        raise Unidentifiable("not an e-mail address" if given else "nothing says who it is")
    return Key(lead_id, user_id, address or "", profile, phone)
