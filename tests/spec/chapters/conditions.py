"""Conditions: operators and how they combine."""

from tests.spec.specification import Chapter, Spec

CHAPTER = Chapter(
    "Conditions",
    "A condition is one field with one operator, or `all`, `any` or `not` of conditions.",
    (
        Spec(
            title="equals and in",
            text="""
`equals` holds if the value equals the given one, `in` if it equals one of several. In a model file `NO` is a text, the
country, not a boolean.
""",
            model="""
fit:
  rules:
    - id: owner
      when: {field: seniority, equals: owner}
      points: 25
    - id: decision_maker
      when: {field: seniority, in: [owner, c_level, vp, director]}
      points: 20
    - id: nordic
      when: {field: country, in: [DK, FI, NO, SE]}
      points: 5
""",
            leads="""
| lead_id | seniority | country | = owner | = decision_maker | = nordic |
| ada     | owner     | NO      | 25      | 20               | 5        |
| ben     | VP        | no      | 0       | 20               | 5        |
| cem     | Director  | DE      | 0       | 20               | 0        |
| dana    | vp sales  | false   | 0       | 0                | 0        |
| eli     |           |         | 0       | 0                | 0        |
""",
        ),
        Spec(
            title="contains, starts_with and ends_with",
            text="""
The value's text contains, starts with or ends with the given text. Signs such as `%`, `_`, `.` and `*` stand for themselves.
An empty text is part of every value that is not missing.
""",
            model="""
fit:
  rules:
    - id: head
      when: {field: title, contains: head}
      points: 10
    - id: chief
      when: {field: title, starts_with: Chief}
      points: 20
    - id: free_mail
      when: {field: email, ends_with: "@gmail.com"}
      points: -10
    - id: any_percent
      when: {field: title, contains: "%"}
      points: 1
    - id: has_title
      when: {field: title, contains: ""}
      points: 1
""",
            leads="""
| lead_id | title               | email            | = head | = chief | = free_mail | = any_percent | = has_title |
| ada     | Head of Purchasing  | ada@firm.example | 10     | 0       | 0           | 0             | 1           |
| ben     | Deputy Head         | ben@gmail.com    | 10     | 0       | -10         | 0             | 1           |
| cem     | chief buyer         | CEM@GMAIL.COM    | 0      | 20      | -10         | 0             | 1           |
| dana    | Deputy Chief        | dana@gmailxcom   | 0      | 0       | 0           | 0             | 1           |
| eli     | Team lead, 50% time |                  | 0      | 0       | 0           | 1             | 1           |
| fay     |                     | fay@gmail.com.   | 0      | 0       | 0           | 0             | 0           |
""",
        ),
        Spec(
            title="gt, gte, lt and lte",
            text="Above, at least, below, at most: as numbers, not as texts. A text that is no number is none of them.",
            model="""
fit:
  rules:
    - id: above
      when: {field: budget, gt: 10000}
      points: 1
    - id: at_least
      when: {field: budget, gte: 10000}
      points: 1
    - id: below
      when: {field: budget, lt: 10000}
      points: 1
    - id: at_most
      when: {field: budget, lte: 10000}
      points: 1
""",
            leads="""
| lead_id | budget   | = above | = at_least | = below | = at_most |
| ada     | 9999.99  | 0       | 0          | 1       | 1         |
| ben     | 10000    | 0       | 1          | 0       | 1         |
| cem     | 10000.01 | 1       | 1          | 0       | 0         |
| dana    | 9        | 0       | 0          | 1       | 1         |
| eli     | -20000   | 0       | 0          | 1       | 1         |
| fay     | plenty   | 0       | 0          | 0       | 0         |
| gus     |          | 0       | 0          | 0       | 0         |
""",
        ),
        Spec(
            title="A missing value fails every operator",
            text="""
All but one: `exists: false` holds for a missing value, and only for that. A field that no lead has is missing for all of
them.
""",
            model="""
fit:
  rules:
    - id: equals
      when: {field: employees, equals: 50}
      points: 1
    - id: in
      when: {field: employees, in: [50, 60]}
      points: 1
    - id: contains
      when: {field: employees, contains: "5"}
      points: 1
    - id: starts_with
      when: {field: employees, starts_with: "5"}
      points: 1
    - id: ends_with
      when: {field: employees, ends_with: "0"}
      points: 1
    - id: gt
      when: {field: employees, gt: 0}
      points: 1
    - id: gte
      when: {field: employees, gte: 0}
      points: 1
    - id: lt
      when: {field: employees, lt: 100}
      points: 1
    - id: lte
      when: {field: employees, lte: 100}
      points: 1
    - id: exists
      when: {field: employees, exists: true}
      points: 1
    - id: is_missing
      when: {field: employees, exists: false}
      points: 1
    - id: no_such_field
      when: {field: shoe_size, exists: false}
      points: 1
""",
            leads="""
| lead_id | employees (number) | = equals | = in | = contains | = starts_with | = ends_with | = gt | = gte | = lt | = lte | = exists | = is_missing | = no_such_field |
| ada     | 50                 | 1        | 1    | 1          | 1             | 1           | 1    | 1     | 1    | 1     | 1        | 0            | 1               |
| ben     |                    | 0        | 0    | 0          | 0             | 0           | 0    | 0     | 0    | 0     | 0        | 1            | 1               |
| cem     | NaN                | 0        | 0    | 0          | 0             | 0           | 0    | 0     | 0    | 0     | 0        | 1            | 1               |
""",
        ),
        Spec(
            title="all, any and not",
            text="""
`all` holds if every one of its conditions does, `any` if at least one does. `not` is plain negation, so it holds
wherever its condition does not, missing values included. They stand inside each other.
""",
            model="""
fit:
  rules:
    - id: both
      when: {all: [{field: country, equals: DE}, {field: employees, gte: 50}]}
      points: 1
    - id: either
      when: {any: [{field: country, equals: DE}, {field: employees, gte: 50}]}
      points: 1
    - id: elsewhere
      when: {not: {field: country, equals: DE}}
      points: 1
    - id: known_elsewhere
      when: {all: [{field: country, exists: true}, {not: {field: country, equals: DE}}]}
      points: 1
    - id: neither
      when: {not: {any: [{field: country, equals: DE}, {field: employees, gte: 50}]}}
      points: 1
    - id: twice_not
      when: {not: {not: {field: country, equals: DE}}}
      points: 1
""",
            leads="""
| lead_id | country | employees | = both | = either | = elsewhere | = known_elsewhere | = neither | = twice_not |
| ada     | DE      | 80        | 1      | 1        | 0           | 0                 | 0         | 1           |
| ben     | DE      | 20        | 0      | 1        | 0           | 0                 | 0         | 1           |
| cem     | AT      | 80        | 0      | 1        | 1           | 1                 | 0         | 0           |
| dana    | AT      | 20        | 0      | 0        | 1           | 1                 | 1         | 0           |
| eli     |         | 80        | 0      | 1        | 1           | 0                 | 0         | 0           |
| fay     |         |           | 0      | 0        | 1           | 0                 | 1         | 0           |
""",
        ),
        Spec(
            title="What a field is",
            text="""
In `fit` and `exclude` a field is an attribute of the lead, in `where` a property of the event, also if both have one of that
name. Names are taken literally: upper and lower case differ, and `utm.source` is no path into anything.
""",
            model="""
fit:
  rules:
    - id: from_berlin
      when: {field: city, equals: Berlin}
      points: 1
    - id: capital_city
      when: {field: City, equals: Berlin}
      points: 1
engagement:
  rules:
    - id: event_in_berlin
      event: Trade Fair Visited
      where: {field: city, equals: Berlin}
      points: 1
    - id: by_newsletter
      event: Trade Fair Visited
      where: {field: utm.source, equals: newsletter}
      points: 1
""",
            leads="""
| lead_id | city   | City   | = from_berlin | = capital_city | = event_in_berlin | = by_newsletter |
| ada     | Berlin | Munich | 1             | 0              | 0                 | 1               |
| ben     | Munich | Berlin | 0             | 1              | 1                 | 0               |
""",
            events="""
| lead_id | event              | occurred_at | properties                                            |
| ada     | Trade Fair Visited | 2026-02-27  | {"city": "Munich", "utm.source": "newsletter"}        |
| ben     | Trade Fair Visited | 2026-02-27  | {"city": "Berlin", "utm": {"source": "newsletter"}}   |
""",
        ),
    ),
)
