"""Event rules: points for what somebody did."""

from tests.spec.specification import Chapter, Spec

CHAPTER = Chapter(
    "Event rules",
    """
A rule of `engagement` with `event` gives points for events. Which of them count is settled in this order: what had happened by then, the
name, `where`, `within`, `once_per`; what they give, by `points` and `half_life`; then `max_points` bounds it.
""",
    (
        Spec(
            title="Points for each event of the name",
            text="""
Each event of the name gives the points. Names are case-sensitive and compared as they are. A list of names is a set: an
event counts once, also if its name stands there twice.
""",
            model="""
engagement:
  rules:
    - id: visits
      event: Page Viewed
      points: 2
    - id: meetings
      event: [Webinar Attended, Trade Fair Visited, Webinar Attended]
      points: 8
""",
            leads="""
| lead_id | = visits | = visits.events | = meetings | = meetings.events |
| ada     | 4        | 2               | 0          | 0                 |
| ben     | 0        | 0               | 16         | 2                 |
| cem     | 0        | 0               | 0          | 0                 |
| dana    | 0        | 0               | 0          | 0                 |
""",
            events="""
| lead_id | event              | occurred_at |
| ada     | Page Viewed        | 2026-02-26  |
| ada     | Page Viewed        | 2026-02-27  |
| ben     | Webinar Attended   | 2026-02-27  |
| ben     | Trade Fair Visited | 2026-02-27  |
| cem     | page viewed        | 2026-02-27  |
| cem     | "Page Viewed "     | 2026-02-27  |
""",
        ),
        Spec(
            title="As of an instant",
            text="""
Only what happened at or before the instant of the score exists for it; an event a microsecond later does not.
""",
            model="""
engagement:
  rules:
    - id: visits
      event: Page Viewed
      points: 2
""",
            events="""
| lead_id | event       | occurred_at                | = visits |
| ada     | Page Viewed | 2026-03-01 11:59:59.999999 | 2        |
| ben     | Page Viewed | 2026-03-01 12:00           | 2        |
| cem     | Page Viewed | 2026-03-01 12:00:00.000001 | 0        |
| dana    | Page Viewed | 2027-01-01                 | 0        |
""",
        ),
        Spec(
            title="where",
            text="""
Only events whose properties fulfil the condition count. A property that an event does not have is missing.
""",
            model="""
engagement:
  rules:
    - id: pricing_page
      event: Page Viewed
      where: {field: path, starts_with: /pricing}
      points: 5
    - id: long_visit
      event: Page Viewed
      where: {all: [{field: seconds, gte: 60}, {not: {field: path, contains: jobs}}]}
      points: 3
""",
            events="""
| lead_id | event       | occurred_at | path           | seconds (number) | = pricing_page | = long_visit |
| ada     | Page Viewed | 2026-02-27  | /pricing       | 20               | 5              | 0            |
| ben     | Page Viewed | 2026-02-27  | /Pricing/teams | 60               | 5              | 3            |
| cem     | Page Viewed | 2026-02-27  | /blog/pricing  | 300              | 0              | 3            |
| dana    | Page Viewed | 2026-02-27  | /jobs          | 300              | 0              | 0            |
| eli     | Page Viewed | 2026-02-27  |                | 300              | 0              | 3            |
| fay     | Page Viewed | 2026-02-27  | /pricing       |                  | 5              | 0            |
| gus     | Form Opened | 2026-02-27  | /pricing       | 300              | 0              | 0            |
""",
        ),
        Spec(
            title="half_life",
            text="""
An event gives points · 2^(−age / half-life): all of them at once, half after one half-life, a quarter after two. The age
is exact, not in whole days, and every event fades by its own.
""",
            model="""
engagement:
  rules:
    - id: pricing_page
      event: Page Viewed
      points: 8
      half_life: 14d
    - id: unsubscribed
      event: Unsubscribed
      points: -8
      half_life: 36h
""",
            leads="""
| lead_id | = pricing_page | = pricing_page.events | = pricing_page.last_at | = unsubscribed |
| ada     | 8              | 1                     | 2026-03-01 12:00       | 0              |
| ben     | 4              | 1                     | 2026-02-15 12:00       | 0              |
| cem     | 2              | 1                     | 2026-02-01 12:00       | 0              |
| dana    | 5.656854249492 | 1                     | 2026-02-22 12:00       | 0              |
| eli     | 7.804386900314 | 1                     | 2026-02-28 23:59:59.5  | 0              |
| fay     | 14             | 3                     | 2026-03-01 12:00       | 0              |
| gus     | 0              | 0                     |                        | -4             |
""",
            events="""
| lead_id | event        | occurred_at           |
| ada     | Page Viewed  | 2026-03-01 12:00      |
| ben     | Page Viewed  | 2026-02-15 12:00      |
| cem     | Page Viewed  | 2026-02-01 12:00      |
| dana    | Page Viewed  | 2026-02-22 12:00      |
| eli     | Page Viewed  | 2026-02-28 23:59:59.5 |
| fay     | Page Viewed  | 2026-03-01 12:00      |
| fay     | Page Viewed  | 2026-02-15 12:00      |
| fay     | Page Viewed  | 2026-02-01 12:00      |
| gus     | Unsubscribed | 2026-02-28            |
""",
        ),
        Spec(
            title="within",
            text="""
Events older than that do not count; one of exactly that age does. Ages are compared in whole microseconds; `90d`, `2160h`
and a decimal of weeks are durations like any other.
""",
            model="""
engagement:
  rules:
    - id: last_90_days
      event: Webinar Attended
      within: 90d
      points: 5
    - id: last_36_hours
      event: Webinar Attended
      within: 36h
      points: 5
    - id: last_week_and_a_half
      event: Webinar Attended
      within: 1.5w
      points: 5
""",
            events="""
| lead_id | event            | occurred_at                | = last_90_days | = last_36_hours | = last_week_and_a_half |
| ada     | Webinar Attended | 2026-02-28                 | 5              | 5               | 5                      |
| ben     | Webinar Attended | 2026-02-27 23:59:59.999999 | 5              | 0               | 5                      |
| cem     | Webinar Attended | 2026-02-19                 | 5              | 0               | 5                      |
| dana    | Webinar Attended | 2026-02-18 23:59:59.999999 | 5              | 0               | 0                      |
| eli     | Webinar Attended | 2025-12-01 12:00           | 5              | 0               | 0                      |
| fay     | Webinar Attended | 2025-12-01 11:59:59.999999 | 0              | 0               | 0                      |
""",
        ),
        Spec(
            title="once_per: day",
            text="""
Of each UTC calendar day only the newest event counts. The day is that of UTC, whatever zone a time was written in: for ben
both are on 27 February, for cem one is still on the 26th. `none` is the same as to leave `once_per` out.
""",
            model="""
engagement:
  rules:
    - id: visit_days
      event: Page Viewed
      once_per: day
      points: 2
    - id: fading_visit_days
      event: Page Viewed
      once_per: day
      half_life: 12h
      points: 8
    - id: visits
      event: Page Viewed
      once_per: none
      points: 2
""",
            leads="""
| lead_id | = visit_days | = visit_days.events | = visit_days.last_at | = fading_visit_days | = visits |
| ada     | 4            | 2                   | 2026-03-01 00:00     | 8                   | 8        |
| ben     | 2            | 1                   | 2026-02-27 23:30     | 0.971531941154         | 4        |
| cem     | 4            | 2                   | 2026-02-27 00:30     | 0.500208544449        | 4        |
""",
            events="""
| lead_id | event       | occurred_at                |
| ada     | Page Viewed | 2026-02-28 00:00           |
| ada     | Page Viewed | 2026-02-28 09:00           |
| ada     | Page Viewed | 2026-02-28 23:59:59.999999 |
| ada     | Page Viewed | 2026-03-01 00:00           |
| ben     | Page Viewed | 2026-02-27 23:30           |
| ben     | Page Viewed | 2026-02-28 00:15+01:00     |
| cem     | Page Viewed | 2026-02-27 00:30           |
| cem     | Page Viewed | 2026-02-27 00:30+01:00     |
""",
        ),
        Spec(
            title="once_per: lead",
            text="Only the newest event counts, so the rule gives its points at most once, faded by that event's age.",
            model="""
engagement:
  rules:
    - id: asked_for_price
      event: Quote Requested
      once_per: lead
      points: 20
    - id: asked_lately
      event: Quote Requested
      once_per: lead
      half_life: 14d
      points: 20
""",
            leads="""
| lead_id | = asked_for_price | = asked_for_price.events | = asked_for_price.last_at | = asked_lately |
| ada     | 20                | 1                        | 2026-02-15 12:00          | 10             |
| ben     | 20                | 1                        | 2026-02-01 12:00          | 5              |
| cem     | 0                 | 0                        |                           | 0              |
""",
            events="""
| lead_id | event           | occurred_at      |
| ada     | Quote Requested | 2026-01-10       |
| ada     | Quote Requested | 2026-02-15 12:00 |
| ada     | Quote Requested | 2026-02-01 12:00 |
| ben     | Quote Requested | 2026-02-01 12:00 |
| cem     | Page Viewed     | 2026-02-01 12:00 |
""",
        ),
        Spec(
            title="Events at the same instant",
            text="Each of them counts; where only the newest does, it is one of them.",
            model="""
engagement:
  rules:
    - id: downloads
      event: File Downloaded
      points: 3
    - id: download_days
      event: File Downloaded
      once_per: day
      points: 3
    - id: has_downloaded
      event: File Downloaded
      once_per: lead
      points: 3
""",
            leads="""
| lead_id | = downloads | = downloads.events | = download_days | = download_days.events | = has_downloaded | = has_downloaded.events |
| ada     | 6           | 2                  | 3               | 1                      | 3                | 1                       |
""",
            events="""
| lead_id | event           | occurred_at         | file         |
| ada     | File Downloaded | 2026-02-20 08:15:30 | prices.pdf   |
| ada     | File Downloaded | 2026-02-20 08:15:30 | brochure.pdf |
""",
        ),
        Spec(
            title="max_points",
            text="""
It bounds what the rule can give: to at most so much, and where points are negative to at least minus so much. The bound is of the
sum, after fading; all events still count as such.
""",
            model="""
engagement:
  min: -100
  rules:
    - id: visits
      event: Page Viewed
      points: 5
      max_points: 12
    - id: bounces
      event: Email Bounced
      points: -5
      max_points: 12
    - id: fading_visits
      event: Page Viewed
      points: 10
      half_life: 14d
      max_points: 12
    - id: one_is_too_many
      event: Email Bounced
      points: -30
      max_points: 12
""",
            leads="""
| lead_id | = visits | = visits.events | = bounces | = fading_visits | = one_is_too_many |
| ada     | 10       | 2               | 0         | 10              | 0                 |
| ben     | 12       | 3               | 0         | 12              | 0                 |
| cem     | 0        | 0               | -12       | 0               | -12               |
| dana    | 0        | 0               | -5        | 0               | -12               |
""",
            events="""
| lead_id | event         | occurred_at      |
| ada     | Page Viewed   | 2026-02-15 12:00 |
| ada     | Page Viewed   | 2026-02-15 12:00 |
| ben     | Page Viewed   | 2026-02-15 12:00 |
| ben     | Page Viewed   | 2026-02-15 12:00 |
| ben     | Page Viewed   | 2026-02-15 12:00 |
| cem     | Email Bounced | 2026-02-15 12:00 |
| cem     | Email Bounced | 2026-02-15 12:00 |
| cem     | Email Bounced | 2026-02-15 12:00 |
| dana    | Email Bounced | 2026-02-15 12:00 |
""",
        ),
        Spec(
            title="One step after the other",
            text="""
The newest event is looked for among those that `where` and `within` keep: another one after it changes nothing, and one
that is too old is not taken in its place.
""",
            model="""
engagement:
  rules:
    - id: pricing_page
      event: Page Viewed
      where: {field: path, starts_with: /pricing}
      within: 28d
      once_per: lead
      half_life: 14d
      points: 16
      max_points: 10
    - id: pricing_days
      event: Page Viewed
      where: {field: path, starts_with: /pricing}
      within: 28d
      once_per: day
      half_life: 14d
      points: 16
      max_points: 10
""",
            leads="""
| lead_id | = pricing_page | = pricing_page.last_at | = pricing_days | = pricing_days.events |
| ada     | 8              | 2026-02-15 12:00       | 10             | 2                     |
| ben     | 8              | 2026-02-15 12:00       | 8              | 1                     |
| cem     | 0              |                        | 0              | 0                     |
| dana    | 10             | 2026-03-01 12:00       | 10             | 2                     |
""",
            events="""
| lead_id | event       | occurred_at                | path          |
| ada     | Page Viewed | 2026-02-01 12:00           | /pricing      |
| ada     | Page Viewed | 2026-02-15 12:00           | /pricing      |
| ada     | Page Viewed | 2026-02-28 12:00           | /blog         |
| ben     | Page Viewed | 2026-02-15 12:00           | /pricing      |
| ben     | Page Viewed | 2026-02-15 18:00           | /blog         |
| cem     | Page Viewed | 2026-02-01 11:59:59.999999 | /pricing      |
| cem     | Page Viewed | 2026-02-20 12:00           | /blog         |
| dana    | Page Viewed | 2026-02-01 12:00           | /pricing      |
| dana    | Page Viewed | 2026-03-01 12:00           | /pricing/team |
""",
        ),
        Spec(
            title="The same event delivered twice",
            text="""
Events with the same `message_id` are one event: the one that came first, also if another of them is older or
different. A missing `message_id` is never a duplicate.
""",
            model="""
engagement:
  rules:
    - id: quotes
      event: Quote Requested
      points: 10
    - id: large_quotes
      event: Quote Requested
      where: {field: amount, gte: 1000}
      points: 10
""",
            leads="""
| lead_id | = quotes | = quotes.last_at | = large_quotes |
| ada     | 10       | 2026-02-20       | 0              |
| ben     | 20       | 2026-02-20       | 0              |
| cem     | 30       | 2026-02-20       | 0              |
| dana    | 0        |                  | 0              |
""",
            events="""
| lead_id | event           | occurred_at | message_id | amount |
| ada     | Quote Requested | 2026-02-20  | m-1        | 50     |
| ada     | Quote Requested | 2026-02-27  | m-1        | 5000   |
| ben     | Quote Requested | 2026-02-20  | m-2        | 50     |
| ben     | Quote Requested | 2026-02-20  | M-2        | 50     |
| cem     | Quote Requested | 2026-02-20  |            | 50     |
| cem     | Quote Requested | 2026-02-20  |            | 50     |
| cem     | Quote Requested | 2026-02-20  | " "        | 50     |
| dana    | Quote Requested | 2026-03-02  | m-3        | 50     |
| dana    | Quote Requested | 2026-02-20  | m-3        | 5000   |
""",
            rejects="""
| file   | row | reason                                           |
| events | 2   | this message_id came before; the first row counts |
| events | 9   | this message_id came before; the first row counts |
""",
        ),
    ),
)
