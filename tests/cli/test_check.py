"""`reif check`: valid or not, and what is wrong where."""

from tests.cli.commands import MODEL, Reif


def test_a_valid_model(reif: Reif) -> None:
    ended = reif("check", "model.yaml")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "model.yaml: valid; small, format 1",
        "fit: 2 rules, bound to 0 … 50",
        "engagement: 2 rules, bound to 0 … 50",
        "exclude: 1 rule",
        "base 0; the bounds allow a score of 100 at most",
    ]


def test_the_bounds_decide_what_can_be_reached(reif: Reif) -> None:
    reif.put("model.yaml", "format: 1\nname: tiny\nbase: 5\nfit: {max: 20.5}\nengagement: {min: -3, max: 10}\n")
    assert reif("check", "model.yaml").out.splitlines()[1:] == [
        "fit: 0 rules, bound to 0 … 20.5",
        "engagement: 0 rules, bound to -3 … 10",
        "exclude: 0 rules",
        "base 5; the bounds allow a score of 35.5 at most",
    ]


def test_the_ready_model(reif: Reif) -> None:
    ended = reif("check", "b2b-default")
    assert (ended.code, ended.out.splitlines()[0]) == (0, "b2b-default: valid; b2b-default, format 1")


def test_a_file_of_the_name_of_a_ready_model_comes_first(reif: Reif) -> None:
    reif.put("b2b-default", MODEL)
    assert reif("check", "b2b-default").out.splitlines()[0] == "b2b-default: valid; small, format 1"


def test_all_problems_at_once(reif: Reif) -> None:
    reif.put("model.yaml", MODEL.replace("name: small", "nam: small").replace("gte: 10000", "gte: much"))
    ended = reif("check", "model.yaml")
    assert (ended.code, ended.out) == (1, "")
    assert [line.split(": ")[:2] for line in ended.lines] == [
        ["model.yaml:1", "name"],
        ["model.yaml:2", "nam"],
        ["model.yaml:7", "fit.rules[budget].when.gte"],
    ]


def test_bytes_that_are_no_text(reif: Reif) -> None:
    reif.put("model.yaml", b"\xff\xfe\x00\x01")
    ended = reif("check", "model.yaml")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("model.yaml:1: ")


def test_a_model_that_is_not_there(reif: Reif) -> None:
    ended = reif("check", "nowhere.yaml")
    assert (ended.code, ended.err) == (
        1,
        "reif: nowhere.yaml: there is no such file; ready models are b2b-default\n",
    )


def test_usage(reif: Reif) -> None:
    assert reif("check").code == 2
