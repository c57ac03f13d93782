"""By what somebody came: the first time, and the last time that anything is known of it.

A touch is a campaign or another site, or for want of both the first page itself. It is plain data, to be kept as JSON.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias
from urllib.parse import urlsplit

from reif.rules.channels import CLICK_IDS, channel_of
from reif.rules.times import parse_time

Touch: TypeAlias = dict[str, str]
"""`at`, `channel`, the parts of the campaign, and `referrer` (a host), `path` where they are known."""

_LONGEST = 200
_KEPT = ("source", "medium", "name", "term", "content", "id", *CLICK_IDS)


def touch(campaign: Mapping[str, str], referrer: str, url: str, at: datetime) -> Touch:
    """What a visit by this way is as a touch. `url`: of the page; `referrer`: of the page before it, or empty."""
    page, before = _host(url), _host(referrer)
    known = {"at": at.isoformat(), "channel": channel_of(campaign)}
    known |= {name: campaign[name] for name in _KEPT if name in campaign}
    if before and before != page:
        known["referrer"] = before
    path = _path(url)
    return known | ({"path": path} if path else {})


def says_how(of: Mapping[str, str]) -> bool:
    """Whether it is known by what they came; else they typed the address, or it was lost."""
    return bool(of.keys() - {"at", "channel", "path"})


def first_of(kept: Touch | None, come: Touch) -> Touch:
    """The earlier of the two; of equal times the one that is kept."""
    return come if kept is None or _at(come) < _at(kept) else kept


def last_of(kept: Touch | None, come: Touch) -> Touch | None:
    """The later of those that say how; None if neither does."""
    if not says_how(come):
        return kept
    return come if kept is None or _at(come) >= _at(kept) else kept


def _at(of: Mapping[str, str]) -> datetime:
    found = parse_time(of["at"])
    assert found is not None
    return found


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")[:_LONGEST]
    except ValueError:
        return ""


def _path(address: str) -> str:
    try:
        return urlsplit(address).path[:_LONGEST]
    except ValueError:
        return ""
