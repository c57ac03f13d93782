"""Leads and events as they come in: ids, times, properties, and what cannot be used."""

from tests.spec.specification import Chapter, Spec

VISITS = """
engagement:
  rules:
    - id: visits
      event: Page Viewed
      points: 2
"""
NOT_A_TIME = (
    "occurred_at is not a time; accepted is a time such as 2026-11-23T09:30:00Z or 2026-11-23 10:30+01:00, "
    "or a date such as 2026-11-23"
)
NO_AS_OF = NOT_A_TIME.replace("occurred_at", "scored_at")

CHAPTER = Chapter(
    "Leads and events as they come in",
    """
Rows that cannot be used do not stop a run: they are rejects, each with its row and the reason. What columns there are is told in
[Files](files.md).
""",
    (
        Spec(
            title="Times",
            text="""
RFC 3339 with `T` or a space; seconds and zone are optional. Without a zone it is UTC, a date alone is 00:00 UTC, and digits past microseconds are
cut.
""",
            model=VISITS,
            events="""
| lead_id | event       | occurred_at                      | = visits.last_at           |
| ada     | Page Viewed | 2026-02-27T09:30:00Z             | 2026-02-27 09:30           |
| ben     | Page Viewed | 2026-02-27 09:30                 | 2026-02-27 09:30           |
| cem     | Page Viewed | 2026-02-27T09:30+01:00           | 2026-02-27 08:30           |
| dana    | Page Viewed | 2026-02-27 22:30:15-05:30        | 2026-02-28 04:00:15        |
| eli     | Page Viewed | 2026-02-27                       | 2026-02-27 00:00           |
| fay     | Page Viewed | 2026-02-27 09:30:00.25           | 2026-02-27 09:30:00.250000 |
| gus     | Page Viewed | 2026-02-27T09:30:00.123456999Z   | 2026-02-27 09:30:00.123456 |
| hana    | Page Viewed | 2024-02-29                       | 2024-02-29 00:00           |
| ivo     | Page Viewed | " 2026-02-27 09:30 "             | 2026-02-27 09:30           |
| june    | Page Viewed | 2026-02-27t09:30z                | 2026-02-27 09:30           |
""",
        ),
        Spec(
            title="Timestamps with a type",
            text="Where a file has timestamps, as Parquet does, they are taken as they are.",
            model=VISITS,
            events="""
| lead_id | event       | occurred_at (timestamp)    | = visits | = visits.last_at           |
| ada     | Page Viewed | 2026-02-27 09:30:00.123456 | 2        | 2026-02-27 09:30:00.123456 |
| ben     | Page Viewed | 2026-03-01 12:00:00.000001 | 0        |                            |
""",
        ),
        Spec(
            title="What is no time",
            text="A time that cannot be read makes the row a reject; nothing is guessed.",
            model=VISITS,
            leads="""
| lead_id | = visits |
| ada     | 2        |
""",
            events="""
| lead_id | event       | occurred_at           |
| ada     | Page Viewed | 2026-02-27            |
| ada     | Page Viewed | yesterday             |
| ada     | Page Viewed | 27.02.2026            |
| ada     | Page Viewed | 2026-02-30            |
| ada     | Page Viewed | 2025-02-29            |
| ada     | Page Viewed | 2026-02-27T09         |
| ada     | Page Viewed | 2026-02-27 24:00      |
| ada     | Page Viewed | 2026-02-27 09:30:60   |
| ada     | Page Viewed | 2026-02-27 09:30+1    |
| ada     | Page Viewed | 2026-02-27 09:30 CET  |
| ada     | Page Viewed | 1772184600            |
| ada     | Page Viewed |                       |
""",
            rejects="| file | row | reason |\n"
            + "\n".join(f"| events | {row} | {NOT_A_TIME} |" for row in range(2, 13)),
        ),
        Spec(
            title="Events that cannot be used",
            text="An event needs a lead, which must be one of the leads, a name, a time, and properties that are a JSON object if there are any.",
            model=VISITS,
            leads="""
| lead_id | = visits |
| ada     | 4        |
| 007     | 2        |
| 7       | 0        |
""",
            events=r"""
| lead_id | event       | occurred_at | properties        |
| ada     | Page Viewed | 2026-02-27  | {"path": "/"}     |
| ada     | Page Viewed | 2026-02-27  |                   |
| 007     | Page Viewed | 2026-02-27  | {}                |
| nobody  | Page Viewed | 2026-02-27  |                   |
| Ada     | Page Viewed | 2026-02-27  |                   |
| 07      | Page Viewed | 2026-02-27  |                   |
|         | Page Viewed | 2026-02-27  |                   |
| ada     |             | 2026-02-27  |                   |
| ada     | Page Viewed | 2026-02-27  | {"path": "/       |
| ada     | Page Viewed | 2026-02-27  | ["/"]             |
| ada     | Page Viewed | 2026-02-27  | {"seconds": NaN}  |
""",
            rejects="""
| file   | row | reason                         |
| events | 4   | no such lead                   |
| events | 5   | no such lead                   |
| events | 6   | no such lead                   |
| events | 7   | lead_id is missing             |
| events | 8   | event is missing               |
| events | 9   | properties is not a JSON object |
| events | 10  | properties is not a JSON object |
| events | 11  | properties is not a JSON object |
""",
        ),
        Spec(
            title="Leads that cannot be used",
            text="""
A `lead_id` is always text, so `007` and `7` are two leads. Of a lead that comes twice the first row counts. Leads without an id
are rejects.
""",
            model="""
fit:
  rules:
    - id: budget_fits
      when: {field: budget, gte: 10000}
      points: 15
""",
            leads="""
| lead_id | budget | = budget_fits |
| 007     | 25000  | 15            |
| 7       | 500    | 0             |
| ada     | 25000  | 15            |
| ada     | 500    | –             |
|         | 25000  | –             |
| ADA     | 500    | 0             |
| ada     | 25000  | –             |
""",
            rejects="""
| file  | row | reason                                        |
| leads | 4   | this lead_id came before; the first row counts |
| leads | 5   | lead_id is missing                            |
| leads | 7   | this lead_id came before; the first row counts |
""",
        ),
        Spec(
            title="Ids that are numbers",
            text="Where a file has numbers as ids, as Parquet may, the id is the number's text, whole ones without a point.",
            model=VISITS,
            leads="""
| lead_id (number) | = score |
| 7                | 2       |
| 12345678         | 4       |
| 1200000000       | 0       |
""",
            events="""
| lead_id  | event       | occurred_at |
| 7        | Page Viewed | 2026-02-27  |
| 12345678 | Page Viewed | 2026-02-27  |
| 12345678 | Page Viewed | 2026-02-28  |
| 007      | Page Viewed | 2026-02-28  |
""",
            rejects="""
| file   | row | reason       |
| events | 4   | no such lead |
""",
        ),
        Spec(
            title="Properties in columns and in JSON",
            text="""
A property is a column of the events or a key of `properties`; a key that is not missing wins over the column. An attribute of the lead
is never taken for one.
""",
            model="""
engagement:
  rules:
    - id: pricing_page
      event: Page Viewed
      where: {field: path, starts_with: /pricing}
      points: 5
""",
            leads="""
| lead_id | path     | = pricing_page |
| ada     |          | 5              |
| ben     |          | 5              |
| cem     |          | 5              |
| dana    |          | 0              |
| eli     |          | 5              |
| fay     |          | 5              |
| gus     |          | 5              |
| hana    | /pricing | 0              |
""",
            events="""
| lead_id | event       | occurred_at | path     | properties                                 |
| ada     | Page Viewed | 2026-02-27  | /pricing |                                            |
| ben     | Page Viewed | 2026-02-27  |          | {"path": "/pricing"}                       |
| cem     | Page Viewed | 2026-02-27  | /blog    | {"path": "/pricing"}                       |
| dana    | Page Viewed | 2026-02-27  | /pricing | {"path": "/blog"}                          |
| eli     | Page Viewed | 2026-02-27  | /pricing | {"path": " "}                              |
| fay     | Page Viewed | 2026-02-27  | /pricing | {"path": null, "Path": "/blog"}            |
| gus     | Page Viewed | 2026-02-27  | /pricing | {"path": ["/blog"]}                        |
| hana    | Page Viewed | 2026-02-27  |          | {"page": "/pricing"}                       |
""",
        ),
        Spec(
            title="Each lead as of its own time",
            text="""
With a column of times (`--at-column scored_at`) each lead is scored as of its own. A lead whose time cannot be read is a reject, and so are
its events.
""",
            model="""
engagement:
  rules:
    - id: visits
      event: Page Viewed
      half_life: 7d
      points: 8
""",
            leads="""
| lead_id | scored_at        | = visits | = visits.events |
| ada     | 2026-02-08       | 8        | 1               |
| ben     | 2026-02-15       | 12       | 2               |
| cem     | 2026-02-07 23:59 | 0        | 0               |
| dana    | soon             | –        | –               |
""",
            events="""
| lead_id | event       | occurred_at |
| ada     | Page Viewed | 2026-02-08  |
| ada     | Page Viewed | 2026-02-15  |
| ben     | Page Viewed | 2026-02-08  |
| ben     | Page Viewed | 2026-02-15  |
| cem     | Page Viewed | 2026-02-08  |
| dana    | Page Viewed | 2026-02-08  |
""",
            rejects=f"""
| file   | row | reason       |
| leads  | 4   | {NO_AS_OF}   |
| events | 6   | no such lead |
""",
            at="column scored_at",
        ),
        Spec(
            title="Message ids across leads",
            text="""
A `message_id` stands for one event, whoever it is of. A row that is a reject for another reason does not take the place of a
later one.
""",
            model=VISITS,
            leads="""
| lead_id | = visits |
| ada     | 2        |
| ben     | 0        |
| cem     | 2        |
""",
            events="""
| lead_id | event       | occurred_at | message_id |
| ada     | Page Viewed | 2026-02-27  | m-1        |
| ben     | Page Viewed | 2026-02-27  | m-1        |
| nobody  | Page Viewed | 2026-02-27  | m-2        |
| cem     | Page Viewed | no idea     | m-2        |
| cem     | Page Viewed | 2026-02-27  | m-2        |
""",
            rejects=f"""
| file   | row | reason                                            |
| events | 2   | this message_id came before; the first row counts |
| events | 3   | no such lead                                      |
| events | 4   | {NOT_A_TIME}                                      |
""",
        ),
    ),
)
