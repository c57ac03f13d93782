"""From where somebody asks."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from reif.protect.consents.operations import By
from reif.rules.networks import shortened_ip
from reif.rules.texts import clean

LONGEST_AGENT = 300


def ip_of(request: HttpRequest) -> str:
    """The address of the network, without its last part; empty if it is not known.

    Behind a server in front (see REIF_URL) it is what that one says, which is believed only from our own network.
    """
    nearest = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER is None or not _is_own(nearest):
        return shortened_ip(nearest)
    return shortened_ip(request.headers.get("X-Forwarded-For", "").rpartition(",")[2])


def by(request: HttpRequest, how: str = "") -> By:
    """Who says so, as proof keeps it."""
    return By(ip_of(request), clean(request.headers.get("User-Agent", ""))[:LONGEST_AGENT], how)


def _is_own(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return True  # a socket of this machine
