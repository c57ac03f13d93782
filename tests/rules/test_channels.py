"""Campaigns, and the channel they stand for."""

import pytest

from reif.rules.channels import campaign_in, channel_of


@pytest.mark.parametrize(
    ("url", "channel"),
    [
        ("https://x.example/", "website"),
        ("https://x.example/?utm_source=google&utm_medium=cpc", "ads"),
        ("https://x.example/?gclid=abc", "ads"),
        ("https://x.example/?utm_source=Newsletter&utm_medium=email", "newsletter"),
        ("https://x.example/?utm_medium=E-Mail", "email"),
        ("https://x.example/?utm_source=linkedin.com&utm_medium=social", "linkedin"),
        ("https://x.example/?li_fat_id=1", "linkedin"),
        ("https://x.example/?utm_medium=paid&utm_source=linkedin", "ads"),
        ("https://x.example/?utm_medium=referral&utm_source=partner.example", "referral"),
        ("https://x.example/?utm_source=webinar", "webinar"),
        ("https://[broken", "website"),
        ("?" + "&".join(["a=1"] * 500), "website"),
    ],
)
def test_channels(url: str, channel: str) -> None:
    assert channel_of(campaign_in({}, url)) == channel


def test_what_the_client_says_comes_before_the_address() -> None:
    said = {"campaign": {"name": "Herbst", "source": "nl", "odd": 3}}
    found = campaign_in(said, "https://x.example/?utm_campaign=Winter&utm_medium=email")
    assert found == {"name": "Herbst", "source": "nl", "medium": "email"}
    assert campaign_in({"campaign": "x"}, "") == {}
    assert len(campaign_in({"campaign": {"name": "x" * 999}}, "")["name"]) == 200
