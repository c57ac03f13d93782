"""vCards as phones, Outlook, Apple and Google write them."""

import random
import time

import pytest

from reif.integrations.files import vcard_text
from reif.integrations.files.kinds import FileError
from reif.integrations.files.reading import open_table
from reif.integrations.files.table import Table
from reif.integrations.files.vcard_columns import COLUMNS
from reif.rules.headers import Kind, detected
from tests.integrations.files.reading_room import Room, all_raw, numbers_of, rows_of

OUTLOOK = """\
BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=de;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;Anna;;Dr.
FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller, Anna
ORG;QUOTED-PRINTABLE;CHARSET=UTF-8:S=C3=BC=C3=9F;Einkauf =
& Logistik
TITLE:Leiterin
NOTE;ENCODING=QUOTED-PRINTABLE:eins=0D=0Azwei
TEL;WORK;VOICE:+49 30 1
TEL;CELL;VOICE:+49 170 2
TEL;WORK;FAX:+49 30 9
ADR;HOME:;;Weg 1;Ulm;BW;89073;Deutschland
ADR;WORK;PREF:;;Allee 2;Potsdam;Brandenburg;14467;Deutschland
X-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:
 /9j/4AAQSkZJRgABAQ==

EMAIL;PREF;INTERNET:anna@suess.de
EMAIL;INTERNET:anna@privat.de
URL;WORK:https://suess.de
REV:20260101T000000Z
END:VCARD
"""
APPLE = """\
BEGIN:VCARD
VERSION:3.0
N:Öztürk;Bert;;;
FN:Bert Öztürk
ORG:Süß\\, Sohn & Co.;
item1.EMAIL;type=INTERNET;type=WORK:bert@x.de
item1.X-ABLabel:_$!<Other>!$_
EMAIL;type=INTERNET;type=pref:b@y.de
TEL;type=CELL;type=VOICE;type=pref:0170 3
ADR;TYPE=WORK;LABEL="Weg 1: hinten; links":;;Weg 1;Wien;;1010;Österreich
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ
 SkZJRg==
NOTE:eins\\nzwei\\, drei\\; vi
  er
X-SOCIALPROFILE;type=linkedin;x-user=bert:https://www.linkedin.com/in/bert
END:VCARD
"""
NEW = """\
BEGIN:VCARD
VERSION:4.0
FN:Carla Núñez
N:Núñez;Carla;;;
EMAIL;PREF=2:zwei@x.de
EMAIL;PREF=1:mailto:eins@x.de
TEL;VALUE=uri;TYPE="voice,home":tel:+49-89-1;ext=5
TEL;VALUE=uri;TYPE=work:tel:+49-89-2
LANG;PREF=1:es
URL:https://de.linkedin.com/in/carla
URL:https://carla.es
BDAY:19800401
END:VCARD
"""


def read(room: Room, text: str | bytes) -> Table:
    return room.read("c.vcf", text if isinstance(text, bytes) else text.encode(), wanted=COLUMNS)


def card(*lines: str, version: str = "3.0") -> str:
    return "\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def only(room: Room, text: str | bytes) -> dict[str, object]:
    """The one row."""
    (row,) = rows_of(read(room, text))
    return row


def test_version_2_1(room: Room) -> None:
    assert only(room, OUTLOOK) == {
        "Full name": "Müller, Anna",
        "First name": "Anna",
        "Last name": "Müller",
        "E-mail": "anna@suess.de",
        "Other e-mails": "anna@privat.de",
        "Phone": "+49 30 1",
        "Mobile phone": "+49 170 2",
        "Company": "Süß",
        "Department": "Einkauf & Logistik",
        "Job title": "Leiterin",
        "City": "Potsdam",
        "Postal code": "14467",
        "Region": "Brandenburg",
        "Country": "Deutschland",
        "Website": "https://suess.de",
        "Note": "eins\r\nzwei",
    }


def test_version_3_0(room: Room) -> None:
    assert only(room, APPLE) == {
        "Full name": "Bert Öztürk",
        "First name": "Bert",
        "Last name": "Öztürk",
        "E-mail": "b@y.de",
        "Other e-mails": "bert@x.de",
        "Phone": "0170 3",
        "Mobile phone": "0170 3",
        "Company": "Süß, Sohn & Co.",
        "City": "Wien",
        "Postal code": "1010",
        "Country": "Österreich",
        "LinkedIn URL": "https://www.linkedin.com/in/bert",
        "Note": "eins\nzwei, drei; vi er",
    }


