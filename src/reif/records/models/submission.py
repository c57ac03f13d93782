"""Forms that were filled in."""

from typing import ClassVar

from django.db import models

from reif.records.enums import one_of
from reif.records.fates import OnErase, OnExport, OnMerge
from reif.records.models.contact import Contact
from reif.records.models.form import FormVersion
from reif.records.models.kiosk import Kiosk
from reif.records.models.user import User
from reif.records.models.visitor import Visitor

SUBMISSION_STATES = ("taken", "quarantined", "discarded")


def message_id_of(key: str) -> str:
    """Of the event that a submission of this key becomes."""
    return f"submission-{key}"


class Submission(models.Model):
    """A form that was filled in, as it was typed. `contact`: whose it is; null while nobody has proved to be one.

    `key`: of the page that was shown, so that sending twice is sending once. `answers`: by field. `agreed`: keys of the
    consents that were ticked. `around`: campaign, channel, page, anonymous id. `suspicions`: why it was kept apart.
    `ip`: without its last part. `kiosk`: the tablet it was typed on; `occurred_at`: when, if
    not when it was received. `settled_by`: who of the team released, discarded or joined it.
    """

    on_merge = OnMerge.MOVE
    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE

    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="submissions")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="submissions")
    origin = models.BigIntegerField(null=True, blank=True)
    visitor = models.ForeignKey(Visitor, models.PROTECT, null=True, blank=True, related_name="submissions")
    key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=12, default="taken")
    address = models.CharField(max_length=254, blank=True, default="")
    answers = models.JSONField(default=dict)
    agreed = models.JSONField(default=list, blank=True)
    around = models.JSONField(default=dict, blank=True)
    suspicions = models.JSONField(default=list, blank=True)
    ip = models.CharField(max_length=45, blank=True, default="")
    user_agent = models.CharField(max_length=300, blank=True, default="")
    received_at = models.DateTimeField()
    occurred_at = models.DateTimeField(null=True, blank=True)
    kiosk = models.ForeignKey(Kiosk, models.PROTECT, null=True, blank=True, related_name="submissions")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [one_of("state", SUBMISSION_STATES, "submission")]
        indexes: ClassVar = [
            models.Index(fields=["version", "-received_at", "-id"], name="submission_by_version"),
            models.Index(fields=["state", "-received_at", "-id"], name="submission_by_state"),
            models.Index(fields=["ip", "received_at"], name="submission_by_ip"),
            models.Index(fields=["address", "received_at"], name="submission_by_address"),
        ]
