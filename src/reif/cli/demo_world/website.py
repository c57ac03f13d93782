"""The seller's website as a source that sends: the pages that people looked at, and what came within the last hours."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from reif import collecting
from reif.capture import operations as capture
from reif.capture.write_keys import hash_of, new_key
from reif.cli.demo_world.visitors import PREFIX
from reif.collecting import Heard
from reif.integrations.tracking.letter import Letter
from reif.records.models import Arrival, Event, Quarantined, Source, SourceDay
from reif.simulation.words.offers import PRICE_PAGES, PRODUCT_PAGES, READING_PAGES

SITE = "www.tannhoff.example"
_SENT = f"{PREFIX}www-"
_COUNTED = 7  # days, as the pages of sources show them
_BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
_PAGES = (*READING_PAGES, *PRODUCT_PAGES, *PRICE_PAGES)
_SEEN = 3
_BEGUN_AT = (0, 13, 4, 9, 15, 2, 11, 7)  # of _PAGES; together more than the page of a source lists
_MINUTES_AGO = (203, 171, 146, 118, 87, 58, 41, 6)
_Said = dict[str, object]


def add_site(since: datetime) -> Source:
    """The website, with a key that everybody can read."""
    key = new_key()
    keyed = {"write_key_hash": hash_of(key), "public_key": key}
    return Source.objects.get_or_create(name=SITE, defaults={"created_at": since, **keyed})[0]


def count_days(site: Source, at: datetime) -> None:
    """Count what came from the site day by day, as if each call had been counted when it came."""
    since = at - timedelta(days=_COUNTED)
    times = Event.objects.filter(source=site, received_at__gt=since, received_at__lte=at).order_by("received_at")
    last: dict[date, datetime] = {}
    came: Counter[date] = Counter()
    for received in times.values_list("received_at", flat=True):
        day = received.astimezone(UTC).date()
        last[day] = received
        came[day] += 1
    for day, taken in came.items():
        capture.count(source=site, taken=taken, known=0, quarantined=0, at=last[day])


def send(site: Source, at: datetime) -> int:
    """Let visitors look around within the hours before `at`, and two calls come that nobody can use.

    Returns how many events.
    """
    heard = [
        _heard(_views(f"w{number}", place, at - timedelta(minutes=ago)), at - timedelta(minutes=ago - 3))
        for number, (place, ago) in enumerate(zip(_BEGUN_AT, _MINUTES_AGO, strict=True), start=1)
    ]
    heard.append(_heard([_without_name(at), _without_anybody(at)], at - timedelta(minutes=19)))
    return collecting.collect(source=site, heard=sorted(heard, key=lambda each: each.at)).taken


def forget_sent() -> None:
    """Of what the site sent: the calls that were kept apart; and the site, where nobody real sends by it."""
    Quarantined.objects.filter(source__name=SITE, raw__contains=_SENT).delete()
    gone = Source.objects.filter(name=SITE, events=None, attribute_changes=None, quarantined=None, imports=None)
    gone = gone.exclude(id__in=Arrival.objects.values("source"))
    SourceDay.objects.filter(source__in=gone).delete()
    gone.delete()


def _views(who: str, first: int, since: datetime) -> list[_Said]:
    return [
        {
            "type": "page",
            "messageId": f"{_SENT}{who}-{place}",
            "anonymousId": f"{PREFIX}{who}",
            "timestamp": (since + timedelta(seconds=55 * place)).isoformat(),
            "properties": {"path": page.path, "title": page.title, "url": f"https://{SITE}{page.path}"},
            "context": {"userAgent": _BROWSER},
        }
        for place, page in enumerate(_PAGES[first : first + _SEEN])
    ]


def _without_name(at: datetime) -> _Said:
    when = (at - timedelta(minutes=20)).isoformat()
    return {"type": "track", "messageId": f"{_SENT}q-0", "anonymousId": f"{PREFIX}w1", "event": "", "timestamp": when}


def _without_anybody(at: datetime) -> _Said:
    when, video = (at - timedelta(minutes=20)).isoformat(), {"title": "Leitstand"}
    return {
        "type": "track",
        "messageId": f"{_SENT}q-1",
        "event": "Video Played",
        "timestamp": when,
        "properties": video,
    }


def _heard(batch: list[_Said], at: datetime) -> Heard:
    letter = Letter("segment", None, {"batch": batch})
    return Heard(letter.calls(), letter.around(), at)
