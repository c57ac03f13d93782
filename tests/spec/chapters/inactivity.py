"""Inactivity rules: points, mostly negative, for silence."""

from tests.spec.specification import Chapter, Spec

CHAPTER = Chapter(
    "Inactivity rules",
    "A rule of `engagement` with `inactive_for` looks at how old the newest event is.",
    (
        Spec(
            title="Gone quiet",
            text="""
The rule gives its points if the newest event is at least so old, to the microsecond. A lead without any event is not
inactive but unknown: 0. What happens after the instant of the score ends no silence before it.
""",
            model="""
engagement:
  min: -100
  rules:
    - id: gone_quiet
      inactive_for: 60d
      points: -15
""",
            leads="""
| lead_id | = gone_quiet | = gone_quiet.events | = gone_quiet.last_at       |
| ada     | -15          | 1                   | 2025-12-31 12:00           |
| ben     | 0            | –                   | –                          |
| cem     | 0            | –                   | –                          |
| dana    | 0            | –                   | –                          |
| eli     | -15          | 1                   | 2025-12-01                 |
| fay     | 0            | –                   | –                          |
| gus     | -15          | 2                   | 2025-12-31 11:59:59.999999 |
""",
            events="""
| lead_id | event            | occurred_at                |
| ada     | Page Viewed      | 2025-12-31 12:00           |
| ben     | Page Viewed      | 2025-12-31 12:00:00.000001 |
| cem     | Page Viewed      | 2025-11-01                 |
| cem     | Webinar Attended | 2026-02-01                 |
| eli     | Page Viewed      | 2025-12-01                 |
| eli     | Page Viewed      | 2026-03-02                 |
| fay     | Page Viewed      | 2026-03-02                 |
| gus     | Page Viewed      | 2025-12-31 11:59:59.999999 |
| gus     | Page Viewed      | 2025-12-01                 |
""",
        ),
        Spec(
            title="Silence of some events",
            text="""
With `event`, only events of these names break the silence, and a lead that has none of them is unknown, whatever else it did.
""",
            model="""
engagement:
  min: -100
  rules:
    - id: no_visit_lately
      event: [Page Viewed, Webinar Attended]
      inactive_for: 4w
      points: -10
""",
            leads="""
| lead_id | = no_visit_lately |
| ada     | -10               |
| ben     | 0                 |
| cem     | 0                 |
| dana    | -10               |
""",
            events="""
| lead_id | event            | occurred_at |
| ada     | Page Viewed      | 2026-01-10  |
| ada     | Email Opened     | 2026-02-27  |
| ben     | Page Viewed      | 2026-01-10  |
| ben     | Webinar Attended | 2026-02-27  |
| cem     | Email Opened     | 2026-01-10  |
| dana    | Webinar Attended | 2026-01-10  |
| dana    | page viewed      | 2026-02-27  |
""",
        ),
    ),
)
