"""Mail on its way out."""

from typing import ClassVar

from django.db import models

from reif.records.enums import one_of
from reif.records.fates import OnErase, OnExport, OnMerge
from reif.records.models.contact import Contact
from reif.records.models.submission import Submission
from reif.records.models.user import User
from reif.rules.consent import Kind

MESSAGE_STATES = ("waiting", "taken", "sending", "sent", "unknown", "withheld", "refused", "failed")


class Message(models.Model):
    """A mail, written in the transaction of what it tells of, and sent after it by a worker.

    `user`: a user whom it is for; else it is for a contact or an address, and leaves only if `rules/consent.py` lets
    it. `purpose`: of the consent that it needs; empty for none. `key`: two of the same one are one mail. `state`: taken
    by a worker until `leased_until`, nothing handed over yet; sending: the text is being handed over, and if that ends
    without an answer nobody knows whether it arrived (unknown): it is not sent again by itself. `outcome`: why it was
    withheld, or the code by which a server refused it, and no words of anybody. `content_hash`: SHA-256 of the mail as
    it left.
    """

    on_merge = OnMerge.MOVE
    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE

    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="messages")
    origin = models.BigIntegerField(null=True, blank=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="messages")
    kind = models.CharField(max_length=20)
    purpose = models.CharField(max_length=30, blank=True, default="")
    address = models.CharField(max_length=254)
    message_id = models.CharField(max_length=200, unique=True)
    key = models.CharField(max_length=200, unique=True)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True, default="")
    headers = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, default="waiting")
    basis = models.CharField(max_length=20, blank=True, default="")
    outcome = models.CharField(max_length=100, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    run_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            one_of("state", MESSAGE_STATES, "message"),
            one_of("kind", Kind, "message"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "run_at", "id"], name="message_by_state"),
            models.Index(fields=["contact", "created_at"], name="message_by_contact"),
            models.Index(fields=["address", "created_at"], name="message_by_address"),
        ]
