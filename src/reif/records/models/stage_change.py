"""Moves from stage to stage."""

from typing import ClassVar

from django.db import models

from reif.records.enums import one_of, within
from reif.records.fates import OnErase, OnExport, OnMerge
from reif.records.models.append_only import AppendOnly
from reif.records.models.contact import Contact
from reif.records.models.erased import Erased
from reif.records.models.scoring_model import ScoringModel
from reif.records.models.user import User
from reif.rules.stages import Stage, Status

_IS_OF_NOBODY = models.Q(erased__isnull=False)


class StageChange(AppendOnly):
    """A move: by whom (`by`) or by which rule, why, and the score then. `undoes`: the move that this one takes back.

    `erased`: whose move it was, as a count, once the person was erased.
    """

    on_merge = OnMerge.KEEP
    on_export = OnExport.GIVE
    on_erase = OnErase.UNLINK
    blank_on_erase = ("why", "channel")
    may_change = ("contact_id", "erased_id", "by_id", "why", "channel")

    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="stage_changes")
    erased = models.ForeignKey(Erased, models.PROTECT, null=True, blank=True, related_name="stage_changes")
    from_stage = models.CharField(max_length=20)
    to_stage = models.CharField(max_length=20)
    from_status = models.CharField(max_length=20, default=Status.ACTIVE.value)
    to_status = models.CharField(max_length=20, default=Status.ACTIVE.value)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    rule = models.CharField(max_length=100, blank=True, default="")
    why = models.TextField(blank=True, default="")
    channel = models.CharField(max_length=50, blank=True, default="")
    score = models.FloatField()
    model = models.ForeignKey(ScoringModel, models.PROTECT, related_name="+")
    occurred_at = models.DateTimeField()
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    class Meta:
        constraints: ClassVar = [
            one_of("from_stage", Stage, "stagechange"),
            one_of("to_stage", Stage, "stagechange"),
            one_of("from_status", Status, "stagechange"),
            one_of("to_status", Status, "stagechange"),
            within("score", 0, 100, "stagechange"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["contact", "occurred_at", "id"], name="stagechange_by_contact"),
            models.Index(fields=["to_stage", "occurred_at"], name="stagechange_by_stage"),
            models.Index(fields=["erased", "occurred_at", "id"], name="stagechange_by_erased", condition=_IS_OF_NOBODY),
        ]
