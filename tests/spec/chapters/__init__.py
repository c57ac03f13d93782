"""The chapters of the manual, in its order."""

from tests.spec.chapters import (
    attribute_rules,
    bounds,
    conditions,
    event_rules,
    exclude,
    explanation,
    inactivity,
    input_rows,
    regularity,
    result,
    values,
)

CHAPTERS = (
    values.CHAPTER,
    conditions.CHAPTER,
    attribute_rules.CHAPTER,
    event_rules.CHAPTER,
    inactivity.CHAPTER,
    regularity.CHAPTER,
    bounds.CHAPTER,
    result.CHAPTER,
    exclude.CHAPTER,
    explanation.CHAPTER,
    input_rows.CHAPTER,
)
