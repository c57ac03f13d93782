"""Through which channel somebody came, by what the address of a page and the client say of a campaign."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

CLICK_IDS = ("gclid", "gbraid", "wbraid", "msclkid", "fbclid", "li_fat_id", "ttclid", "twclid")
"""What networks of ads put behind an address: whoever has one came through an ad, or through a post on that network."""
_PAID_IDS = frozenset({"gclid", "gbraid", "wbraid", "msclkid"})
_PAID = frozenset(
    {
        "cpc",
        "ppc",
        "paid",
        "paidsearch",
        "paid_search",
        "paid-search",
        "paid_social",
        "paid-social",
        "display",
        "ads",
        "ad",
        "banner",
    }
)
_MAIL = frozenset({"email", "e-mail", "mail"})
_NEWSLETTER = frozenset({"newsletter", "nl"})
_WEBINAR, _REFERRAL = "webinar", frozenset({"referral", "partner", "affiliate"})
_LONGEST_CAMPAIGN = 200


def campaign_in(context: Mapping[str, object], url: str) -> dict[str, str]:
    """source, medium, name, term, content of a campaign, and click ids: what the client says, else the address says.

    A click id without a value was there, and is not told: its network counts all the same.
    """
    said = context.get("campaign")
    found = (
        {name: value for name, value in said.items() if isinstance(value, str) and (value or name in CLICK_IDS)}
        if isinstance(said, dict)
        else {}
    )
    for name, value in _query(url):
        if name.startswith("utm_"):
            found.setdefault("name" if name == "utm_campaign" else name.removeprefix("utm_"), value)
        elif name in CLICK_IDS:
            found.setdefault(name, value)
    return {name: value[:_LONGEST_CAMPAIGN] for name, value in found.items()}


def channel_of(campaign: Mapping[str, str]) -> str:
    """A channel of the catalogue: by medium and source; `website` where nothing says another."""
    medium, source = (campaign.get(name, "").strip().lower() for name in ("medium", "source"))
    if medium in _PAID or _PAID_IDS & campaign.keys():
        return "ads"
    if medium in _NEWSLETTER or source in _NEWSLETTER or "newsletter" in source:
        return "newsletter"
    if medium in _MAIL:
        return "email"
    if _WEBINAR in (medium, source):
        return "webinar"
    if "linkedin" in source or "li_fat_id" in campaign:
        return "linkedin"
    return "referral" if medium in _REFERRAL else "website"


def _query(url: str) -> list[tuple[str, str]]:
    try:
        found = parse_qsl(urlsplit(url).query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return []
    return [(name, value) for name, value in found if value or name in CLICK_IDS]
