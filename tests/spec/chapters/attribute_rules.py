"""Attribute rules: points for who somebody is."""

from tests.spec.specification import Chapter, Spec

CHAPTER = Chapter(
    "Attribute rules",
    "A rule of `fit` has a condition over the attributes of the lead.",
    (
        Spec(
            title="Points if the condition holds",
            text="""
A rule gives its points if the condition holds, else 0. Points are whole or decimal and may be negative; every rule that
holds counts, also two over one field.
""",
            model="""
fit:
  min: -100
  rules:
    - id: budget_known
      when: {field: budget, exists: true}
      points: 2.5
    - id: budget_fits
      when: {field: budget, gte: 10000}
      points: 15
    - id: free_mail
      when: {field: email, ends_with: "@gmail.com"}
      points: -10
""",
            leads="""
| lead_id | budget | email            | = budget_known | = budget_fits | = free_mail |
| ada     | 25000  | ada@firm.example | 2.5            | 15            | 0           |
| ben     | 25000  | ben@gmail.com    | 2.5            | 15            | -10         |
| cem     | 500    | cem@gmail.com    | 2.5            | 0             | -10         |
| dana    |        |                  | 0              | 0             | 0           |
""",
        ),
    ),
)
