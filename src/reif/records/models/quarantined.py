"""What was sent and could not be used."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport
from reif.records.models.source import Source


class Quarantined(models.Model):
    """A call of a tracking client that could not be used: why, and the call as it was sent, JSON.

    `sent`: what stood around it that matters for reading it again, as when the request was sent. `replayed_at`: when it
    was read again, and was usable then.
    """

    on_export = OnExport.FIND
    on_erase = OnErase.EMPTY

    source = models.ForeignKey(Source, models.PROTECT, related_name="quarantined")
    reason = models.CharField(max_length=500)
    raw = models.TextField()
    sent = models.JSONField(default=dict, blank=True)
    received_at = models.DateTimeField()
    replayed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["source", "-received_at", "-id"], name="quarantined_by_source")]
