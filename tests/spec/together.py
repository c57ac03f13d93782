"""Many specs in one run, for an engine on which each run is dear.

A spec that asks for nothing but what rules gave and which rows are rejects can be asked together with others: its
leads, its rules and its answers bear a prefix. Specs whose columns have different types do not go together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from reif.engines.answers import SCORE_SCHEMA
from reif.engines.model import Model
from reif.rules.scoring_model import Engagement, Fit, ScoringModel
from tests.spec.running import Answer, Row, answer_of, instant
from tests.spec.specification import Spec


@dataclass(frozen=True)
class Part:
    """A spec within a group: its prefix, and how many rows of others stand before its own."""

    spec: Spec
    prefix: str
    before: Mapping[str, int]

    def answer(self, whole: Answer) -> Answer:
        """What the whole answer says of this spec; a contribution of another spec's rules says nothing."""
        return Answer(
            [self._own(row) for row in whole.scores if self._is_own(row, "lead_id")],
            [
                self._own(row) | {"rule": str(row["rule"]).removeprefix(self.prefix)}
                for row in whole.contributions
                if self._is_own(row, "lead_id") and self._is_own(row, "rule")
            ],
            [dict(row) | {"row": number} for row in whole.rejects if (number := self._own_number(row))],
        )

    def _is_own(self, row: Row, column: str) -> bool:
        return str(row[column]).startswith(self.prefix)

    def _own(self, row: Row) -> dict[str, object]:
        return dict(row) | {"lead_id": str(row["lead_id"]).removeprefix(self.prefix)}

    def _own_number(self, row: Row) -> int | None:
        tables = {"leads": self.spec.lead_table, "events": self.spec.event_table}
        file = str(row["file"])
        number = int(str(row["row"])) - self.before[file]
        return number if 0 < number <= tables[file].height else None


def can_join(spec: Spec) -> bool:
    """Whether the spec asks only for what does not depend on the rest of a model."""
    asks_for_scores = any(name in SCORE_SCHEMA.names for _, name, _ in spec.answers())
    has_text_ids = spec.lead_table.kinds()["lead_id"] == "text"
    return has_text_ids and not (asks_for_scores or spec.contributions or spec.at_column)


def groups(specs: Sequence[Spec]) -> list[list[Part]]:
    """The specs that can be asked together, in as few groups as they allow."""
    found: list[list[Part]] = []
    for number, spec in enumerate(filter(can_join, specs)):
        group = next((group for group in found if _fits(spec, group)), None)
        if group is None:
            found.append(group := [])
        before = {
            "leads": sum(part.spec.lead_table.height for part in group),
            "events": sum(part.spec.event_table.height for part in group),
        }
        group.append(Part(spec, f"s{number:02}_", before))
    return found


def ask(group: Sequence[Part], engine: str) -> Answer:
    """The answer to all of the group."""
    leads = pa.concat_tables(list(_leads(group)), promote_options="default")
    events = pa.concat_tables(list(_events(group)), promote_options="default")
    with Model(_model(group)).evaluate(leads, events, at=instant(group[0].spec.at), engine=engine) as evaluation:
        return answer_of(evaluation)


def _fits(spec: Spec, group: Sequence[Part]) -> bool:
    return all(
        part.spec.at == spec.at
        and _agree(part.spec.lead_table.kinds(), spec.lead_table.kinds())
        and _agree(part.spec.event_table.kinds(), spec.event_table.kinds())
        for part in group
    )


def _agree(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(other.get(name, kind) == kind for name, kind in one.items())


def _leads(group: Sequence[Part]) -> Iterator[pa.Table]:
    return (_prefixed(part.spec.lead_table.arrow(), "lead_id", part.prefix) for part in group)


def _events(group: Sequence[Part]) -> Iterator[pa.Table]:
    """Message ids tell events apart in the whole table, so they bear the prefix too."""
    for part in group:
        if part.spec.events:
            events = _prefixed(part.spec.event_table.arrow(), "lead_id", part.prefix)
            yield _prefixed(events, "message_id", part.prefix) if "message_id" in events.column_names else events


def _prefixed(table: pa.Table, column: str, prefix: str) -> pa.Table:
    texts = [prefix + text if text and text.strip() else text for text in table[column].to_pylist()]
    return table.set_column(table.column_names.index(column), column, pa.array(texts, pa.string()))


def _model(group: Sequence[Part]) -> ScoringModel:
    fit = [replace(rule, id=part.prefix + rule.id) for part in group for rule in part.spec.rules.fit.rules]
    engagement = [
        replace(rule, id=part.prefix + rule.id) for part in group for rule in part.spec.rules.engagement.rules
    ]
    return ScoringModel("specs", fit=Fit(rules=tuple(fit)), engagement=Engagement(rules=tuple(engagement)))
