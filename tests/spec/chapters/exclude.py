"""Exclusions: never a target."""

from tests.spec.specification import Chapter, Spec

CHAPTER = Chapter(
    "Exclusions",
    "A rule of `exclude` says that a lead is never a target, and why.",
    (
        Spec(
            title="An excluded lead",
            text="""
It has 0 of everything, level 1, is cold, has grade D and no probability, whatever it is and did and whatever the base is. The first rule that holds
is the reason and the one contribution, of value 0. A missing attribute excludes nobody, unless the rule asks for that.
""",
            model="""
base: 40
fit:
  rules:
    - id: decision_maker
      when: {field: seniority, equals: vp}
      points: 20
engagement:
  rules:
    - id: quotes
      event: Quote Requested
      points: 25
exclude:
  - id: competitor
    when: {field: company_domain, in: [rival.example, other.example]}
  - id: no_business
    when: {any: [{field: employees, lt: 2}, {field: segment, equals: private}]}
calibration: [[0, 0.05], [100, 0.8]]
""",
            leads="""
| lead_id | company_domain | seniority | employees | segment | = excluded  | = score | = points | = fit | = engagement | = level | = temperature | = grade | = probability |
| ada     | firm.example   | vp        | 80        |         |             | 85      | 85       | 20    | 25           | 4       | hot           | D       | 0.6875        |
| ben     | RIVAL.example  | vp        | 80        |         | competitor  | 0       | 0        | 0     | 0            | 1       | cold          | D       |               |
| cem     | rival.example  | vp        | 1         | private | competitor  | 0       | 0        | 0     | 0            | 1       | cold          | D       |               |
| dana    | firm.example   | vp        | 1         |         | no_business | 0       | 0        | 0     | 0            | 1       | cold          | D       |               |
| eli     |                |           |           |         |             | 40      | 40       | 0     | 0            | 2       | warm          | D       | 0.35          |
""",
            events="""
| lead_id | event           | occurred_at |
| ada     | Quote Requested | 2026-02-27  |
| ben     | Quote Requested | 2026-02-27  |
""",
            contributions="""
| lead_id | rule           | value | events | last_at    |
| ada     | base           | 40    | 0      |            |
| ada     | decision_maker | 20    | 0      |            |
| ada     | quotes         | 25    | 1      | 2026-02-27 |
| ben     | competitor     | 0     | 0      |            |
| cem     | competitor     | 0     | 0      |            |
| dana    | no_business    | 0     | 0      |            |
| eli     | base           | 40    | 0      |            |
""",
        ),
    ),
)
