"""The scoring model as data."""

import pytest

from reif.rules.model_file import parse
from reif.rules.scoring_model import Label

MODEL = """\
format: 1
name: fields
fit:
  rules:
    - id: a
      label: A
      when:
        all:
          - {field: country, equals: DE}
          - not: {any: [{field: budget, gt: 1}, {field: country, exists: true}]}
      points: 1
engagement:
  rules:
    - {id: b, label: B, event: Page Viewed, where: {field: path, contains: a}, points: 1}
    - id: c
      label: C
      event: Page Viewed
      where: {any: [{field: title, contains: a}, {field: path, contains: b}]}
      points: 1
    - {id: d, label: D, event: Page Viewed, points: 1}
    - {id: e, label: E, inactive_for: 3d, points: 1}
exclude:
  - {id: f, label: F, when: {field: company_domain, equals: rival.example}}
"""


def test_fields_each_once() -> None:
    model = parse(MODEL, file="model.yaml")
    assert model.attribute_fields() == ("company_domain", "country", "budget")
    assert model.property_fields() == ("path", "title")


@pytest.mark.parametrize(
    ("texts", "language", "expected"),
    [
        ({"": "Prices"}, "de", "Prices"),
        ({"en": "Prices", "de": "Preise"}, "de", "Preise"),
        ({"en": "Prices", "de": "Preise"}, "fr", "Prices"),
        ({"fr": "Prix", "de": "Preise"}, "it", "Prix"),
    ],
)
def test_a_label_in_a_language(texts: dict[str, str], language: str, expected: str) -> None:
    assert Label(texts).in_language(language) == expected
