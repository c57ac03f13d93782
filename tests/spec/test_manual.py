"""The manual is the one that the specs make."""

from tests.spec.chapters import CHAPTERS
from tests.spec.manual import PAGE, page
from tests.spec.specification import Chapter, Spec


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(CHAPTERS), "run: python -m tests.spec.manual"


def test_an_example_has_its_model_its_tables_and_answers_in_bold() -> None:
    spec = Spec(
        title="Budget",
        text="Two lines\nof prose.",
        model="fit: {}",
        leads=r"""
| lead_id | budget (number) | city  | = score |
| ada     | 5               | " \t" | 0       |
""",
    )
    shown = page((Chapter("Values", "What they are.", (spec,)),))
    assert shown.endswith(
        r"""
## Values

What they are.

### Budget

Two lines of prose.

```yaml
fit: {}
```

Leads, with the answers:

| lead_id | budget (number) | city    | **score** |
| ------- | --------------- | ------- | --------- |
| ada     | 5               | `" \t"` | 0         |
"""
    )
