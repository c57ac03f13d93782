"""Events: what contacts and visitors did. The log is the truth."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport, OnMerge
from reif.records.models.append_only import AppendOnly
from reif.records.models.contact import Contact
from reif.records.models.source import Source
from reif.records.models.visitor import Visitor


class Event(AppendOnly):
    """One thing done, by a contact or (still) a visitor. `message_id` null: never a duplicate."""

    on_merge = OnMerge.MOVE
    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE
    may_change = ("contact_id", "visitor_id")

    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="events")
    visitor = models.ForeignKey(Visitor, models.PROTECT, null=True, blank=True, related_name="events")
    source = models.ForeignKey(Source, models.PROTECT, related_name="events")
    message_id = models.CharField(max_length=200, null=True, blank=True)
    name = models.CharField(max_length=200)
    properties = models.JSONField(default=dict, blank=True)
    channel = models.CharField(max_length=50, blank=True, default="")
    campaign = models.CharField(max_length=200, blank=True, default="")
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "message_id"], name="event_message_unique"),
            models.CheckConstraint(
                condition=models.Q(contact__isnull=False) | models.Q(visitor__isnull=False), name="event_of_somebody"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="event_named"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["contact", "occurred_at", "id"], name="event_by_contact"),
            models.Index(fields=["occurred_at"], name="event_by_time"),
        ]
