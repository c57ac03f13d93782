"""Tests mirror the source: a module has a test file of its name, or it is said here which tests hold it and why."""

import ast
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from tests.architecture.tree import ROOT, SOURCE, committed

SPEC_AND_AGREEMENT = ("tests/spec/test_spec.py", "tests/engines/test_agreement.py")

# module (or a pattern) -> the tests that hold it. The reason stands above each group.
HELD_ELSEWHERE: dict[str, tuple[str, ...]] = {
    # What loading costs.
    "__init__.py": ("tests/architecture/test_imports.py",),
    # The engines are held as wholes: by what they answer, and by agreeing.
    "engines/*.py": SPEC_AND_AGREEMENT,
    # A module of the reading of model files is held by what is said of whole files.
    "rules/places.py": ("tests/rules/test_model_file.py",),
    "rules/problems.py": ("tests/rules/test_model_file.py",),
    # What a score means (levels, grades, times, properties) is held by the examples that run on every engine.
    "rules/maturity.py": SPEC_AND_AGREEMENT,
    "rules/json_values.py": SPEC_AND_AGREEMENT,
    # Names and words as data are held by what is found by them.
    "rules/header_names.py": ("tests/rules/test_headers.py",),
    "rules/written_words.py": ("tests/rules/test_written_values.py",),
    # What there is in each language, where it is chosen.
    "rules/languages.py": ("tests/config/test_environment.py", "tests/cli/test_report.py"),
    # The parts of a report and of its picture are held by reports and pictures.
    "learning/bands.py": ("tests/learning/test_report.py",),
    "learning/finding.py": ("tests/learning/test_report.py",),
    "learning/cells.py": ("tests/learning/test_pairing.py",),
    "learning/phrases.py": ("tests/learning/test_wording.py",),
    "learning/picture/*.py": ("tests/learning/test_picture.py",),
    # What a way of reading files is made of is held by the files that it reads.
    "integrations/files/*.py": ("tests/integrations/files/test_reading.py",),
    # What reading a message is made of is held by the messages that are read.
    "integrations/mail/*.py": ("tests/integrations/mail/test_reading.py",),
    # A made-up world is held as a whole: by what it holds, and by what the ready model says of it.
    "simulation/*.py": ("tests/simulation/test_simulation.py",),
    # What follows is held by what happens.
    "following.py": ("tests/test_lifecycle.py", "tests/crowd/test_crowd.py"),
    # What keeping scores is made of is held by the scores that are kept.
    "score/_*.py": ("tests/score/test_operations.py",),
    "score/publishing.py": ("tests/test_lifecycle.py",),
    "qualify/_*.py": ("tests/qualify/test_operations.py",),
    # Tables are held by what the database accepts, as a whole; migrations by the tables that they make.
    "records/*.py": ("tests/records/test_constraints.py", "tests/records/test_triggers.py"),
    # What a step is made of is held by its public operations.
    "capture/_*.py": ("tests/capture/test_operations.py",),
    "capture/importing.py": ("tests/cli/test_import_.py", "tests/crash/test_import_.py"),
    "capture/list_detection.py": ("tests/cli/test_import_.py", "tests/web/imports/test_wizard.py"),
    "capture/lead_pointers.py": ("tests/web/collect/test_pointing.py",),
    "capture/list_rows.py": ("tests/cli/test_import_.py",),
    "capture/previewing.py": ("tests/cli/test_import_.py", "tests/web/imports/test_wizard.py"),
    # Whom lists name, and what becomes of a list that is sent, is held by the lists that are imported.
    "import_people.py": ("tests/cli/test_import_.py",),
    "list_importing.py": ("tests/web/imports/test_wizard.py",),
    "capture/people.py": ("tests/cli/test_import_.py",),
    # What a mail is, is held by what becomes of it.
    "capture/mail_events.py": ("tests/test_receiving.py",),
    "capture/mending.py": ("tests/web/imports/test_imports.py",),
    "capture/translators.py": ("tests/cli/test_import_.py",),
    "measure/_*.py": ("tests/measure/test_queries.py",),
    "protect/_*.py": ("tests/protect/test_operations.py",),
    "identify/_*.py": ("tests/identify/test_operations.py",),
    # What weighing pairs is made of is held by pairs that are weighed, and by doubles that are found.
    "identify/matching/*.py": (
        "tests/identify/matching/test_contacts.py",
        "tests/identify/matching/test_finding.py",
    ),
    "identify/submitted.py": ("tests/test_submitting.py", "tests/test_confirming.py"),
    # Who has agreed to what is held by what people do, and by the mail that leaves or not.
    "protect/consents/*.py": ("tests/test_confirming.py", "tests/outbox/test_operations.py"),
    "outbox/*.py": ("tests/outbox/test_operations.py", "tests/crash/test_mail.py"),
    "capture/forms.py": ("tests/test_form_keeping.py",),
    # Wiring is held by serving with it.
    "config/urls.py": ("tests/cli/test_serve.py",),
    "config/web_process.py": ("tests/cli/test_serve.py",),
    "config/wsgi.py": ("tests/cli/test_serve.py",),
    "config/sign_in.py": ("tests/web/sign_in/test_sign_in.py",),
    # Signing in is held as a whole; addresses by the guard that walks them all.
    "web/sign_in/*.py": ("tests/web/sign_in/test_sign_in.py",),
    "web/*/urls.py": ("tests/architecture/test_access.py",),
    # What the page of a contact is put together from is held by the page.
    "web/contact/*.py": ("tests/web/contact/test_views.py",),
    # And what the day is put together from, by the day.
    "web/today/*.py": ("tests/web/today/test_views.py",),
    "web/scoring/*.py": ("tests/web/scoring/test_views.py",),
    "score/effect_job.py": ("tests/web/scoring/test_views.py",),
    "web/insights/*.py": ("tests/web/insights/test_views.py",),
    "web/companies/*.py": ("tests/web/companies/test_views.py",),
    "web/imports/*.py": ("tests/web/imports/test_imports.py",),
    "web/collect/endpoint.py": ("tests/web/collect/test_views.py",),
    "web/sources/*.py": ("tests/web/sources/test_sources.py",),
    # Privacy is held by asking its pages.
    "web/privacy/*.py": ("tests/web/privacy/test_privacy.py", "tests/web/privacy/test_objection.py"),
    # Capture, and what people outside see, are held by asking their pages.
    "web/capture/*.py": ("tests/web/capture/test_capture.py",),
    "web/outside/*.py": ("tests/web/outside/test_outside.py",),
    "web/wording/consents.py": ("tests/web/capture/test_capture.py",),
    # The settings are held by asking their pages.
    "web/settings/*.py": ("tests/web/settings/test_settings.py",),
    "web/apps.py": ("tests/architecture/test_records.py",),
    "web/request_id.py": ("tests/web/test_watching.py",),
    # The command line is held by running commands.
    "cli/*.py": (
        "tests/cli/test_check.py",
        "tests/cli/test_score.py",
        "tests/cli/test_explain.py",
        "tests/cli/test_report.py",
    ),
}


