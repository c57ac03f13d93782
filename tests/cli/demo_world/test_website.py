"""The website of the made-up world: a source that sends, with days, last events, and what nobody can use."""

from datetime import timedelta

import pytest

from reif.capture import queries
from reif.cli.demo_world.loading import SOURCE
from reif.cli.demo_world.removal import remove
from reif.cli.demo_world.website import SITE
from reif.records.models import Arrival, Event, Quarantined, Source
from tests.cli.demo_world.test_loading import AT, loaded, publish

pytestmark = pytest.mark.django_db


def test_the_site_sends_day_by_day_until_now() -> None:
    publish()
    loaded()
    [flow] = queries.flows(AT)
    assert (flow.source.name, flow.source.is_public, flow.quarantined) == (SITE, True, 2)
    of_site = Event.objects.filter(source=flow.source)
    assert flow.taken[-1] == of_site.filter(received_at__date=AT.date()).count() >= 5
    assert sum(day > 0 for day in flow.taken) >= 4
    assert flow.last_at is not None
    assert AT - flow.last_at < timedelta(minutes=10)
    events, _ = queries.latest(flow.source, 20)
    assert {event.name for event in events} == {"Page Viewed"}
    times = [event.received_at for event in events]
    assert times == sorted(times, reverse=True)
    assert AT - timedelta(hours=4) < times[-1] < times[0] < AT


def test_what_nobody_can_use_says_why() -> None:
    publish()
    loaded(3)
    reasons = set(Quarantined.objects.values_list("reason", flat=True))
    assert reasons == {
        "a track call needs the name of the event under `event`",
        "the call says neither userId nor anonymousId",
    }


def test_a_site_by_which_somebody_real_sends_stays() -> None:
    publish()
    loaded(3)
    site = Source.objects.get(name=SITE)
    Quarantined.objects.create(source=site, reason="of somebody real", raw="{}", received_at=AT)
    arrival = Arrival.objects.create(source=site, form="segment", body=b"{}", calls=1, received_at=AT)
    remove(SOURCE)
    assert list(Arrival.objects.all()) == [arrival]
    assert list(Quarantined.objects.values_list("reason", flat=True)) == ["of somebody real"]
    assert list(Source.objects.all()) == [site]
