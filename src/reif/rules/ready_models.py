"""The models that come with reif."""

from importlib import resources
from importlib.resources.abc import Traversable

_FOLDER = resources.files("reif.rules") / "models"


def ready_model(name: str) -> Traversable:
    """The model file of that name; it need not exist."""
    return _FOLDER / f"{name}.yaml"


def ready_models() -> list[str]:
    """The names, sorted."""
    return sorted(file.name.removesuffix(".yaml") for file in _FOLDER.iterdir() if file.name.endswith(".yaml"))
