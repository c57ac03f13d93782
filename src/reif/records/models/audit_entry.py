"""Who did what in the system."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport
from reif.records.models.append_only import AppendOnly
from reif.records.models.user import User


class AuditEntry(AppendOnly):
    """Something done by a user, or (null) by a command. Holds no personal data of contacts: numbers and words only."""

    on_export = OnExport.FIND
    on_erase = OnErase.KEEP

    may_change = ("by_id",)

    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    action = models.CharField(max_length=100)
    subject = models.CharField(max_length=100, blank=True, default="")
    subject_id = models.BigIntegerField(null=True, blank=True)
    details = models.JSONField(default=dict, blank=True)
    occurred_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-occurred_at", "-id"], name="audit_by_time"),
            models.Index(fields=["by", "-occurred_at", "-id"], name="audit_by_user"),
            models.Index(fields=["action", "-occurred_at", "-id"], name="audit_by_action"),
            models.Index(fields=["subject", "subject_id", "id"], name="audit_by_subject"),
        ]
