"""Who did what in the system."""

from typing import ClassVar

from django.db import models

from reif.records.models.append_only import AppendOnly
from reif.records.models.user import User


class AuditEntry(AppendOnly):
    """Something done by a user, or (null) by a command. Holds no personal data of contacts: numbers and words only."""

    may_change = ("by_id",)

    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    action = models.CharField(max_length=100)
    subject = models.CharField(max_length=100, blank=True, default="")
    subject_id = models.BigIntegerField(null=True, blank=True)
    details = models.JSONField(default=dict, blank=True)
    occurred_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-occurred_at", "-id"], name="audit_by_time")]
