"""What a spec is: a sentence of the model's meaning with a model, leads, events and the answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reif.rules.model_file import parse
from reif.rules.scoring_model import ScoringModel
from reif.rules.values import text_of
from tests.spec.tables import Table, table

NOT_ASKED = "–"
AT = "2026-03-01 12:00"


@dataclass(frozen=True)
class Spec:
    """An example that every engine has to get right, and that the manual shows.

    `model` is a model file of which `format`, `name` and the labels may be left out. Answers stand beside the leads,
    or beside the events if each lead has one event: heads are columns of a score (`= level`), the id of a rule or
    bound for what it gave (`= pricing_page`), or `ID.events` and `ID.last_at` for what counted there. Without `leads`
    they are those of the events. `contributions` and `rejects` are complete. `at` may be `column NAME` of the leads.
    """

    title: str
    text: str
    model: str
    leads: str = ""
    events: str = ""
    contributions: str = ""
    rejects: str = ""
    at: str = AT

    @cached_property
    def rules(self) -> ScoringModel:
        return parse(complete(self.model), file=self.title)

    @cached_property
    def lead_table(self) -> Table:
        if self.leads:
            return table(self.leads)
        lead_ids = dict.fromkeys(table(self.events).given()["lead_id"])
        return table("\n".join(["| lead_id |", *(f"| {lead_id} |" for lead_id in lead_ids)]))

    @cached_property
    def event_table(self) -> Table:
        return table(self.events)

    @property
    def at_column(self) -> str | None:
        """The leads' column with each lead's own instant."""
        return self.at.removeprefix("column ") if self.at.startswith("column ") else None

    def answers(self) -> Iterator[tuple[str, str, str]]:
        """Lead, head and cell of each answer; a dash asks for nothing."""
        for each in (self.lead_table, self.event_table):
            lead_ids = [id_of(lead_id) for lead_id in each.given().get("lead_id", ())]
            for name, cells in each.answers().items():
                yield from ((lead, name, cell) for lead, cell in zip(lead_ids, cells, strict=True) if cell != NOT_ASKED)

    def scored_leads(self) -> list[str]:
        """The leads whose rows are no rejects, in order."""
        rejects = [row for row in table(self.rejects).records() if row["file"] == "leads"]
        rejected = {int(str(row["row"])) for row in rejects}
        lead_ids = self.lead_table.given()["lead_id"]
        return [id_of(lead_id) for row, lead_id in enumerate(lead_ids, start=1) if row not in rejected]


@dataclass(frozen=True)
class Chapter:
    """Specs about one thing, under a heading."""

    title: str
    text: str
    specs: tuple[Spec, ...]


def id_of(value: object) -> str:
    """A lead's id as text; empty if missing."""
    return text_of(value) if isinstance(value, (str, float)) else ""


def complete(model: str) -> str:
    """The model file with what a spec may leave out."""
    labelled = model
    if "label:" not in model:
        labelled = re.sub(r"^( *)- id: (\w+)$", r"\1- id: \2\n\1  label: \2", model, flags=re.MULTILINE)
        labelled = re.sub(r"\{id: (\w+),", r"{id: \1, label: \1,", labelled)
    return f"format: 1\nname: spec\n{labelled.strip()}\n"
