"""Names as addresses spell them."""

import pytest

from reif.simulation.spelling import plain


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("Petersen-Wolff", "petersen-wolff"),
        ("Gebrüder Voß & Sohn", "gebrueder-voss-sohn"),
        ("Kılıç", "kilic"),
        ("Paweł Wójcik", "pawel-wojcik"),
        ("Kovačević", "kovacevic"),
        ("Nguyễn", "nguyen"),
        ("İnan", "inan"),
    ],
)
def test_letters_are_plain(name: str, spelled: str) -> None:
    assert plain(name) == spelled
