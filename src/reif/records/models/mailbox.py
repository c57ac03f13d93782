"""Mailboxes: where people's replies arrive."""

from typing import ClassVar

from django.db import models

from reif.records.enums import one_of
from reif.records.fates import OnErase, OnExport
from reif.records.models.source import Source

SECURITY = ("tls", "starttls", "none")
STATES = ("new", "read", "failing")


class Mailbox(models.Model):
    """A folder on an IMAP server that is read; its password is kept elsewhere. `source`: of the events that come of it.

    `addresses`: ours; what comes from them goes round in circles. Mail that arrived before `reads_since` is passed over
    (null: none is). `last_uid`: up to which it is read, as the server counts under `uid_validity` (null: not yet seen).
    `next_at`: when it is to be looked at again. `failing_since`, `failures`, `last_error`: while it cannot be read.
    """

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    name = models.CharField(max_length=40, unique=True)
    source = models.OneToOneField(Source, models.PROTECT, related_name="mailbox")
    host = models.CharField(max_length=255)
    port = models.PositiveIntegerField()
    security = models.CharField(max_length=10, default="tls")
    user = models.CharField(max_length=254)
    folder = models.CharField(max_length=200, default="INBOX")
    addresses = models.JSONField(default=list, blank=True)
    reads_since = models.DateTimeField(null=True, blank=True)
    uid_validity = models.BigIntegerField(null=True, blank=True)
    last_uid = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, default="new")
    last_error = models.CharField(max_length=500, blank=True, default="")
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [one_of("security", SECURITY, "mailbox"), one_of("state", STATES, "mailbox")]
