"""What every page needs, loaded when a web process starts, so that its first visitor does not wait for it."""

from datetime import date
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.cache import caches
from django.forms.renderers import get_default_renderer
from django.template import Engine
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from django.utils.formats import get_format

from reif import web
from reif.web.wording import numbers, times


def warm() -> None:
    """Load every address with the views behind it, every template, and the words of every language.

    No database is asked: a process may start while it is away.
    """
    for name in caches:
        caches[name]
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            reverse("today:page")
            get_format("DATE_FORMAT")
            numbers.number(0.5, code)
            times.long_day(date.min, code)
    assert Engine.get_default().template_context_processors
    for name in _names(Path(web.__file__).parent / "templates"):
        get_template(name)
    for name in _names(Path(forms.__file__).parent / "templates"):
        get_default_renderer().get_template(name)


def _names(folder: Path) -> list[str]:
    return [str(file.relative_to(folder)) for file in sorted(folder.rglob("*.html"))]
