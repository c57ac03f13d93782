"""Every engine gives what the reference engine gives, for random models over random leads and events."""

import random
import tempfile
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reif.engines.model import Model
from reif.engines.result import Result
from reif.engines.sources import Source
from reif.integrations.files import open_table
from reif.rules.scoring_model import ScoringModel
from tests.engines.formats import AT_COLUMN, FORMATS, write
from tests.engines.worlds import HARD_CASES, World, hard_cases, worlds

TOLERANCE = 1e-9
