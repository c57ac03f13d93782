"""What a value is: missing, a text, a number, a boolean."""

from tests.spec.specification import Chapter, Spec

CHAPTER = Chapter(
    "Values",
    "Attributes of a lead and properties of an event have values: texts, numbers, booleans. Or they are missing.",
    (
        Spec(
            title="What is missing",
            text="""
A value is missing if there is none, if it is a text that is empty after trimming, not a number (NaN), or nested. 0 and
false are values, and so is the text `null`.
""",
            model="""
fit:
  rules:
    - id: has_phone
      when: {field: phone, exists: true}
      points: 1
    - id: has_budget
      when: {field: budget, exists: true}
      points: 1
    - id: has_opted_in
      when: {field: opted_in, exists: true}
      points: 1
    - id: has_interests
      when: {field: interests, exists: true}
      points: 1
    - id: has_fax
      when: {field: fax, exists: true}
      points: 1
""",
            leads=r"""
| lead_id | phone           | budget (number) | opted_in (boolean) | interests (nested)  | = has_phone | = has_budget | = has_opted_in | = has_interests | = has_fax |
| ada     | +49 30 1234     | 5000            | true               | ["presses", "saws"] | 1           | 1            | 1              | 0               | 0         |
| ben     |                 |                 |                    |                     | 0           | 0            | 0              | 0               | 0         |
| cem     | ""              | NaN             | false              | []                  | 0           | 0            | 1              | 0               | 0         |
| dana    | " \t\r\n\u00a0" | 0               |                    |                     | 0           | 1            | 0              | 0               | 0         |
| eli     | null            |                 |                    |                     | 1           | 0            | 0              | 0               | 0         |
| fay     | -               |                 |                    |                     | 1           | 0            | 0              | 0               | 0         |
| gus     | "\u2003"        |                 |                    |                     | 1           | 0            | 0              | 0               | 0         |
""",
        ),
        Spec(
            title="Text that reads as a number",
            text="""
A text reads as a number if, trimmed, it is an optional sign, digits with at most one decimal point, and an optional
exponent, in the digits 0–9. Nothing else does: no thousands separators, no units, no `inf`, nothing beyond a double's
range. Only what is or reads as a number is above, at least, below or at most a number.
""",
            model="""
fit:
  rules:
    - id: is_number
      when: {any: [{field: budget, lt: 0}, {field: budget, gte: 0}]}
      points: 1
    - id: is_large
      when: {field: budget, gte: 1000}
      points: 1
""",
            leads=r"""
| lead_id | budget          | = is_number | = is_large |
| ada     | 12000           | 1           | 1          |
| ben     | " 3.5 "         | 1           | 0          |
| cem     | -7              | 1           | 0          |
| dana    | +1000           | 1           | 1          |
| eli     | 1e3             | 1           | 1          |
| fay     | 9.9999E+2       | 1           | 0          |
| gus     | .5              | 1           | 0          |
| hana    | 5.              | 1           | 0          |
| ivo     | 007             | 1           | 0          |
| june    | "\u00a01000\t"  | 1           | 1          |
| kim     | 1,000           | 0           | 0          |
| lea     | 1.000.000       | 0           | 0          |
| max     | 1_000           | 0           | 0          |
| nora    | 10k             | 0           | 0          |
| otto    | 5000 EUR        | 0           | 0          |
| pia     | inf             | 0           | 0          |
| quin    | NaN             | 0           | 0          |
| rosa    | 1e400           | 0           | 0          |
| sven    | 0x1F            | 0           | 0          |
| tina    | 1e              | 0           | 0          |
| udo     | .               | 0           | 0          |
| vera    | --1             | 0           | 0          |
| wim     | "\u0663\u0664"  | 0           | 0          |
| xena    | 1 000           | 0           | 0          |
""",
        ),
        Spec(
            title="Equal numbers",
            text="""
If both sides are or read as numbers, they are compared as numbers, however they are written and whether the model
writes a number or a text. Otherwise they are compared as texts.
""",
            model="""
fit:
  rules:
    - id: ten
      when: {field: seats, equals: 10}
      points: 1
    - id: ten_in_quotes
      when: {field: seats, equals: "10.0"}
      points: 1
    - id: ten_or_more
      when: {field: seats, in: [10, "10+"]}
      points: 1
    - id: zero
      when: {field: seats, equals: 0}
      points: 1
""",
            leads="""
| lead_id | seats | = ten | = ten_in_quotes | = ten_or_more | = zero |
| ada     | 10    | 1     | 1               | 1             | 0      |
| ben     | 10.00 | 1     | 1               | 1             | 0      |
| cem     | 1e1   | 1     | 1               | 1             | 0      |
| dana    | +010  | 1     | 1               | 1             | 0      |
| eli     | 10+   | 0     | 0               | 1             | 0      |
| fay     | ten   | 0     | 0               | 0             | 0      |
| gus     | 10.01 | 0     | 0               | 0             | 0      |
| hana    | -0.0  | 0     | 0               | 0             | 1      |
| ivo     | 0     | 0     | 0               | 0             | 1      |
| june    |       | 0     | 0               | 0             | 0      |
""",
        ),
        Spec(
            title="Comparing texts",
            text="""
Texts are compared after trimming (space, tab, line breaks, U+00A0) and lower-casing each code point on both sides.
Accents count, blanks inside count, and nothing is normalised: `é` as one code point is not `e` with an accent behind it.
""",
            model="""
fit:
  rules:
    - id: vice_president
      when: {field: title, equals: " Vice President "}
      points: 1
    - id: cafe
      when: {field: title, equals: café}
      points: 1
""",
            leads=r"""
| lead_id | title                        | = vice_president | = cafe |
| ada     | Vice President               | 1                | 0      |
| ben     | VICE PRESIDENT               | 1                | 0      |
| cem     | "\u00a0\tvice president \r\n" | 1                | 0      |
| dana    | "vice  president"            | 0                | 0      |
| eli     | vice-president               | 0                | 0      |
| fay     | "\u2003vice president"       | 0                | 0      |
| gus     | CAFÉ                         | 0                | 1      |
| hana    | cafe                         | 0                | 0      |
| ivo     | "cafe\u0301"                 | 0                | 0      |
""",
        ),
        Spec(
            title="Lower case is the simple mapping",
            text="""
Each code point has its one lower-case code point, whatever stands around it: `ß` never becomes `ss`, a capital sigma is
`σ` also at the end of a word, a dotted capital I is `i`.
""",
            model="""
fit:
  rules:
    - id: street
      when: {field: place, equals: straße}
      points: 1
    - id: road
      when: {field: place, equals: ΟΔΟΣ}
      points: 1
    - id: city
      when: {field: place, equals: istanbul}
      points: 1
""",
            leads=r"""
| lead_id | place    | = street | = road | = city |
| ada     | Straße   | 1        | 0      | 0      |
| ben     | STRAẞE   | 1        | 0      | 0      |
| cem     | STRASSE  | 0        | 0      | 0      |
| dana    | οδοσ     | 0        | 1      | 0      |
| eli     | Οδος     | 0        | 0      | 0      |
| fay     | İstanbul | 0        | 0      | 1      |
| gus     | ISTANBUL | 0        | 0      | 1      |
| hana    | ıstanbul | 0        | 0      | 0      |
""",
        ),
        Spec(
            title="The text of a number",
            text="""
Where a number is compared as text, it has its shortest decimal form, a whole number without a point.
""",
            model="""
fit:
  rules:
    - id: ends_with_zero
      when: {field: seats, ends_with: "0"}
      points: 1
    - id: starts_with_one
      when: {field: seats, starts_with: "1"}
      points: 1
    - id: has_point
      when: {field: seats, contains: "."}
      points: 1
    - id: has_exponent
      when: {field: seats, contains: e}
      points: 1
""",
            leads="""
| lead_id | seats (number)  | = ends_with_zero | = starts_with_one | = has_point | = has_exponent |
| ada     | 10              | 1                | 1                 | 0           | 0              |
| ben     | 10.0            | 1                | 1                 | 0           | 0              |
| cem     | 2.50            | 0                | 0                 | 1           | 0              |
| dana    | 100000000000000 | 1                | 1                 | 0           | 0              |
| eli     | 0.0001          | 0                | 0                 | 1           | 0              |
| fay     | -0.0            | 1                | 0                 | 0           | 0              |
| gus     | -1              | 0                | 0                 | 0           | 0              |
""",
        ),
        Spec(
            title="A number inside JSON keeps its text",
            text="""
A number inside JSON has the text it was written with, and is that number all the same. A boolean has the text `true` or
`false`; null and nested values are missing.
""",
            model="""
engagement:
  rules:
    - id: second_digit
      event: Quote Requested
      where: {field: version, ends_with: ".50"}
      points: 1
    - id: one_and_a_half
      event: Quote Requested
      where: {field: version, equals: 1.5}
      points: 1
    - id: at_least_one
      event: Quote Requested
      where: {field: version, gte: 1}
      points: 1
    - id: is_true
      event: Quote Requested
      where: {field: version, equals: true}
      points: 1
    - id: is_there
      event: Quote Requested
      where: {field: version, exists: true}
      points: 1
""",
            events=r"""
| lead_id | event           | occurred_at | properties          | = second_digit | = one_and_a_half | = at_least_one | = is_true | = is_there |
| ada     | Quote Requested | 2026-02-27  | {"version": 1.50}   | 1              | 1                | 1              | 0         | 1          |
| ben     | Quote Requested | 2026-02-27  | {"version": 1.5}    | 0              | 1                | 1              | 0         | 1          |
| cem     | Quote Requested | 2026-02-27  | {"version": "1.50"} | 1              | 1                | 1              | 0         | 1          |
| dana    | Quote Requested | 2026-02-27  | {"version": 15e-1}  | 0              | 1                | 1              | 0         | 1          |
| eli     | Quote Requested | 2026-02-27  | {"version": true}   | 0              | 0                | 0              | 1         | 1          |
| fay     | Quote Requested | 2026-02-27  | {"version": null}   | 0              | 0                | 0              | 0         | 0          |
| gus     | Quote Requested | 2026-02-27  | {"version": [1.5]}  | 0              | 0                | 0              | 0         | 0          |
| hana    | Quote Requested | 2026-02-27  | {}                  | 0              | 0                | 0              | 0         | 0          |
""",
        ),
        Spec(
            title="Booleans",
            text="""
The text of a boolean is `true` or `false`, so a cell of a CSV file means the same as a boolean of a Parquet file. Booleans
are no numbers: true is not 1.
""",
            model="""
fit:
  rules:
    - id: agreed
      when: {field: opted_in, equals: true}
      points: 1
    - id: agreed_in_words
      when: {field: wrote, equals: true}
      points: 1
    - id: agreed_by_text
      when: {field: opted_in, equals: "TRUE"}
      points: 1
    - id: agreed_by_letters
      when: {field: opted_in, starts_with: t}
      points: 1
    - id: agreed_by_number
      when: {any: [{field: opted_in, equals: 1}, {field: opted_in, gte: 0}]}
      points: 1
    - id: declined
      when: {field: opted_in, in: [false]}
      points: 1
""",
            leads="""
| lead_id | opted_in (boolean) | wrote | = agreed | = agreed_in_words | = agreed_by_text | = agreed_by_letters | = agreed_by_number | = declined |
| ada     | true               | True  | 1        | 1                 | 1                | 1                   | 0                  | 0          |
| ben     | false              | false | 0        | 0                 | 0                | 0                   | 0                  | 1          |
| cem     |                    | 1     | 0        | 0                 | 0                | 0                   | 0                  | 0          |
| dana    | true               | yes   | 1        | 0                 | 1                | 1                   | 0                  | 0          |
""",
        ),
    ),
)