@cache
def modules() -> list[str]:
    """The modules with more than a docstring, below src/reif."""
    return [
        file.relative_to(SOURCE).as_posix()
        for file in committed("src/reif/*.py")
        if len(ast.parse(file.read_text()).body) > 1
    ]


def mirror_of(module: str) -> Path:
    """tests/rules/test_values.py for rules/values.py; tests/cli/test_cli.py for cli/__init__.py."""
    path = Path(module)
    stem = path.parent.name if path.name == "__init__.py" else path.stem
    return ROOT / "tests" / path.parent / f"test_{stem.strip('_')}.py"


def test_every_module_is_tested() -> None:
    untested = [
        module
        for module in modules()
        if not mirror_of(module).exists() and not any(fnmatch(module, pattern) for pattern in HELD_ELSEWHERE)
    ]
    assert not untested


def test_tests_that_are_named_here_exist() -> None:
    assert [test for tests in HELD_ELSEWHERE.values() for test in tests if not (ROOT / test).exists()] == []


def test_nothing_is_named_here_without_need() -> None:
    mirrored = {module for module in modules() if mirror_of(module).exists()}
    needless = [
        pattern
        for pattern in HELD_ELSEWHERE
        if not any(fnmatch(module, pattern) for module in modules() if module not in mirrored)
    ]
    assert not needless
