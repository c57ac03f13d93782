"""What clients sent and nobody has read yet."""

from django.db import models

from reif.records.fates import OnErase, OnExport
from reif.records.models.source import Source


class Arrival(models.Model):
    """A request of a tracking client, acknowledged once it is here; it is gone when the worker has taken it in.

    `body`: the JSON as it was sent, unpacked. `form`: segment or posthog. `type`: of the call that the path names;
    empty for a batch. `beside`: what stood in headers. `calls`: how many there are.
    """

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    form = models.CharField(max_length=20)
    type = models.CharField(max_length=20, blank=True, default="")
    beside = models.JSONField(default=dict, blank=True)
    body = models.BinaryField()
    calls = models.PositiveIntegerField()
    received_at = models.DateTimeField()
