"""Addresses of the network without their last part."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reif.rules.networks import shortened_ip


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("192.0.2.77", "192.0.2.0"),
        (" 192.0.2.77 ", "192.0.2.0"),
        ("2001:db8:1:2::7", "2001:db8:1::"),
        ("::ffff:192.0.2.77", "192.0.2.0"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
        ("unix:", ""),
        ("192.0.2", ""),
    ],
)
def test_shortened(text: str, short: str) -> None:
    assert shortened_ip(text) == short


@given(some.ip_addresses())
def test_many_share_what_is_kept(address: object) -> None:
    short = shortened_ip(str(address))
    assert short == shortened_ip(short)
    assert len(short) <= 45


@given(some.text(max_size=60))
def test_whatever_is_said_is_no_error(text: str) -> None:
    shortened_ip(text)
