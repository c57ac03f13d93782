"""Jobs that were finished long ago are forgotten."""

from datetime import timedelta

import pytest

from reif.jobs.operations import enqueue
from reif.jobs.running import run_one
from reif.records.models import Job
from tests.jobs.handlers import AT, KINDS, clock

pytestmark = pytest.mark.django_db


def test_the_job_that_tidies_forgets_what_is_older_than_30_days() -> None:
    for days in (29, 31):
        then = AT - timedelta(days=days)
        Job.objects.create(kind="count", state="done", run_at=then, created_at=then, finished_at=then)
    enqueue(kind="tidy", at=AT)
    assert run_one(kinds=KINDS, now=clock(AT))
    assert Job.objects.get(kind="tidy").result == {"deleted": 1}
    assert Job.objects.filter(kind="count").count() == 1
