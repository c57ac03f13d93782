"""Keys that nobody guesses, of which only a digest is kept."""

from reif.capture.write_keys import hash_of, new_key


def test_each_is_new_and_long() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert {len(key) for key in keys} == {32}


def test_what_is_kept_does_not_tell_the_key() -> None:
    key = new_key()
    assert hash_of(key) == hash_of(key)
    assert key not in hash_of(key)
    assert len(hash_of("\ud83d")) == 64
