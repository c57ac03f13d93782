"""What became of the contacts of a cohort, counted by the database: one statement for those who are there, one for the
erased, whose moves are kept as counts.

A move counts unless it was taken back by `at`. Who comes to a stage has come to all before it, at that instant at the
latest, so that counts never rise along the way and the spans between stages are never negative.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from django.db import connection

from reif.rules.stages import Stage, Status

_FROM_LEAD = tuple(stage for stage in Stage if stage.rank >= Stage.LEAD.rank)
_SPANS = ("lead_at", "prospect_at", "opportunity_at", "customer_at")


class Counted(NamedTuple):
    """Contacts of one channel that came equally far, `people` of them.

    `reason`: why they were given up, empty if they were not. `days`: of those who became customers, the days from lead
    to prospect, opportunity and customer, each summed up. `band`: the quarter of 0–100 that the score was in when the
    contact became a lead, 0–3.
    """

    channel: str
    furthest: int
    is_lost: bool
    reason: str
    people: int
    days: tuple[float, float, float]
    band: int


def counted(since: datetime, until: datetime, at: datetime) -> list[Counted]:
    """The contacts that became leads from `since` to before `until`, as they stood at `at`."""
    instants = {"since": since, "until": until, "at": at}
    given = {name: str(connection.ops.adapt_datetimefield_value(value)) for name, value in instants.items()}
    words = {"suspect": Stage.SUSPECT.value, "disqualified": Status.DISQUALIFIED.value}
    found = []
    with connection.cursor() as cursor:
        for person, table, cohort in _PEOPLE:
            cursor.execute(_statement(person, table, cohort), given | words)
            found += [_counted(row) for row in cursor.fetchall()]
    return found


def _counted(row: Sequence[object]) -> Counted:
    channel, furthest, is_lost, reason, band, count, *days = row
    first, second, third = (float(str(each or 0)) for each in days)
    return Counted(
        str(channel),
        int(str(furthest)),
        bool(is_lost),
        str(reason),
        int(str(count)),
        (first, second, third),
        int(str(band)),
    )


def _statement(person: str, table: str, cohort: str) -> str:
    """The statement in the database's own words for days between; all that is put in is written here.

    `person`: the column of a move that says whose it is; `table`: where that leads; `cohort`: who may be of it.
    """
    between = (
        "julianday({}) - julianday({})" if connection.vendor == "sqlite" else "EXTRACT(EPOCH FROM {} - {}) / 86400"
    )
    firsts = [f"MIN(CASE WHEN far >= {stage.rank} THEN occurred_at END) AS {stage.value}_at" for stage in _FROM_LEAD]
    days = [
        f"SUM(CASE WHEN furthest >= {Stage.CUSTOMER.rank} THEN {between.format(end, begin)} ELSE 0 END)"
        for begin, end in pairwise(_SPANS)
    ]
    stages = ", ".join(f"'{stage.value}'" for stage in _FROM_LEAD)
    return _STATEMENT.format(
        person=person,
        table=table,
        cohort=cohort.format(stages=stages),
        ranks=" ".join(f"WHEN '{stage.value}' THEN {stage.rank}" for stage in _FROM_LEAD),
        firsts=", ".join(firsts),
        days=", ".join(days),
    )


_LEADS = """
            SELECT contact_id FROM records_stagechange
            WHERE to_stage IN ({stages}) AND from_stage = %(suspect)s
                AND occurred_at >= %(since)s AND occurred_at < %(until)s"""
_PEOPLE = (
    ("contact_id", "records_contact", _LEADS),
    # All of the erased, who are few: by the leads of the period those are not found faster.
    ("erased_id", "records_erased", "SELECT id FROM records_erased"),
)
# The plus keeps SQLite from looking moves up by the index of what they take back, which nearly none does.
_STATEMENT = """
WITH move AS (
    SELECT made.{person} AS person_id, made.occurred_at, made.from_status, made.to_status,
        CASE WHEN made.to_stage = made.from_stage THEN 0 ELSE CASE made.to_stage {ranks} ELSE 0 END END AS far
    FROM records_stagechange made
    WHERE made.{person} IN ({cohort})
        AND +made.undoes_id IS NULL AND made.occurred_at <= %(at)s
        AND NOT EXISTS (
            SELECT 1 FROM records_stagechange back WHERE back.undoes_id = made.id AND back.occurred_at <= %(at)s)
), person AS (
    SELECT person_id, MAX(far) AS furthest, {firsts},
        MAX(CASE WHEN to_status = %(disqualified)s AND from_status <> to_status THEN occurred_at END) AS lost_at,
        MAX(CASE WHEN from_status = %(disqualified)s AND from_status <> to_status THEN occurred_at END) AS back_at
    FROM move GROUP BY person_id
), ended AS (
    SELECT person.*,
        CASE WHEN lost_at IS NOT NULL AND (back_at IS NULL OR back_at < lost_at) THEN 1 ELSE 0 END AS is_lost
    FROM person WHERE lead_at >= %(since)s AND lead_at < %(until)s
), reasoned AS (
    SELECT ended.*, contact.channel, CASE WHEN is_lost = 1 THEN (
            SELECT rule FROM records_stagechange why
            WHERE why.{person} = ended.person_id AND why.occurred_at = lost_at AND why.to_status = %(disqualified)s
            ORDER BY why.id DESC LIMIT 1) ELSE '' END AS reason,
        (SELECT CASE WHEN score >= 75 THEN 3 WHEN score >= 50 THEN 2 WHEN score >= 25 THEN 1 ELSE 0 END
            FROM records_stagechange first
            WHERE first.{person} = ended.person_id AND first.occurred_at = lead_at AND +first.undoes_id IS NULL
            ORDER BY first.id LIMIT 1) AS band
    FROM ended JOIN {table} contact ON contact.id = ended.person_id
)
SELECT channel, furthest, is_lost, reason, band, COUNT(*), {days}
FROM reasoned GROUP BY channel, furthest, is_lost, reason, band
"""
