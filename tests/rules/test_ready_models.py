"""The models that come with reif."""

from reif.rules.model_file import parse
from reif.rules.ready_models import ready_model, ready_models


def test_each_ready_model_is_valid_and_bears_its_name() -> None:
    assert "b2b-default" in ready_models()
    for name in ready_models():
        assert parse(ready_model(name).read_bytes(), file=name).name == name


def test_another_name_has_no_file() -> None:
    assert not ready_model("nobody").is_file()
