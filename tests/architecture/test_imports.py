"""What loading costs, and that the import contract would notice a breach."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, SOURCE

HEAVY = {"django", "duckdb", "ibis", "numpy", "pandas", "pyarrow", "pyspark", "scipy", "sklearn", "sqlglot"}


def loaded_by(code: str) -> set[str]:
    """The packages that a fresh interpreter has loaded after running the code."""
    listing = "import sys; print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{listing}"], capture_output=True, check=True, text=True)
    return set(done.stderr.split())


def test_importing_reif_loads_nothing_heavy() -> None:
    assert not loaded_by("import reif") & HEAVY


def test_starting_the_command_line_loads_nothing_heavy() -> None:
    assert not loaded_by("from reif.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass") & HEAVY


def test_scoring_on_duckdb_loads_no_spark() -> None:
    assert "pyspark" not in loaded_by(
        "import pyarrow, reif\n"
        "reif.load_model('b2b-default').score(pyarrow.table({'lead_id': ['1'], 'seniority': ['vp']}))"
    )


def test_reading_a_table_file_loads_no_pandas(tmp_path: Path) -> None:
    """As every import does; Arrow loads pandas, where it is installed, when it is given what is not its own."""
    folder = tmp_path / "it's here"
    folder.mkdir()
    file = folder / "events.csv"
    file.write_text("lead_id,event\n1,Page Viewed\n2\n3\n1,Offer Requested\n", encoding="utf-8")
    loaded = loaded_by(
        "from pathlib import Path\n"
        "from reif.integrations.files.reading import open_table\n"
        "from reif.integrations.files.repeats import repeats\n"
        "from reif.integrations.files.rows import rows_of\n"
        f"spool = Path({str(folder)!r})\n"
        f"table = open_table({str(file)!r}, spool=spool, wanted=None)\n"
        "assert [row.number for row in rows_of(table)] == [1, 4]\n"
        "assert repeats(table, ['lead_id']).between(1, 4) == {4: 1}\n"
        "assert repeats(table, ['event']).between(1, 4) == {}"
    )
    assert "pyarrow" in loaded
    assert "pandas" not in loaded


def contract_verdict(source: Path) -> subprocess.CompletedProcess[str]:
    """What the import contract says of a copy of the source."""
    code = (
        f"import sys; sys.path.insert(0, {str(source)!r})\n"
        "from importlinter.cli import lint_imports\n"
        f"sys.exit(lint_imports(config_filename={str(ROOT / '.importlinter')!r}, no_cache=True))"
    )
    return subprocess.run([sys.executable, "-c", code], cwd=source, capture_output=True, text=True, check=False)


def broken_contracts(verdict: subprocess.CompletedProcess[str]) -> list[str]:
    return [line.removesuffix(" BROKEN") for line in verdict.stdout.splitlines() if line.endswith(" BROKEN")]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(SOURCE, tmp_path / "reif", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_contract_holds_for_an_untouched_copy(copy: Path) -> None:
    verdict = contract_verdict(copy)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("rules/values.py", "from reif.engines import stream", "Imports go downward only"),
        ("engines/stream.py", "import reif.cli", "Imports go downward only"),
        ("integrations/__init__.py", "from reif.engines import stream", "Imports go downward only"),
        ("rules/values.py", "import pyarrow", "Rules are pure"),
        ("engines/stream.py", "import ibis", "The reference engine is plain Python"),
        ("learning/bands.py", "import ibis", "Learning takes arrays"),
        ("simulation/chance.py", "from django.utils import timezone", "The made-up world is plain Python"),
        ("integrations/__init__.py", "import rich", "Only the command line speaks to a terminal"),
        ("submitting.py", "import smtplib", "Mail leaves through the outbox alone"),
        ("protect/operations.py", "from reif.outbox import _smtp", "Mail leaves through the outbox alone"),
        ("cli/__init__.py", "import pyspark", "Spark is loaded by the engine's back ends alone"),
    ],
)
def test_contract_notices_a_breach(copy: Path, module: str, line: str, broken: str) -> None:
    with (copy / "reif" / module).open("a", encoding="utf-8") as end:
        end.write(f"\n{line}\n")
    verdict = contract_verdict(copy)
    assert verdict.returncode == 1
    assert any(name.startswith(broken) for name in broken_contracts(verdict)), verdict.stdout + verdict.stderr


def test_contract_notices_a_room_it_does_not_know(copy: Path) -> None:
    (copy / "reif" / "helpers").mkdir()
    (copy / "reif" / "helpers" / "__init__.py").touch()
    verdict = contract_verdict(copy)
    assert verdict.returncode == 1
    assert "helpers" in verdict.stdout
