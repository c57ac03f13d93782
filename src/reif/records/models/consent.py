"""What people agreed to, and what became of it: the proof, written once."""

from typing import ClassVar

from django.db import models

from reif.records.enums import one_of
from reif.records.fates import OnErase, OnExport, OnMerge
from reif.records.models.append_only import AppendOnly
from reif.records.models.contact import Contact
from reif.records.models.form import FormVersion
from reif.records.models.source import Source
from reif.records.models.submission import Submission
from reif.records.models.user import User
from reif.rules.consent import Channel, Purpose

STEPS = ("mailed", "confirmed", "withdrawn")


class Consent(AppendOnly):
    """Somebody agreed to a purpose by a channel, in these words. It holds once it is confirmed and until withdrawn.

    `contact`: null until the address is proved. `address`: normalised. `wording`: exactly as it was shown, in
    `language`, as the `wording_version`th of its kind. `page`: where the form stood. `ip`: without its last part.
    `mail_id`: Message-ID of the mail that asks to confirm; empty if nothing is to be confirmed.
    """

    on_merge = OnMerge.MOVE
    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE

    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="consents")
    origin = models.BigIntegerField(null=True, blank=True)
    address = models.CharField(max_length=254)
    purpose = models.CharField(max_length=30)
    channel = models.CharField(max_length=10)
    wording = models.TextField()
    wording_version = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    version = models.ForeignKey(FormVersion, models.PROTECT, null=True, blank=True, related_name="consents")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="consents")
    source = models.ForeignKey(Source, models.PROTECT, related_name="consents")
    page = models.CharField(max_length=500, blank=True, default="")
    ip = models.CharField(max_length=45, blank=True, default="")
    user_agent = models.CharField(max_length=300, blank=True, default="")
    mail_id = models.CharField(max_length=200, blank=True, default="")
    is_to_confirm = models.BooleanField(default=True)
    occurred_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("purpose", Purpose, "consent"),
            one_of("channel", Channel, "consent"),
            models.CheckConstraint(condition=~models.Q(wording=""), name="consent_worded"),
            models.CheckConstraint(condition=~models.Q(address=""), name="consent_of_somebody"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["contact", "occurred_at", "id"], name="consent_by_contact"),
            models.Index(fields=["address", "purpose", "occurred_at"], name="consent_by_address"),
            models.Index(fields=["mail_id"], name="consent_by_mail"),
        ]


class ConsentStep(AppendOnly):
    """What became of a consent: the mail that asks to confirm left, it was confirmed, it was withdrawn.

    `message_id`, `content_hash` (SHA-256): of the mail as it left. `how`: by which way it was withdrawn. `by`: who of
    the team noted it; null: the person themselves.
    """

    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE
    may_change = ("by_id",)

    consent = models.ForeignKey(Consent, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=10)
    occurred_at = models.DateTimeField()
    ip = models.CharField(max_length=45, blank=True, default="")
    user_agent = models.CharField(max_length=300, blank=True, default="")
    message_id = models.CharField(max_length=200, blank=True, default="")
    content_hash = models.CharField(max_length=64, blank=True, default="")
    how = models.CharField(max_length=500, blank=True, default="")
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            one_of("step", STEPS, "consentstep"),
            models.UniqueConstraint(
                fields=["consent", "step"], condition=~models.Q(step="mailed"), name="consentstep_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["consent", "occurred_at", "id"], name="consentstep_by_consent")]
