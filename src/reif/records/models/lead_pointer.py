"""Leads that another system has and reif has not."""

from typing import ClassVar

from django.db import models

from reif.records.enums import one_of
from reif.records.fates import OnErase, OnExport
from reif.records.models.source import Source
from reif.records.models.user import User

SYSTEMS = ("linkedin", "meta")


class LeadPointer(models.Model):
    """A notice that somebody filled in a form there: the number of the lead, and nothing of the person.

    `fetched_at`: somebody has brought the lead over. `deleted_at`: the person took it back there.
    """

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    source = models.ForeignKey(Source, models.CASCADE, related_name="lead_pointers")
    system = models.CharField(max_length=20)
    lead = models.CharField(max_length=200)
    form = models.CharField(max_length=200, blank=True, default="")
    occurred_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True, blank=True)
    fetched_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "system", "lead"], name="leadpointer_once"),
            one_of("system", SYSTEMS, "leadpointer"),
        ]
