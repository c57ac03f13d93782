"""`reif model`: versions of the scoring model."""

from tests.cli.commands import MODEL
from tests.cli.system import System


def test_a_file_is_published_once(made: System) -> None:
    file = made.home / "model.yaml"
    file.write_text(MODEL)
    first = made("model", "publish", str(file))
    assert (first.code, first.out, first.err) == (0, "small: published as version 2; 0 contacts scored\n", "")
    again = made("model", "publish", str(file))
    assert (again.code, again.out) == (0, "small: live already, version 2\n")
    back = made("model", "publish", "b2b-default")
    assert (back.code, back.out) == (0, "b2b-default: published as version 1; 0 contacts scored\n")
    [one, two] = made("model", "list").out.splitlines()
    assert one.startswith("1  b2b-default  live  20")
    assert two.startswith("2  small  retired  20")


def test_a_file_that_is_not_valid_is_told_by_line(made: System) -> None:
    file = made.home / "model.yaml"
    file.write_text(MODEL.replace("points: 10", "points: many"))
    for command in ("check", "publish"):
        ended = made("model", command, str(file))
        assert (ended.code, ended.out) == (1, "")
        assert ended.err.startswith(f"{file}:15: ")
    assert len(made("model", "list").out.splitlines()) == 1


def test_a_file_that_is_not_there(made: System) -> None:
    ended = made("model", "publish", "missing.yaml")
    assert (ended.code, ended.err) == (
        1,
        "reif: missing.yaml: there is no such file; ready models are b2b-default\n",
    )
