"""Events: what contacts and visitors did. The log is the truth."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport, OnMerge
from reif.records.models.append_only import AppendOnly, AppendOnlyQuerySet
from reif.records.models.contact import Contact
from reif.records.models.source import Source
from reif.records.models.visitor import Visitor


class EventQuerySet(AppendOnlyQuerySet):
    """What is only added, but for whose it is and whether it counts."""

    def by_people(self) -> "EventQuerySet":
        """Those that are held to be done by people: all that counts, for a score or anything else."""
        return self.filter(is_human=True)

    def hand_over(self, *, visitor_id: int, contact_id: int | None, origin: int | None = None) -> int:
        """Let the rows be a visitor's, and the contact's who that is. Returns how many."""
        return models.QuerySet.update(self, visitor_id=visitor_id, contact_id=contact_id, origin=origin)

    def judge(self, *, is_human: bool) -> int:
        """Let the rows count, or no longer; a verdict says why. Returns how many."""
        return models.QuerySet.update(self, is_human=is_human)


class Event(AppendOnly):
    """One thing done, by a contact or (still) a visitor. `message_id` null: never a duplicate.

    `taken_for`: by which rule it was held to be a machine's deed as it came; empty: a person's. `is_human`: what is
    held now, by the last verdict if there is one; what is not counts for nothing.
    """

    on_merge = OnMerge.MOVE
    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE
    may_change = ("contact_id", "origin", "visitor_id", "is_human")

    objects: ClassVar = EventQuerySet.as_manager()

    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="events")
    origin = models.BigIntegerField(null=True, blank=True)
    visitor = models.ForeignKey(Visitor, models.PROTECT, null=True, blank=True, related_name="events")
    source = models.ForeignKey(Source, models.PROTECT, related_name="events")
    message_id = models.CharField(max_length=200, null=True, blank=True)
    name = models.CharField(max_length=200)
    properties = models.JSONField(default=dict, blank=True)
    channel = models.CharField(max_length=50, blank=True, default="")
    campaign = models.CharField(max_length=200, blank=True, default="")
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()
    taken_for = models.CharField(max_length=50, blank=True, default="", db_default="")
    is_human = models.BooleanField(default=True, db_default=True)

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
            models.Index(fields=["visitor"], name="event_of_machine", condition=models.Q(is_human=False)),
        ]
