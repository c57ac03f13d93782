"""The versions of the scoring model, as rules."""

from functools import lru_cache

from reif.records.enums import ModelState
from reif.records.models import ScoringModel
from reif.rules import model_file
from reif.rules.scoring_model import ScoringModel as Rules


def live() -> ScoringModel | None:
    """The version that scores; None if none is live."""
    return ScoringModel.objects.filter(state=ModelState.LIVE).first()


def rules_of(model: ScoringModel) -> Rules:
    """What the version says. Raises ModelFileError if it is not valid."""
    return parsed(model.text)


@lru_cache(maxsize=8)
def parsed(text: str) -> Rules:
    """What the text of a model file says. Raises ModelFileError if it is not valid."""
    return model_file.parse(text, file="model")
