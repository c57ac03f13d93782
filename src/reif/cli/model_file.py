"""The MODEL that a command is given."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from reif.rules.ready_models import ready_models

if TYPE_CHECKING:
    from reif.engines.model import Model

ModelArgument: TypeAlias = Annotated[
    str, typer.Argument(help="A model file, or the name of a ready model (b2b-default).", metavar="MODEL")
]


class NoModel(ValueError):
    """There is no such model, or it cannot be read."""


def load(model: str) -> "Model":
    """The checked model. Raises ModelFileError for an invalid one, NoModel if it cannot be read."""
    import reif

    try:
        return reif.load_model(model)
    except FileNotFoundError:
        raise NoModel(f"{model}: there is no such file; ready models are {', '.join(ready_models())}") from None
    except IsADirectoryError:
        raise NoModel(f"{model}: is a folder; accepted is a model file") from None
    except PermissionError:
        raise NoModel(f"{model}: may not be read by this user") from None
