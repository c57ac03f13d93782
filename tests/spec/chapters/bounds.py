"""Base and bounds: how sums become a score."""

from tests.spec.specification import Chapter, Spec

CHAPTER = Chapter(
    "Sums and bounds",
    "The score is the base, fit and engagement together; each group and the score itself stay within their bounds.",
    (
        Spec(
            title="base",
            text="Every lead begins with the base; without one, with 0.",
            model="""
base: 10
fit:
  rules:
    - id: budget_fits
      when: {field: budget, gte: 10000}
      points: 15
""",
            leads="""
| lead_id | budget | = base | = budget_fits | = fit | = engagement | = score |
| ada     | 25000  | 10     | 15            | 15    | 0            | 25      |
| ben     |        | 10     | 0             | 0     | 0            | 10      |
""",
        ),
        Spec(
            title="Bounds of fit and engagement",
            text="""
The sum of a group's rules is kept between `min` and `max`, and the group gives that. What a bound took or gave is a contribution, so
that the reasons still add up.
""",
            model="""
fit:
  min: -5
  max: 30
  rules:
    - id: decision_maker
      when: {field: seniority, in: [owner, vp]}
      points: 20
    - id: budget_fits
      when: {field: budget, gte: 10000}
      points: 15
    - id: student
      when: {field: seniority, equals: student}
      points: -20
engagement:
  min: 5
  max: 40
  rules:
    - id: quotes
      event: Quote Requested
      points: 25
""",
            leads="""
| lead_id | seniority | budget | = fit | = fit_bound | = engagement | = engagement_bound | = score |
| ada     | owner     | 500    | 20    | 0           | 25           | 0                  | 45      |
| ben     | vp        | 25000  | 30    | -5          | 40           | -10                | 70      |
| cem     | student   | 500    | -5    | 15          | 5            | 5                  | 0       |
| dana    | student   | 25000  | -5    | 0           | 25           | 0                  | 20      |
""",
            events="""
| lead_id | event           | occurred_at |
| ada     | Quote Requested | 2026-02-27  |
| ben     | Quote Requested | 2026-02-27  |
| ben     | Quote Requested | 2026-02-28  |
| dana    | Quote Requested | 2026-02-27  |
""",
        ),
        Spec(
            title="Groups without bounds of their own",
            text="They stay between 0 and 100: minus points of one group do not reach the other.",
            model="""
fit:
  rules:
    - id: free_mail
      when: {field: email, ends_with: "@gmail.com"}
      points: -10
    - id: invited
      when: {field: source, equals: referral}
      points: 120
engagement:
  rules:
    - id: quotes
      event: Quote Requested
      points: 25
""",
            leads="""
| lead_id | email            | source   | = fit | = fit_bound | = engagement | = score |
| ada     | ada@gmail.com    |          | 0     | 10          | 25           | 25      |
| ben     | ben@firm.example | referral | 100   | -20         | 0            | 100     |
""",
            events="""
| lead_id | event           | occurred_at |
| ada     | Quote Requested | 2026-02-27  |
""",
        ),
        Spec(
            title="Bounds of the score",
            text="The score stays between 0 and 100; what that took or gave is a contribution too.",
            model="""
base: 20
fit:
  min: -50
  max: 60
  rules:
    - id: invited
      when: {field: source, equals: referral}
      points: 60
    - id: student
      when: {field: seniority, equals: student}
      points: -50
engagement:
  rules:
    - id: quotes
      event: Quote Requested
      points: 30
""",
            leads="""
| lead_id | source   | seniority | = fit | = engagement | = score_bound | = score |
| ada     | referral | vp        | 60    | 30           | -10           | 100     |
| ben     |          | student   | -50   | 0            | 30            | 0       |
| cem     | referral | student   | 10    | 0            | 0             | 30      |
""",
            events="""
| lead_id | event           | occurred_at |
| ada     | Quote Requested | 2026-02-27  |
""",
            contributions="""
| lead_id | rule        | value |
| ada     | base        | 20    |
| ada     | invited     | 60    |
| ada     | quotes      | 30    |
| ada     | score_bound | -10   |
| ben     | base        | 20    |
| ben     | student     | -50   |
| ben     | score_bound | 30    |
| cem     | base        | 20    |
| cem     | invited     | 60    |
| cem     | student     | -50   |
""",
        ),
    ),
)
