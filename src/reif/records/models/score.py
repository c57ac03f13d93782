"""Scores as of now, and how they changed."""

from typing import ClassVar

from django.db import models

from reif.records.enums import one_of, within
from reif.records.fates import OnErase, OnExport, OnMerge
from reif.records.models.append_only import AppendOnly
from reif.records.models.contact import Contact
from reif.records.models.event import Event
from reif.records.models.scoring_model import ScoringModel
from reif.rules.maturity import GRADES, TEMPERATURES


class Result(models.Model):
    """What a version of the scoring model says of a contact as of an instant."""

    model = models.ForeignKey(ScoringModel, models.PROTECT, related_name="+")
    as_of = models.DateTimeField()
    score = models.FloatField()
    points = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    temperature = models.CharField(max_length=4)
    grade = models.CharField(max_length=1)
    fit = models.FloatField()
    engagement = models.FloatField()
    probability = models.FloatField(null=True, blank=True)
    excluded = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        abstract = True


def _ranges(table: str) -> list[models.BaseConstraint]:
    return [
        within("score", 0, 100, table),
        within("points", 0, 100, table),
        within("level", 1, 4, table),
        within("probability", 0, 1, table),
        one_of("temperature", TEMPERATURES, table),
        one_of("grade", GRADES, table),
    ]


class Score(Result):
    """The current result, one per contact and version of the model. `reasons`: its contributions, which add up to it.

    Each reason: `{"rule", "value", "events", "last_at", "full"}`; `full` is the value before decay, where it fades.
    `standing`: what the engine keeps so that the next event costs the same however long the history is.
    """

    on_merge = OnMerge.DROP
    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="scores")
    reasons = models.JSONField(default=list, blank=True)
    standing = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar = [
            *_ranges("score"),
            models.UniqueConstraint(fields=["contact", "model"], name="score_once_per_model"),
        ]


STEEP = 10
"""Points at once that are worth being told of."""


def is_steep() -> models.Q:
    """A condition on score changes, as the index of steep ones has it. First scores are no changes in that sense."""
    before = models.F("points_before")
    return models.Q(points__gte=before + STEEP) | models.Q(points__lte=before - STEEP)


class ScoreChange(AppendOnly, Result):
    """A change that people can see.

    `cause`: event, attribute, time, revision, model, merge …; `event`: the one that did it.
    """

    on_merge = OnMerge.KEEP
    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE
    may_change = ("contact_id", "event_id")

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="score_changes")
    cause = models.CharField(max_length=30)
    event = models.ForeignKey(Event, models.SET_NULL, null=True, blank=True, related_name="+")
    points_before = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = _ranges("scorechange")
        indexes: ClassVar = [
            models.Index(fields=["contact", "as_of", "id"], name="scorechange_by_contact"),
            # Whatever Today asks of a jump, so that a week of them is read in the index alone.
            models.Index(
                fields=["model", "as_of", "id", "cause", "contact", "points", "points_before", "event"],
                name="scorechange_steep",
                condition=is_steep(),
            ),
        ]
