"""A folder to read files from."""

from pathlib import Path

import pytest

from tests.integrations.files.reading_room import Room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)
