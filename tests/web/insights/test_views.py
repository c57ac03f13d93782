"""Insights as people get them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reif.measure.queries import FROM_LEAD, Funnel, Step
from reif.records.models import StageChange
from reif.web.insights import findings
from tests.web.cast import Cast, person

QUERIES = (
    "session",
    "user",
    "how many contacts there may be",
    "contacts seen",
    "erased seen",
    "visitors seen",
    "the cohort",
    "the erased of it",
    "scores now",
    "is there a made-up world",
)


def became(cast: Cast, stages: list[str], **columns: object) -> None:
    who = person("Nina Neu", "Neu GmbH", 40, stage=stages[-1], **columns)
    for before, after in zip(["suspect", *stages], stages, strict=False):
        StageChange.objects.create(
            contact=who, from_stage=before, to_stage=after, score=40, model=cast.model, occurred_at=timezone.now()
        )


@pytest.mark.django_db
def test_the_finding_and_its_base(viewer: Client, cast: Cast) -> None:
    became(cast, ["lead", "prospect", "opportunity", "customer"], channel="webinar", email="a@neu.example")
    became(cast, ["lead"], channel="<b>", email="b@neu.example")
    page = viewer.get("/insights/").content.decode()
    assert "leads became customers." in page
    assert "<b>" + "," not in page
    assert "&lt;b&gt;" in page
    assert "Not enough data" in page
    assert 'class="river"' in page


@pytest.mark.django_db
def test_a_channel_and_days_of_ones_own(viewer: Client, cast: Cast) -> None:
    became(cast, ["lead"], channel="webinar")
    shown = viewer.get("/insights/?channel=webinar")
    assert shown.context["funnel"].count == 1
    assert viewer.get("/insights/?period=days&from=2001-01-01&to=2001-02-01").context["funnel"].count == 0
    assert viewer.get("/insights/?period=days&from=x&to=9999-99-99&channel=%00").status_code == 200


@pytest.mark.django_db
def test_every_chart_has_its_values_beside_it_and_suspects_are_another_group(viewer: Client, cast: Cast) -> None:
    for number in range(4):
        became(cast, ["lead"], channel="webinar", email=f"{number}@neu.example", created_at=timezone.now())
    became(cast, ["lead", "customer"], channel="webinar", email="n@neu.example", created_at=timezone.now())
    page = viewer.get("/insights/").content.decode()
    assert page.count("Values as a table") == 3
    assert "<td>40</td>" not in page
    assert re.search(r'<th scope="row">40–49</th><td>5</td><td>0</td><td>5</td><td>0</td>', page)
    assert re.search(r'<th scope="row">Webinar</th><td>5</td><td>1</td><td>1</td><td>1</td><td>0</td><td>20.0%', page)
    assert "These are two groups: " in page


def test_a_channel_is_praised_only_for_more_than_luck() -> None:
    def funnel(count: int, customers: int) -> Funnel:
        stages = [(count, customers), *[(customers, customers)] * 2, (customers, 0), (0, 0)]
        steps = zip(FROM_LEAD, stages, strict=True)
        return Funnel(tuple(Step(stage, of, on, 0, of - on, ()) for stage, (of, on) in steps), ())

    whole = funnel(1000, 40)
    assert findings.deck(whole, {"phone": funnel(33, 4)}) == "That is 40 of 1,000."
    assert "LinkedIn brings more customers" in findings.deck(whole, {"phone": funnel(33, 4), "linkedin": funnel(95, 8)})
    assert findings.headline(whole) == "Of 100 leads 4.0 are customers so far."


@pytest.mark.django_db
def test_the_file(viewer: Client, cast: Cast) -> None:
    became(cast, ["lead"], channel="=cmd()")
    written = viewer.get("/insights/table.csv").content.decode()
    assert written.startswith("\ufeffchannel,stage,count")
    assert "'=cmd()" in written


@pytest.mark.django_db
def test_queries_do_not_grow(viewer: Client, cast: Cast) -> None:
    for number in range(9):
        became(cast, ["lead", "prospect"], channel=f"channel{number}", email=f"{number}@neu.example")
        if number in (0, 8):
            with CaptureQueriesContext(connection) as queries:
                viewer.get("/insights/")
            assert len(queries) == len(QUERIES), [query["sql"] for query in queries]
