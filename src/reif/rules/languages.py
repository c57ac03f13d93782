"""The languages that reif speaks."""

from enum import StrEnum


class Language(StrEnum):
    """Languages of labels and words."""

    EN = "en"
    DE = "de"