def test_version_4_0(room: Room) -> None:
    assert only(room, NEW) == {
        "Full name": "Carla Núñez",
        "First name": "Carla",
        "Last name": "Núñez",
        "E-mail": "eins@x.de",
        "Other e-mails": "zwei@x.de",
        "Phone": "+49-89-2",
        "Website": "https://carla.es",
        "LinkedIn URL": "https://de.linkedin.com/in/carla",
        "Language": "es",
    }


def test_the_columns_bear_names_that_lists_have() -> None:
    assert {column.header: column.field for column in detected(COLUMNS, Kind.LEADS) if column.is_known} == {
        "Full name": "name",
        "First name": "first_name",
        "Last name": "last_name",
        "E-mail": "email",
        "Phone": "phone",
        "Company": "company",
        "Department": "department",
        "Job title": "title",
        "City": "city",
        "Postal code": "postal_code",
        "Region": "region",
        "Country": "country",
        "Website": "website",
        "LinkedIn URL": "linkedin_url",
        "Language": "language",
    }


def test_cards_are_rows_and_what_they_are_is_said(room: Room) -> None:
    table = read(room, OUTLOOK + "\r\n" + NEW + APPLE.replace("\n", "\r\n"))
    assert (table.detected, table.rows, numbers_of(table)) == ("vCard 2.1 and 3.0 and 4.0, UTF-8", 3, [1, 2, 3])
    assert table.columns == COLUMNS
    assert [row["Country"] for row in rows_of(table)] == ["Deutschland", "", "Österreich"]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8-sig", "UTF-8 with BOM"), ("utf-16", "UTF-16 LE with BOM"), ("latin-1", "Latin-1"), ("cp1252", "Latin-1")],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_umlauts_survive_every_encoding(room: Room, encoding: str, said: str, line_end: str) -> None:
    table = read(room, card("FN:Jörg Müßig", "NOTE:ä;ö,ü").replace("\n", line_end).encode(encoding))
    assert (table.detected, rows_of(table)) == (
        f"vCard 3.0, {said}",
        [{"Full name": "Jörg Müßig", "Note": "ä;ö,ü"}],
    )


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b"FN;CHARSET=ISO-8859-2:Luk\xe1\xb9", "Lukáš"),
        (b"FN;CHARSET=UTF-8:M\xfcller", "Müller"),
        (b"FN;CHARSET=nowhere:M\xfcller", "Müller"),
        (b"FN;CHARSET=hex:M\xfcller", "Müller"),
        (b"FN;CHARSET=raw_unicode_escape:\\ud800\xfc", "\\ud800ü"),
        (b"FN;ENCODING=QUOTED-PRINTABLE:M=FCller", "Müller"),
        (b'FN;ENCODING=quoted-printable;charset="utf-8":M=C3=BCller=\n =C3=BC', "Müller ü"),
        ("FN:Mü".encode()[:-1] + b"\n " + "ü".encode()[1:] + b"ller", "Müller"),
        (b"fn:Anna", "Anna"),
        (b"FN : Anna ", "Anna"),
        (b"FN:C:\\\\x\\", "C:\\x\\"),
    ],
)
def test_a_line_says_itself_how_it_is_encoded(room: Room, line: bytes, name: str) -> None:
    sound = card("FN:Jörg Ä").encode()
    data = sound + b"BEGIN:VCARD\nVERSION:2.1\n" + line + b"\nEND:VCARD\n"
    assert [row["Full name"] for row in rows_of(read(room, data))] == ["Jörg Ä", name]


def test_a_broken_card_is_a_reject_and_the_others_go_on(room: Room) -> None:
    broken = card("FN:Zwei", "hier ist etwas kaputt")
    endless = card("FN:Drei", "TEL:1").removesuffix("END:VCARD\n")
    table = read(room, card("FN:Eins") + broken + endless + card("FN:Vier") + "FN:Fünf\nEND:VCARD\n" + card("FN:Sechs"))
    assert list(table.rejects) == [
        (2, "a line of the card is no property (NAME:VALUE)"),
        (3, "the card does not end"),
        (5, "stands outside of any card"),
    ]
    assert [row["Full name"] for row in rows_of(table)] == ["Eins", "Vier", "Sechs"]
    assert (numbers_of(table), table.rows) == ([1, 4, 6], 6)
    assert dict(table.raw([2, 3, 5])) == {
        2: broken.rstrip(),
        3: endless.rstrip(),
        5: "FN:Fünf\nEND:VCARD",
    }
    assert len(all_raw(table)) == 6


def test_a_file_that_is_cut_off_ends_in_a_reject(room: Room) -> None:
    table = read(room, card("FN:Eins") + "BEGIN:VCARD\nVERSION:3.0\nFN:Zw")
    assert list(table.rejects) == [(2, "the card does not end")]


