"""Verdicts: whether a person or a machine did an event, said after it had come."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport
from reif.records.models.append_only import AppendOnly
from reif.records.models.event import Event
from reif.records.models.user import User


class Verdict(AppendOnly):
    """What is held of an event since `occurred_at`, by a rule or (`by`) a user; the last one counts.

    Goes with its event.
    """

    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE
    may_change = ("by_id",)

    event = models.ForeignKey(Event, models.CASCADE, related_name="verdicts")
    is_human = models.BooleanField()
    rule = models.CharField(max_length=50, blank=True, default="")
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    occurred_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["event", "id"], name="verdict_by_event")]
