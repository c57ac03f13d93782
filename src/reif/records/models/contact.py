"""Contacts: known persons, with the columns that lists show, filter and sort by."""

from typing import ClassVar

from django.db import models

from reif.records.enums import one_of, within
from reif.records.fates import OnErase, OnExport
from reif.records.models.company import Company
from reif.records.models.import_ import Import
from reif.records.models.user import User
from reif.rules.maturity import GRADES, TEMPERATURES
from reif.rules.stages import Disqualification, Stage, Status

_IS_TO_RESCORE = models.Q(rescore_at__isnull=False)
_IS_HOT = models.Q(temperature="hot")
_HAS_COUNTRY = ~models.Q(country="")
_IS_PUT_OFF = models.Q(look_again_on__isnull=False)
_FILTERS = ("stage", "status", "level", "temperature", "grade", "channel", "country", "owner", "may_be_profiled")


class Contact(models.Model):
    """A person. What can be derived from the log is kept here too, so that lists stay fast.

    `rescore_at`: when the score must be worked out again: at once after news, else when time alone will change what
    people see; null if it never will. `last_activity`: the newest event's name, at `last_activity_at`. `proposed_stage`
    (empty: none) waits for a person since `proposed_at`; `declined_at`: when somebody last said no. `touched_at`: when
    somebody of the team last acted on the contact. `version` counts changes by people: a form that was filled in on an
    older one is told so. `made_by`: the import without which there was no such contact, if it was one.
    """

    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE

    lead_id = models.CharField(max_length=200, null=True, blank=True, unique=True)
    name = models.CharField(max_length=300, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    company = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True, related_name="contacts")
    company_name = models.CharField(max_length=300, blank=True, default="")
    search = models.TextField(blank=True, default="")
    attributes = models.JSONField(default=dict, blank=True)
    owner = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="contacts")
    channel = models.CharField(max_length=50, blank=True, default="")
    country = models.CharField(max_length=100, blank=True, default="")

    stage = models.CharField(max_length=20, default=Stage.SUSPECT.value)
    status = models.CharField(max_length=20, default=Status.ACTIVE.value)
    status_reason = models.CharField(max_length=20, blank=True, default="")
    look_again_on = models.DateField(null=True, blank=True)
    proposed_stage = models.CharField(max_length=20, blank=True, default="")
    proposed_by_rule = models.CharField(max_length=100, blank=True, default="")
    proposed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    may_be_profiled = models.BooleanField(default=True)

    score = models.FloatField(default=0.0)
    points = models.PositiveSmallIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=1)
    temperature = models.CharField(max_length=4, default="cold")
    grade = models.CharField(max_length=1, default="D")

    is_simulated = models.BooleanField(default=False)
    rescore_at = models.DateTimeField(null=True, blank=True)
    last_activity_at = models.DateTimeField(null=True, blank=True)
    last_activity = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    made_by = models.ForeignKey(Import, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            one_of("stage", Stage, "contact"),
            one_of("status", Status, "contact"),
            one_of("status_reason", ["", *Disqualification], "contact"),
            one_of("proposed_stage", ["", *Stage], "contact"),
            one_of("temperature", TEMPERATURES, "contact"),
            one_of("grade", GRADES, "contact"),
            within("score", 0, 100, "contact"),
            within("points", 0, 100, "contact"),
            within("level", 1, 4, "contact"),
        ]
        indexes: ClassVar = [
            # By each the list is sorted; what else it is filtered by stands beside, so that no row is fetched in vain.
            models.Index(
                fields=["-score", "id", *_FILTERS, "last_activity_at", "company", "points"], name="contact_by_score"
            ),
            models.Index(fields=["-last_activity_at", "id", *_FILTERS, "score"], name="contact_by_activity"),
            models.Index(fields=["name", "id", *_FILTERS, "score", "last_activity_at"], name="contact_by_name"),
            models.Index(
                fields=["company_name", "id", *_FILTERS, "score", "last_activity_at", "company"],
                name="contact_by_company_name",
            ),
            models.Index(fields=["email"], name="contact_by_email"),
            models.Index(fields=["company", "-score", "id"], name="contact_by_company"),
            models.Index(fields=["rescore_at", "id"], name="contact_to_rescore", condition=_IS_TO_RESCORE),
            models.Index(fields=["-score", "id"], name="contact_proposed", condition=~models.Q(proposed_stage="")),
            models.Index(fields=["-score", "id"], name="contact_objected", condition=models.Q(may_be_profiled=False)),
            models.Index(fields=["-score", "id", "stage", "status", "owner"], name="contact_hot", condition=_IS_HOT),
            models.Index(fields=["country"], name="contact_countries", condition=_HAS_COUNTRY),
            models.Index(fields=["look_again_on", "id"], name="contact_to_look_again", condition=_IS_PUT_OFF),
        ]
