"""Six rungs, the present one higher."""

import pytest

from reif.rules.stages import Stage
from reif.web.marks.stage import rungs


@pytest.mark.parametrize("stage", list(Stage))
def test_rungs(stage: Stage) -> None:
    drawn = rungs(stage, "Lead")
    assert drawn.count('class="past"') == stage.rank
    assert drawn.count('class="here"') == 1
    assert drawn.count('class="ahead"') == 5 - stage.rank
    assert drawn.count('height="12"') == 2  # the drawing, and the present one
