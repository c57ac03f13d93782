"""Explanations: contributions that add up."""

from tests.spec.specification import Chapter, Spec

CHAPTER = Chapter(
    "Explanations",
    """
Every score comes with its contributions: the base, what each rule gave, and what the bounds took or gave. They add up to the score. Those
of 0 are left out.
""",
    (
        Spec(
            title="Reasons that add up",
            text="""
A contribution has the rule's id and label, its value, how many events counted and when the newest of them happened. An attribute
rule has no events. For ada: 5 + 20 + 15 + 25 + 9 + 10 − 5 − 4 = 75. For ben: 5 + 20 − 15 + 15 = 25.
""",
            model="""
base: 5
fit:
  max: 30
  rules:
    - id: decision_maker
      label: {en: Decision maker, de: Entscheider}
      when: {field: seniority, in: [owner, vp]}
      points: 20
    - id: budget_fits
      label: {en: Budget fits, de: Budget passt}
      when: {field: budget, gte: 10000}
      points: 15
engagement:
  max: 40
  rules:
    - id: quotes
      label: {en: Asked for a price, de: Preis angefragt}
      event: Quote Requested
      points: 40
      max_points: 25
    - id: pricing_page
      label: Looked at prices
      event: Page Viewed
      where: {field: path, starts_with: /pricing}
      points: 8
      half_life: 14d
    - id: gone_quiet
      label: {en: Gone quiet, de: Still geworden}
      inactive_for: 4w
      points: -15
    - id: regular
      label: {en: Regular interest, de: Regelmäßiges Interesse}
      active_weeks: {at_least: 3, of: 6}
      points: 10
""",
            leads="""
| lead_id | seniority | budget | = fit | = engagement | = score |
| ada     | vp        | 25000  | 30    | 40           | 75      |
| ben     | owner     |        | 20    | 0            | 25      |
| cem     |           |        | 0     | 0            | 5       |
""",
            events="""
| lead_id | event           | occurred_at      | path           |
| ada     | Quote Requested | 2026-02-20       |                |
| ada     | Page Viewed     | 2026-01-18 12:00 | /pricing/teams |
| ada     | Page Viewed     | 2026-03-01 12:00 | /blog          |
| ada     | Page Viewed     | 2026-02-15 12:00 | /pricing       |
| ada     | Page Viewed     | 2026-02-15 12:00 | /pricing       |
| ben     | Page Viewed     | 2026-01-18 12:00 | /blog          |
""",
            contributions="""
| lead_id | rule             | label               | value | events | last_at          |
| ada     | base             | Base                | 5     | 0      |                  |
| ada     | decision_maker   | Decision maker      | 20    | 0      |                  |
| ada     | budget_fits      | Budget fits         | 15    | 0      |                  |
| ada     | quotes           | Asked for a price   | 25    | 1      | 2026-02-20       |
| ada     | pricing_page     | Looked at prices    | 9     | 3      | 2026-02-15 12:00 |
| ada     | regular          | Regular interest    | 10    | 4      | 2026-03-01 12:00 |
| ada     | fit_bound        | Bound of fit        | -5    | 0      |                  |
| ada     | engagement_bound | Bound of engagement | -4    | 0      |                  |
| ben     | base             | Base                | 5     | 0      |                  |
| ben     | decision_maker   | Decision maker      | 20    | 0      |                  |
| ben     | gone_quiet       | Gone quiet          | -15   | 1      | 2026-01-18 12:00 |
| ben     | engagement_bound | Bound of engagement | 15    | 0      |                  |
| cem     | base             | Base                | 5     | 0      |                  |
""",
        ),
    ),
)
