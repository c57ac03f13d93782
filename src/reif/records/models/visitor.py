"""Visitors: anonymous until identified."""

from django.db import models

from reif.records.fates import OnErase, OnExport, OnMerge
from reif.records.models.contact import Contact


class Visitor(models.Model):
    """Somebody seen under an anonymous id. `contact`: who it turned out to be; null while nobody knows.

    `claims`: the contact whom a browser says it is, without proof. `first_touch`, `last_touch`: by which campaign or
    site they came the first time, and the last time that they came by any (see `rules/touches.py`); null: not known.
    """

    on_merge = OnMerge.MOVE
    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE

    anonymous_id = models.CharField(max_length=200, unique=True)
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="visitors")
    origin = models.BigIntegerField(null=True, blank=True)
    claims = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="claimed_by")
    first_touch = models.JSONField(null=True, blank=True)
    last_touch = models.JSONField(null=True, blank=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
