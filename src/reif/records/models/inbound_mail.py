"""Mail that came in and is nobody's story."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport
from reif.records.models.source import Source


class InboundMail(models.Model):
    """A mail that came in and belongs to no contact: why, and what it says. The mail itself stays on its server.

    `key`: a digest of its Message-ID, or of its bytes. `kind`: reply, automatic, bounce, complaint, bulk, unreadable.
    `text`: its beginning, where a person may have written it or nothing could be read of it.
    """

    on_export = OnExport.FIND
    on_erase = OnErase.EMPTY

    source = models.ForeignKey(Source, models.PROTECT, related_name="inbound_mails")
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    reason = models.CharField(max_length=500)
    sender = models.CharField(max_length=254, blank=True, default="")
    subject = models.CharField(max_length=500, blank=True, default="")
    text = models.TextField(blank=True, default="")
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "key"], name="inbound_mail_once")]
        indexes: ClassVar = [models.Index(fields=["source", "-received_at", "-id"], name="inbound_mail_by_source")]
