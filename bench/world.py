"""A made-up world to measure on: leads and what they did in 400 days, the same for the same size.

Events stand in the order they happened, as a log has them. A few leads do very much, most do little; a tenth of the
cells is empty.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

AT = datetime(2026, 11, 1, tzinfo=UTC)
EVENTS_PER_LEAD = 20

_DRAW = "create macro draw(i, salt, sides) as (hash(i, salt) % sides)::integer"

_LEADS = """
select printf('L%07d', range) as lead_id,
       (['owner', 'c_level', 'vp', 'Director', 'manager', 'specialist', 'specialist', 'intern', null])
           [1 + draw(range, 1, 9)] as seniority,
       (['Sales', 'marketing', 'IT', 'finance', 'hr', 'production', null])[1 + draw(range, 2, 7)] as department,
       (['Manufacturing', 'Metal manufacture', 'software', 'retail', 'logistics', null])
           [1 + draw(range, 3, 6)] as industry,
       (['DE', 'AT', 'CH', 'FR', 'US'])[1 + draw(range, 4, 5)] as country,
       case when draw(range, 5, 10) > 0 then 1 + draw(range, 6, 3000) end as employees,
       case when draw(range, 7, 10) > 3 then draw(range, 8, 400) * 100.0::double end as budget,
       'person' || range || '@' || case draw(range, 9, 20) when 0 then 'rival' when 1 then 'mail' when 2 then 'mail'
           else 'firm' || range % 50000 end || '.example' as email
from range({leads})
"""

# A lead's number is spread over the file by a prime, so that the busy ones do not stand together.
_EVENTS = """
with drawn as (
    select range as i, floor({leads} * pow(draw(range, 1, 1000000000) / 1e9, 1.5))::bigint as lead,
           draw(range, 2, 100) as kind, draw(range, 3, 600) as a, draw(range, 4, 60000) as b
    from range({events})
)
select printf('L%07d', lead * 7919 % {leads}) as lead_id,
       case when kind < 55 then 'Page Viewed' when kind < 70 then 'Email Opened'
            when kind < 78 then 'Email Link Clicked' when kind < 84 then 'File Downloaded'
            when kind < 88 then 'Form Submitted' when kind < 91 then 'Webinar Attended'
            when kind < 94 then 'Calculator Used' when kind < 96 then 'Support Asked'
            when kind < 97 then 'Trial Started' when kind < 98 then 'Fair Visited'
            when kind < 99 then 'Meeting Held' else 'Unsubscribed' end as event,
       make_timestamptz({at} - 400 * 86400000000 + i * (400 * 86400000000 // {events}) + a * 1000) as occurred_at,
       case when a % 10 > 0 then (['/pricing/', '/case-study/', '/blog/', '/Product/', '/careers/', '/files/'])
           [1 + a % 6] || case when b % 20 = 0 then 'prices.pdf' else (b % 120)::varchar end end as path,
       case when kind >= 78 and b % 10 > 0 then (['demo request', 'White Paper on cost', 'price list', 'Newsletter',
           'white paper on risk', 'brochure'])[1 + b % 6] end as content,
       case when kind >= 91 and kind < 94 then b::double end as value,
       case when kind < 55 and a % 10 > 0 then b % 300 end as seconds
from drawn
"""


@dataclass(frozen=True)
class World:
    """Parquet files of so many leads and 20 events per lead.

    `columns` has a column per property; `documents` the same properties as JSON text, without those that are missing
    and with one that no rule reads, so that no two are alike; `messages` the columns and a message id that never
    repeats.
    """

    folder: Path
    lead_count: int

    @property
    def event_count(self) -> int:
        return EVENTS_PER_LEAD * self.lead_count

    @property
    def leads(self) -> Path:
        return self.folder / f"leads-{self.lead_count}.parquet"

    def events(self, form: str) -> Path:
        """The file of that form: columns, documents or messages."""
        return self.folder / f"events-{self.lead_count}-{form}.parquet"

    def make(self) -> None:
        """Write the files that are not there yet."""
        at = round(AT.timestamp() * 1_000_000)
        events = _EVENTS.format(leads=self.lead_count, events=self.event_count, at=at)
        _write(_LEADS.format(leads=self.lead_count), self.leads)
        _write(events, self.events("columns"))
        numbered = f"from read_parquet('{self.events('columns')}', file_row_number=true)"
        draw = "printf('%016x', hash(lead_id, occurred_at, file_row_number))"
        members = f"{{path: path, content: content, value: value, seconds: seconds, session: {draw}}}"
        document = f"json_merge_patch('{{}}', to_json({members}))::varchar as properties"
        _write(f"select lead_id, event, occurred_at, {document} {numbered}", self.events("documents"))
        _write(f"select * exclude (file_row_number), {draw} as message_id {numbered}", self.events("messages"))


def _write(query: str, path: Path) -> None:
    if path.exists():
        return
    growing = path.with_suffix(".part")
    with duckdb.connect(config={"memory_limit": "4GB"}) as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(_DRAW)
        connection.execute(f"copy ({query}) to '{growing}' (format parquet)")
    growing.rename(path)
