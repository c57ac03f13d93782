"""`reif source`: who may send, with which key."""

from tests.cli.system import System


def test_a_servers_key_is_shown_once(made: System) -> None:
    ended = made("source", "add", "Shop")
    assert (ended.code, ended.err) == (0, "")
    said, key = ended.out.splitlines()
    assert said == "Shop: added as a server"
    assert len(key.removeprefix("write key (shown this once): ")) == 32
    assert made("source", "list").out == "Shop  server  taken\n"
    again = made("source", "add", "Shop")
    assert (again.code, again.err) == (1, "reif: Shop: is a source already\n")


def test_a_sites_key_can_be_looked_up_renewed_and_revoked(made: System) -> None:
    key = made("source", "add", "www", "--site").out.splitlines()[1].removeprefix("write key: ")
    assert made("source", "list").out == f"www  site  taken  {key}\n"
    said, renewed = made("source", "renew", "www").out.splitlines()
    assert said == "www: has another key"
    assert renewed.removeprefix("write key: ") != key
    assert made("source", "revoke", "www").out == "www: what it sends is taken no more\n"
    assert "revoked" in made("source", "list").out
    assert made("source", "allow", "www").out == "www: what it sends is taken\n"


def test_what_was_kept_apart_is_read_again(made: System) -> None:
    made("source", "add", "www", "--site")
    assert made("source", "replay", "www").out == "0 used, 0 known before, 0 still kept apart\n"
    assert made("source", "replay", "x").code == 1


def test_a_source_that_is_not_there(made: System) -> None:
    ended = made("source", "revoke", "x")
    assert (ended.code, ended.err) == (1, "reif: x: there is no such source; `reif source list` names them\n")
    assert made("source", "revoke", "import").code == 1
    assert made("source", "add", " ").code == 2


def test_a_field_map_says_what_names_mean(made: System) -> None:
    made("source", "add", "Waalaxy")
    (made.home.parent / "map.yaml").write_text("profile.mail: email\njunk: null\n")
    ended = made("source", "map", "Waalaxy", str(made.home.parent / "map.yaml"))
    assert ended.out == "Waalaxy: 2 names are mapped; it holds for what comes from now on\n"
    assert made("source", "map", "Waalaxy", "/nowhere.yaml").code == 1
    (made.home.parent / "map.yaml").write_text("- email\n")
    assert "expected a mapping" in made("source", "map", "Waalaxy", str(made.home.parent / "map.yaml")).err


def test_a_secret_is_kept_and_forgotten(made: System) -> None:
    made("source", "add", "Ads")
    (made.home / "said").write_text("s3cret\n")
    kept = made("source", "secret", "Ads", "linkedin", "--secret-file", str(made.home / "said"))
    assert kept.out == "Ads: the secret of linkedin is kept\n"
    [file] = (made.home / "sources").iterdir()
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("s3cret\n", 0o600)
    assert made("source", "secret", "Ads", "linkedin", "--forget").out == "Ads: the secret of linkedin is forgotten\n"
    assert list((made.home / "sources").iterdir()) == []
