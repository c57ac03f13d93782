"""Tablets on which a form stands at a fair or in a shop."""

from django.db import models

from reif.records.fates import OnErase, OnExport
from reif.records.models.form import Form
from reif.records.models.user import User


class Kiosk(models.Model):
    """A tablet that may send a form. `invitation`, `secret`: SHA-256 of what the link and the tablet hold; or empty.

    `pin`: what staff type on the tablet. `set_up_at`, `seen_at`, `revoked_at`: null before that.
    """

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    form = models.ForeignKey(Form, models.PROTECT, related_name="kiosks")
    name = models.CharField(max_length=100)
    pin = models.CharField(max_length=6)
    invitation = models.CharField(max_length=64, blank=True, default="")
    invited_at = models.DateTimeField()
    secret = models.CharField(max_length=64, blank=True, default="")
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    set_up_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
