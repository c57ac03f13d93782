"""What machines do and people do not: by it an event counts as nobody's deed, until somebody says otherwise.

Crawlers say who they are. Scanners of mail follow all links of a letter at once, or ask for them by HEAD, and a program
that looks at pages does so faster than a hand.
"""

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from crawlerdetect import CrawlerDetect

CRAWLER, AUTOMATED, HEAD_REQUEST = "crawler", "automated", "head_request"
ALL_LINKS, TOO_FAST = "all_links_at_once", "too_fast"
RULES = (CRAWLER, AUTOMATED, HEAD_REQUEST, ALL_LINKS, TOO_FAST)
"""By name; each has words in the web application."""

_LONGEST_AGENT = 500


class Deed(NamedTuple):
    """An event, as far as it tells whether a person did it. `actor`: who did it, in any form that can be compared."""

    actor: object
    name: str
    occurred_at: datetime
    properties: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Burst:
    """More than `most` events within `within` are no hand's work.

    `name`: of the events that count (empty: all). `same`: a property that all of them share; `each`: one of which every
    value counts once. An event without these does not count.
    """

    rule: str
    most: int
    within: timedelta
    name: str = ""
    same: str = ""
    each: str = ""


LINKS_OF_A_MAIL = (
    Burst(ALL_LINKS, 1, timedelta(seconds=1), "Email Link Clicked", "email_id", "link_url"),
    Burst(ALL_LINKS, 2, timedelta(seconds=10), "Email Link Clicked", "email_id", "link_url"),
)
IN_A_BROWSER = (*LINKS_OF_A_MAIL, Burst(TOO_FAST, 50, timedelta(seconds=10)))
"""For what comes one by one as it is done; servers send what they have gathered, often with one time for all."""


def by_itself(user_agent: str, properties: Mapping[str, object], *, is_automated: bool = False) -> str:
    """The rule by which a single event is a machine's; empty if it may be a person's.

    `user_agent`: of whoever did it, empty if it is not known. `is_automated`: the browser says that a program steers
    it, as WebDriver has it ("navigator.webdriver").
    """
    if user_agent and _is_crawler(user_agent[:_LONGEST_AGENT]):
        return CRAWLER
    if is_automated:
        return AUTOMATED
    method = properties.get("method")
    return HEAD_REQUEST if isinstance(method, str) and method.upper() == "HEAD" else ""


def at_once(deeds: Sequence[Deed], bursts: Iterable[Burst]) -> dict[int, str]:
    """Of many events the rule by which some are a machine's, by place: all that came too many at once."""
    caught: dict[int, str] = {}
    for burst in bursts:
        for places in _alike(deeds, burst).values():
            for place in _in_bursts(deeds, places, burst):
                caught.setdefault(place, burst.rule)
    return caught


@lru_cache(maxsize=1024)
def _is_crawler(user_agent: str) -> bool:
    return bool(CrawlerDetect().is_crawler(user_agent))


def _alike(deeds: Sequence[Deed], burst: Burst) -> dict[tuple[object, str], list[int]]:
    """The places of events that count together, by time."""
    found: dict[tuple[object, str], list[int]] = {}
    for place in sorted(range(len(deeds)), key=lambda place: deeds[place].occurred_at):
        deed = deeds[place]
        shared = _text(deed, burst.same)
        if burst.name in ("", deed.name) and (shared or not burst.same) and (_text(deed, burst.each) or not burst.each):
            found.setdefault((deed.actor, shared), []).append(place)
    return found


def _in_bursts(deeds: Sequence[Deed], places: Sequence[int], burst: Burst) -> set[int]:
    caught: set[int] = set()
    window: deque[int] = deque()
    values: Counter[object] = Counter()
    for place in places:
        window.append(place)
        values[_counted(deeds[place], place, burst)] += 1
        while deeds[place].occurred_at - deeds[window[0]].occurred_at > burst.within:
            left = window.popleft()
            value = _counted(deeds[left], left, burst)
            values[value] -= 1
            if not values[value]:
                del values[value]
        if len(values) > burst.most:
            caught.update(window)
    return caught


def _counted(deed: Deed, place: int, burst: Burst) -> object:
    return _text(deed, burst.each) if burst.each else place


def _text(deed: Deed, name: str) -> str:
    value = deed.properties.get(name) if name else ""
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
