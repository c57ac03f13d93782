"""reif: how ripe is each lead, with reasons that add up."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reif.engines.model import Model, load_model

__all__ = ["Model", "load_model"]


def __getattr__(name: str) -> Any:
    """Load the engines at the first use: the command line starts without them."""
    if name in __all__:
        from reif.engines import model

        return getattr(model, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
