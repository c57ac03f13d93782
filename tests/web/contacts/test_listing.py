"""What stands in the rows, and how many queries that takes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reif.records.enums import Role
from reif.records.models import Contact
from reif.web.contacts import listing
from reif.web.contacts.filters import read
from tests.web.cast import Cast


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
def test_counting_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    assert listing.counted(Contact.objects.all()) == listing.Count(3, is_more=False)
    monkeypatch.setattr(listing, "MOST_COUNTED", 2)
    assert listing.counted(Contact.objects.all()) == listing.Count(2, is_more=True)


@pytest.mark.django_db
def test_countries_each_once(cast: Cast) -> None:
    assert listing.countries() == []
    for contact, country in ((cast.annika, "DE"), (cast.tobias, "AT"), (cast.oliver, "DE")):
        Contact.objects.filter(pk=contact.pk).update(country=country)
    assert listing.countries() == ["AT", "DE"]


@pytest.mark.django_db
def test_the_filter_whose_loss_brings_most_comes_first(cast: Cast) -> None:
    from django.http import QueryDict

    filters = read(QueryDict("temperature=hot&stage=lead&q=tobias"))
    found = listing.weaker(filters, cast.users[Role.SALES], timezone.now())
    assert [(each.name, each.count.value) for each in found] == [("temperature", 1)]


@pytest.mark.django_db
def test_points_of_the_last_days_are_steps(cast: Cast) -> None:
    at = timezone.now()
    still = Contact.objects.create(points=5, created_at=at)
    steps = listing.recent_points([cast.annika, still], at)
    assert [points for _, points in steps[cast.annika.pk]] == [81, 82]
    assert steps[cast.annika.pk][0][0] == 0.0
    assert 0.99 < steps[cast.annika.pk][1][0] < 1
    assert steps[still.pk] == [(0.0, 5)]
    later = listing.recent_points([cast.annika], at + timedelta(days=60))
    assert [points for _, points in later[cast.annika.pk]] == [82]
