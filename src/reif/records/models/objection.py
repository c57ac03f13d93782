"""Objections to profiling."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport, OnMerge
from reif.records.models.append_only import AppendOnly
from reif.records.models.contact import Contact
from reif.records.models.user import User


class Objection(AppendOnly):
    """A person objects to being profiled (GDPR, Art. 21), or (`is_lifted`) no longer does. The last one holds.

    `how`: how it reached us, as in "by e-mail". `by`: the user who noted it; null: a command.
    """

    on_merge = OnMerge.MOVE
    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE
    may_change = ("contact_id", "origin", "by_id")

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="objections")
    origin = models.BigIntegerField(null=True, blank=True)
    is_lifted = models.BooleanField(default=False)
    how = models.TextField(blank=True, default="")
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    occurred_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contact", "occurred_at", "id"], name="objection_by_contact")]
