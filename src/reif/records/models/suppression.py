"""Addresses that are not written to."""

from typing import ClassVar

from django.db import models

from reif.records.enums import one_of
from reif.records.fates import OnErase, OnExport
from reif.rules.consent import Reason


class Suppression(models.Model):
    """An address that is not written to, and since when and why; what overrules it is for `rules/consent.py` to say.

    `digest`: of the address, keyed by the secret of the system, so that it can be heeded after the person was erased,
    and read by nobody. `key`: which secret it was, as in Barred.
    """

    on_export = OnExport.FIND
    on_erase = OnErase.KEEP

    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=8)
    reason = models.CharField(max_length=20)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("reason", Reason, "suppression"),
            models.UniqueConstraint(fields=["digest", "reason"], name="suppression_once"),
        ]