def test_pictures_are_left_out_and_cost_little(room: Room) -> None:
    folded = "\n".join([" " + "A" * 74] * 70_000)
    data = card(
        f"PHOTO;ENCODING=b;TYPE=JPEG:AAAA\n{folded}",
        "FN:Anna",
        "LOGO:data:image/png;base64," + "B" * 5_000_000,
        "X-MS-CARDPICTURE;ENCODING=BASE64:\nCCCC\nDDDD\n",
        "NOTE:da",
    )
    start = time.monotonic()
    table = read(room, data)
    assert rows_of(table) == [{"Full name": "Anna", "Note": "da"}]
    assert all_raw(table)[1] == "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nNOTE:da\nEND:VCARD"
    assert time.monotonic() - start < 5


def test_a_card_that_is_too_long_is_a_reject(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcard_text, "_MAX_BYTES", 1_000)
    table = read(room, card("FN:Eins") + card("FN:Zwei", "NOTE:" + "x" * 2_000, "TITLE:y") + card("FN:Drei"))
    assert list(table.rejects) == [(2, "the card is longer than 32 MB, pictures aside")]
    assert [row["Full name"] for row in rows_of(table)] == ["Eins", "Drei"]


def test_lines_that_are_hard_to_read_take_no_time(room: Room) -> None:
    hard = ["A;" + "x;" * 30 + "\x01:1", "TEL;" + "a=b;" * 5_000 + '"', 'TEL;TYPE="' + "a," * 50_000 + ":1"]
    start = time.monotonic()
    table = read(room, "".join(card("FN:Anna", line) for line in [*hard, "TEL" + ";a=b" * 5_000 + ":7"]))
    assert time.monotonic() - start < 5
    assert [row for row, _ in table.rejects] == [1, 2, 3]
    assert rows_of(table) == [{"Full name": "Anna", "Phone": "7"}]


def test_a_card_within_a_card_is_not_its_own(room: Room) -> None:
    table = read(room, card("FN:Chefin", "AGENT:", *card("FN:Assistent").splitlines(), "TITLE:Leiterin", version="2.1"))
    assert (rows_of(table), table.rows) == ([{"Full name": "Chefin", "Job title": "Leiterin"}], 1)


def test_what_a_card_lacks_is_empty(room: Room) -> None:
    table = read(room, card("N:Nur", "ORG:", "TEL;TYPE=FAX:1", "ADR:;;", "EMAIL:", "URL:", "TEL:") + card("FN:x"))
    assert rows_of(table) == [{"Full name": "", "Last name": "Nur"}, {"Full name": "x", "Last name": ""}]


def test_the_number_to_call(room: Room) -> None:
    lines = ("TEL;TYPE=HOME:1", "TEL;TYPE=CELL:2", "TEL;TYPE=WORK,VOICE:3", "TEL;TYPE=WORK,FAX,PREF:4")
    row = only(room, card("FN:x", *lines))
    assert (row["Phone"], row["Mobile phone"]) == ("3", "2")


def test_the_wanted_columns_alone(room: Room) -> None:
    file = room.put("c.vcf", card("FN:x", "EMAIL:a@x.de").encode())
    table = open_table(file, spool=room.folder, wanted=["E-mail", "Phone"], required=["E-mail"])
    assert rows_of(table) == [{"E-mail": "a@x.de"}]
    with pytest.raises(FileError, match="the column lead_id is missing; the columns are Full name, E-mail"):
        open_table(file, spool=room.folder, wanted=["lead_id"], required=["lead_id"])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"name;email\n", "no line begins a card; accepted are vCards, from BEGIN:VCARD to END:VCARD"),
        (b'{"a": 1}', "holds JSON; accepted is vCards"),
        (b'["vcard", []]', "holds a JSON array"),
        (b"PK\x03\x04rest", "holds a ZIP archive"),
        (b"<?xml version='1.0'?><vcards/>", "holds HTML or XML"),
        (b" \r\n", "is empty"),
    ],
)
def test_what_is_no_vcard(room: Room, data: bytes, message: str) -> None:
    with pytest.raises(FileError, match=f"c.vcf: {message}"):
        read(room, data)


def test_damage_stays_within_its_card(room: Room) -> None:
    sound = OUTLOOK.encode("latin-1", "replace") + APPLE.encode() + NEW.encode()
    chance = random.Random(7)  # noqa: S311 - damage, not secrets
    for _ in range(200):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 5)):
            data[chance.randrange(len(data))] = chance.choice(b'\n\r :;,="\\\x00\xff=A')
        table = read(room, bytes(data))
        assert len(table.rejects) + len(rows_of(table)) == table.rows == len(all_raw(table))
