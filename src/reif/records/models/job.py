"""Work for the machine."""

from typing import ClassVar

from django.db import models

from reif.records.enums import one_of
from reif.records.fates import OnErase, OnExport
from reif.records.models.user import User

STATES = ("waiting", "running", "done", "failed")


class Job(models.Model):
    """Work that outlives a request. A worker holds it until `leased_until`, then another may take it.

    `key`: two jobs of a kind with the same one are one job while it is not finished. `progress`: shares done, 0–1.
    """

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    kind = models.CharField(max_length=50)
    key = models.CharField(max_length=200, blank=True, default="")
    arguments = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, default="waiting")
    run_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.FloatField(default=0.0)
    result = models.JSONField(default=dict, blank=True)
    failure = models.TextField(blank=True, default="")
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("state", STATES, "job"),
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(state__in=["waiting", "running"]) & ~models.Q(key=""),
                name="job_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "run_at", "id"], name="job_by_state")]
