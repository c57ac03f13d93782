"""What a score means: points, level, temperature, grade, probability."""

from tests.spec.specification import Chapter, Spec

CHAPTER = Chapter(
    "What a score means",
    "All of these follow from the score and the share of fit. A threshold belongs to what begins with it.",
    (
        Spec(
            title="Points",
            text="What people see: the score rounded to a whole number, halves up.",
            model="""
engagement:
  rules:
    - id: visits
      event: Page Viewed
      points: 0.5
    - id: webinars
      event: Webinar Attended
      points: 24.49
    - id: quotes
      event: Quote Requested
      points: 100
""",
            leads="""
| lead_id | = score | = points |
| ada     | 0       | 0        |
| ben     | 0.5     | 1        |
| cem     | 1       | 1        |
| dana    | 1.5     | 2        |
| eli     | 24.49   | 24       |
| fay     | 24.99   | 25       |
| gus     | 100     | 100      |
""",
            events="""
| lead_id | event            | occurred_at |
| ben     | Page Viewed      | 2026-02-27  |
| cem     | Page Viewed      | 2026-02-27  |
| cem     | Page Viewed      | 2026-02-28  |
| dana    | Page Viewed      | 2026-02-26  |
| dana    | Page Viewed      | 2026-02-27  |
| dana    | Page Viewed      | 2026-02-28  |
| eli     | Webinar Attended | 2026-02-27  |
| fay     | Webinar Attended | 2026-02-27  |
| fay     | Page Viewed      | 2026-02-27  |
| gus     | Quote Requested  | 2026-02-27  |
| gus     | Page Viewed      | 2026-02-27  |
""",
        ),
        Spec(
            title="Level and temperature",
            text="""
The level is 1 and one more for each of `levels` that the score has reached; without `levels` they are 25, 50 and 75. The
temperature is warm from 40 and hot from 70 unless `temperatures` says otherwise. Both go by the score, not by the points: 24.75 shows as 25 points and is level 1.
""",
            model="""
fit:
  rules:
    - id: small
      when: {field: size, contains: s}
      points: 24.75
    - id: medium
      when: {field: size, contains: m}
      points: 25
    - id: plus
      when: {field: size, contains: +}
      points: 15
    - id: large
      when: {field: size, contains: l}
      points: 55
""",
            leads="""
| lead_id | size | = score | = points | = level | = temperature |
| ada     | none | 0       | 0        | 1       | cold          |
| ben     | s    | 24.75   | 25       | 1       | cold          |
| cem     | m    | 25      | 25       | 2       | cold          |
| dana    | s+   | 39.75   | 40       | 2       | cold          |
| eli     | m+   | 40      | 40       | 2       | warm          |
| fay     | s m  | 49.75   | 50       | 2       | warm          |
| gus     | l    | 55      | 55       | 3       | warm          |
| hana    | l+   | 70      | 70       | 3       | hot           |
| ivo     | l m  | 80      | 80       | 4       | hot           |
| june    | lsm+ | 100     | 100      | 4       | hot           |
""",
        ),
        Spec(
            title="Other thresholds",
            text="A model may set thresholds of its own, also such as no score reaches.",
            model="""
fit:
  rules:
    - id: budget_fits
      when: {field: budget, gte: 10000}
      points: 20
    - id: budget_is_large
      when: {field: budget, gte: 50000}
      points: 10
levels: [20, 30, 500]
temperatures: {warm: 20, hot: 30}
grades: [0.3, 0.2, 0.1]
""",
            leads="""
| lead_id | budget | = score | = level | = temperature | = grade |
| ada     | 500    | 0       | 1       | cold          | D       |
| ben     | 20000  | 20      | 2       | warm          | B       |
| cem     | 90000  | 30      | 3       | hot           | A       |
""",
        ),
        Spec(
            title="Grade",
            text="""
The grade is of fit alone: its share of `fit.max`. A begins at three quarters, B at a half, C at a quarter unless `grades` says otherwise;
below is D. Engagement and the base change nothing about it.
""",
            model="""
base: 30
fit:
  min: -10
  max: 40
  rules:
    - id: decision_maker
      when: {field: seniority, equals: vp}
      points: 20
    - id: budget_fits
      when: {field: budget, gte: 10000}
      points: 10
    - id: student
      when: {field: seniority, equals: student}
      points: -5
engagement:
  rules:
    - id: quotes
      event: Quote Requested
      points: 25
""",
            leads="""
| lead_id | seniority | budget | = fit | = grade | = score |
| ada     | vp        | 25000  | 30    | A       | 60      |
| ben     | vp        | 500    | 20    | B       | 50      |
| cem     | clerk     | 25000  | 10    | C       | 40      |
| dana    | student   | 25000  | 5     | D       | 60      |
| eli     | student   | 500    | -5    | D       | 25      |
""",
            events="""
| lead_id | event           | occurred_at |
| dana    | Quote Requested | 2026-02-27  |
""",
        ),
        Spec(
            title="Grade where fit gives nothing",
            text="If `fit.max` is 0 or less there is no share to speak of, and the grade is D.",
            model="""
fit:
  min: -20
  max: 0
  rules:
    - id: student
      when: {field: seniority, equals: student}
      points: -20
""",
            leads="""
| lead_id | seniority | = fit | = grade |
| ada     | vp        | 0     | D       |
| ben     | student   | -20   | D       |
""",
        ),
        Spec(
            title="Probability",
            text="""
With `calibration` a score has a probability: at a pair that of the pair, between two of them on the straight line, outside that of the nearest. Without
`calibration` there is none.
""",
            model="""
fit:
  rules:
    - id: small
      when: {field: size, contains: s}
      points: 10
    - id: medium
      when: {field: size, contains: m}
      points: 20
    - id: large
      when: {field: size, contains: l}
      points: 50
calibration: [[20, 0.1], [40, 0.2], [60, 0.2], [70, 0.9]]
""",
            leads="""
| lead_id | size | = score | = probability |
| ada     | none | 0       | 0.1           |
| ben     | s    | 10      | 0.1           |
| cem     | m    | 20      | 0.1           |
| dana    | s m  | 30      | 0.15          |
| eli     | l    | 50      | 0.2           |
| fay     | l s  | 60      | 0.2           |
| gus     | l m  | 70      | 0.9           |
| hana    | lsm  | 80      | 0.9           |
""",
        ),
        Spec(
            title="No probability without calibration",
            text="An empty cell says that there is none.",
            model="""
base: 50
""",
            leads="""
| lead_id | = score | = probability |
| ada     | 50      |               |
""",
        ),
    ),
)
