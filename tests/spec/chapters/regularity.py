"""Regularity rules: points for coming back."""

from tests.spec.specification import Chapter, Spec

CHAPTER = Chapter(
    "Regularity rules",
    """
A rule of `engagement` with `active_weeks` cuts the time before the score into weeks, counted back from its instant, and counts those
with an event.
""",
    (
        Spec(
            title="Active weeks",
            text="""
The rule gives its points if at least so many of the last weeks hold an event. It counts weeks, not events.
""",
            model="""
engagement:
  rules:
    - id: regular
      active_weeks: {at_least: 3, of: 4}
      points: 10
""",
            leads="""
| lead_id | = regular | = regular.events | = regular.last_at |
| ada     | 10        | 4                | 2026-02-28        |
| ben     | 0         | –                | –                 |
| cem     | 0         | –                | –                 |
| dana    | 10        | 3                | 2026-02-20        |
| eli     | 0         | –                | –                 |
""",
            events="""
| lead_id | event            | occurred_at |
| ada     | Page Viewed      | 2026-02-28  |
| ada     | Page Viewed      | 2026-02-27  |
| ada     | Webinar Attended | 2026-02-20  |
| ada     | Page Viewed      | 2026-02-13  |
| ben     | Page Viewed      | 2026-02-28  |
| ben     | Page Viewed      | 2026-02-27  |
| ben     | Page Viewed      | 2026-02-20  |
| cem     | Page Viewed      | 2026-02-28  |
| cem     | Page Viewed      | 2026-02-20  |
| cem     | Page Viewed      | 2026-01-20  |
| dana    | Page Viewed      | 2026-02-20  |
| dana    | Page Viewed      | 2026-02-13  |
| dana    | Page Viewed      | 2026-02-06  |
""",
        ),
        Spec(
            title="Where a week ends",
            text="""
Week 0 holds ages from 0 to just below 7 days, week 1 from exactly 7 days, and so on. An event of exactly as many weeks as the rule
looks back on is outside.
""",
            model="""
engagement:
  rules:
    - id: last_week
      active_weeks: {at_least: 1, of: 1}
      points: 1
    - id: both_weeks
      active_weeks: {at_least: 2, of: 2}
      points: 1
    - id: once_in_a_year
      active_weeks: {at_least: 1, of: 52}
      points: 1
""",
            leads="""
| lead_id | = last_week | = both_weeks | = once_in_a_year |
| ada     | 1           | 1            | 1                |
| ben     | 1           | 0            | 1                |
| cem     | 0           | 0            | 1                |
| dana    | 1           | 0            | 1                |
| eli     | 0           | 0            | 1                |
| fay     | 0           | 0            | 0                |
| gus     | 0           | 0            | 0                |
""",
            events="""
| lead_id | event       | occurred_at                |
| ada     | Page Viewed | 2026-03-01 12:00           |
| ada     | Page Viewed | 2026-02-22 12:00           |
| ben     | Page Viewed | 2026-03-01 12:00           |
| ben     | Page Viewed | 2026-02-22 12:00:00.000001 |
| cem     | Page Viewed | 2026-02-22 12:00           |
| cem     | Page Viewed | 2026-02-15 12:00:00.000001 |
| dana    | Page Viewed | 2026-02-22 12:00:00.000001 |
| dana    | Page Viewed | 2026-02-15 12:00           |
| eli     | Page Viewed | 2025-03-02 12:00:00.000001 |
| fay     | Page Viewed | 2025-03-02 12:00           |
| gus     | Page Viewed | 2026-03-01 12:00:00.000001 |
""",
        ),
        Spec(
            title="Weeks with some events",
            text="With `event`, only events of these names make a week active.",
            model="""
engagement:
  rules:
    - id: regular_visits
      event: [Page Viewed, Webinar Attended]
      active_weeks: {at_least: 2, of: 6}
      points: 10
""",
            leads="""
| lead_id | = regular_visits | = regular_visits.events |
| ada     | 10               | 2                       |
| ben     | 0                | –                       |
""",
            events="""
| lead_id | event            | occurred_at |
| ada     | Page Viewed      | 2026-02-27  |
| ada     | Webinar Attended | 2026-02-02  |
| ada     | Email Opened     | 2026-02-10  |
| ben     | Page Viewed      | 2026-02-27  |
| ben     | Email Opened     | 2026-02-10  |
""",
        ),
    ),
)
