"""Addresses of profiles on LinkedIn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.rules.profiles import linkedin_profile


@pytest.mark.parametrize(
    "written",
    [
        "https://www.linkedin.com/in/ada-krane",
        "http://de.linkedin.com/in/Ada-Krane/",
        "linkedin.com/in/ada-krane?trk=people-guest",
        " https://www.linkedin.com/in/ada-krane/de#about ",
        "www.linkedin.com/in/ada%2Dkrane",
    ],
)
def test_one_profile_is_written_in_many_ways(written: str) -> None:
    assert linkedin_profile(written) == "ada-krane"


def test_umlauts_are_the_same_however_they_are_written() -> None:
    ways = (
        "linkedin.com/in/jürgen-weber-12",
        "linkedin.com/in/j%C3%BCrgen-weber-12",
        "linkedin.com/in/JU%CC%88RGEN-weber-12",
    )
    assert {linkedin_profile(way) for way in ways} == {"jürgen-weber-12"}


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ada-krane",
        "https://www.linkedin.com/company/krane",
        "https://www.linkedin.com/sales/lead/ACwAAB,NAME_SEARCH",
        "https://www.linkedin.com/in/",
        "https://evil.example/linkedin.com/in/ada",
        "https://linkedin.com.evil.example/in/ada",
        "https://notlinkedin.com/in/ada",
        "https://www.linkedin.com/in/a%00b",
        "https://www.linkedin.com/in/a%2Fb",
        "https://www.linkedin.com/in/" + "a" * 300,
    ],
)
def test_what_names_nobody(written: str) -> None:
    assert linkedin_profile(written) is None


@given(st.text())
def test_whatever_is_written_is_read(written: str) -> None:
    found = linkedin_profile(f"https://www.linkedin.com/in/{written}")
    assert found is None or linkedin_profile(f"linkedin.com/in/{found}") in (found, None)
