"""`reif import` from the outside: lists as people have them, twice, with mistakes, in other shapes."""

import json
import resource
import signal
import subprocess
import time
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import pytest

from tests.cli.system import System
from tests.crash.killing import ask, tell
from tests.integrations.files.workbooks import DATE, DATE_AND_TIME, Shown, workbook

pytestmark = pytest.mark.database

LEADS = """\
E-Mail-Adresse;Vorname;Name;Firma;Mitarbeiterzahl;Land;Hierarchieebene;Lieblingsfarbe
anna@muster.de;Anna;Müller;Muster GmbH;1.200;Deutschland;Geschäftsführerin;blau
BERT@gmx.de;Bert;Öztürk;;50-100;Österreich;Inhaber;
kaputt;X;Y;;;;;
anna@muster.de;Anna;Zweite;;;;;
"""
EVENTS = """\
E-Mail;Ereignis;Datum;Pfad;Kanal
anna@muster.de;Seite angesehen;20.11.2026 10:00;/preise;website
anna@muster.de;Seite angesehen;20.11.2026 10:00;/preise;website
anna@muster.de;Webinar besucht;21.11.2026;;webinar
wer@da.de;Webinar besucht;21.11.2026;;webinar
bert@gmx.de;Angebot erbeten;gestern;;
bert@gmx.de;Angebot erbeten;2026-11-22T10:00:00Z;;
"""
COUNTS = """SELECT (SELECT count(*) FROM records_contact), (SELECT count(*) FROM records_event),
                   (SELECT count(*) FROM records_attributechange)"""


@pytest.fixture
def lists(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "leads.csv").write_text(LEADS, encoding="utf-8")
    (tmp_path / "events.csv").write_text(EVENTS, encoding="utf-8")
    return str(tmp_path / "leads.csv"), str(tmp_path / "events.csv")


def written(folder: Path, name: str, content: str | bytes) -> str:
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return str(folder / name)


def test_german_lists_become_contacts_with_scores(made: System, lists: tuple[str, str]) -> None:
    ended = made("import", "--leads", lists[0], "--events", lists[1])
    assert ended.code == 0, ended.err
    assert "leads.csv: 2 contacts new or changed, 0 known already, 2 rows rejected" in ended.out
    assert "not an e-mail address: kaputt (first in row 3)" in ended.out
    assert "events.csv: 4 events new, 0 known already, 2 rows rejected" in ended.out
    assert "2 contacts scored" in ended.out
    assert "employees: 1.200 is read as 1200" in ended.err
    assert "seniority: Geschäftsführerin is read as c_level" in ended.err
    assert "own attribute Lieblingsfarbe" in ended.err
    shown = """SELECT name, email, company_name, country, last_activity, channel, stage
               FROM records_contact ORDER BY email"""
    assert ask(made, shown) == [
        ("Anna Müller", "anna@muster.de", "Muster GmbH", "DE", "Webinar Attended", "website", "lead"),
        (
            "Bert Öztürk",
            "bert@gmx.de",
            "",
            "AT",
            "Offer Requested",
            "",
            ask(made, "SELECT stage FROM records_contact WHERE email = 'bert@gmx.de'")[0][0],
        ),
    ]
    assert ask(made, "SELECT count(*) FROM records_score") == [(2,)]
    assert ask(made, 'SELECT "row", reason FROM records_importreject ORDER BY of_id, "row"')[2:] == [
        (4, "no contact has this e-mail address"),
        (5, ask(made, 'SELECT reason FROM records_importreject WHERE "row" = 5')[0][0]),
    ]


def test_the_same_lists_again_change_nothing(made: System, lists: tuple[str, str], tmp_path: Path) -> None:
    made("import", "--leads", lists[0], "--events", lists[1])
    before = ask(made, COUNTS)
    again = made("import", "--leads", lists[0], "--events", lists[1])
    assert again.code == 0
    assert "0 contacts new or changed, 2 known already" in again.out
    longer = written(tmp_path, "longer.csv", EVENTS + "anna@muster.de;Termin gehalten;2026-11-22;;\n")
    table = pyarrow.csv.read_csv(
        lists[1],
        parse_options=pyarrow.csv.ParseOptions(delimiter=";"),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(["E-Mail", "Ereignis", "Datum", "Pfad", "Kanal"], "string")
        ),
    )
    pyarrow.parquet.write_table(table, tmp_path / "events.parquet")
    assert ask(made, COUNTS) == before
    assert "0 events new, 4 known already" in made("import", "--events", str(tmp_path / "events.parquet")).out
    assert "1 event new, 4 known already" in made("import", "--events", longer).out


def test_a_list_without_rejects_is_done_once(made: System, tmp_path: Path) -> None:
    leads = written(tmp_path, "l.jsonl", json.dumps({"lead_id": "1", "tags": ["a", "b"], "budget": 5000}) + "\n")
    assert made("import", "--leads", leads).code == 0
    again = made("import", "--leads", leads)
    assert "imported already" in again.out
    ((attributes,),) = ask(made, "SELECT attributes FROM records_contact")
    read = json.loads(attributes) if isinstance(attributes, str) else attributes
    assert read == {"tags": ["a", "b"], "budget": 5000}


def test_events_of_json_keep_their_properties(made: System, tmp_path: Path) -> None:
    event = {"lead_id": "1", "event": "Order Completed", "occurred_at": "2026-11-22", "message_id": "m"}
    properties = {"products": [{"sku": "a"}], "value": 12.5, "is_first": True}
    leads = written(tmp_path, "l.csv", "lead_id\n1\n")
    events = written(tmp_path, "e.jsonl", json.dumps({**event, "properties": properties, "place": "Ulm"}) + "\n")
    ended = made("import", "--leads", leads, "--events", events)
    assert ended.code == 0, ended.err
    ((stored,),) = ask(made, "SELECT properties FROM records_event")
    assert (json.loads(stored) if isinstance(stored, str) else stored) == {**properties, "place": "Ulm"}


def test_a_preview_changes_nothing(made: System, lists: tuple[str, str]) -> None:
    ended = made("import", "--leads", lists[0], "--preview")
    assert (ended.code, ended.out) == (0, "nothing was imported\n")
    assert "E-Mail-Adresse   → email   (anna@muster.de · BERT@gmx.de · kaputt)" in ended.err
    assert ask(made, "SELECT count(*) FROM records_import") == [(0,)]


def test_a_mapping_says_what_a_column_holds(made: System, tmp_path: Path) -> None:
    leads = written(tmp_path, "l.csv", "Wer,Was,Privat\nanna@x.de,Einkauf,nein\n")
    mapping = written(tmp_path, "m.yaml", "Wer: email\nWas: department\nPrivat: null\n")
    ended = made("import", "--leads", leads, "--mapping", mapping)
    assert ended.code == 0, ended.err
    ((attributes,),) = ask(made, "SELECT attributes FROM records_contact")
    read = json.loads(attributes) if isinstance(attributes, str) else attributes
    assert read == {"email": "anna@x.de", "department": "purchasing"}


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("", "l.csv", "is empty"),
        ("Firma\nMuster\n", "l.csv", "no column holds lead_id or email; the columns are Firma"),
        ("lead_id,lead_id\n1,2\n", "l.csv", "comes twice"),
        ("x", "l.txt", "its name does not say what it is"),
        (b"PK\x03\x04xxxx", "l.csv", "Excel"),
    ],
)
def test_lists_that_cannot_be_used(made: System, tmp_path: Path, content: str | bytes, name: str, said: str) -> None:
    ended = made("import", "--leads", written(tmp_path, name, content))
    assert ended.code == 1
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert ask(made, "SELECT count(*) FROM records_contact") == [(0,)]


def test_no_lists_is_a_mistake_of_use(made: System) -> None:
    assert made("import").code == 2
    assert made("import", "--leads", "-", "--events", "-").code == 2


def test_a_column_that_is_not_there_is_told(made: System, lists: tuple[str, str], tmp_path: Path) -> None:
    ended = made("import", "--leads", lists[0], "--mapping", written(tmp_path, "m.yaml", "Frima: company\n"))
    assert (ended.code, ended.err.splitlines()[-1][:40]) == (1, "reif: the mapping names the column 'Frim")


def test_what_nobody_should_write(made: System, tmp_path: Path) -> None:
    rows = [
        {"lead_id": "long", "first_name": "N" * 10_000, "company": "F" * 10_000},
        {"lead_id": "rtl", "first_name": "\u202eשלום", "company": "شركة"},
        {"lead_id": "emoji", "first_name": "👩‍👩‍👧‍👦", "note": "🦄" * 500},
        {"lead_id": "html", "first_name": "<script>alert(1)</script>", "company": "{{ 7 * 7 }}{% now %}"},
        {"lead_id": "nul", "first_name": "a\0b", "k\0ey": "x"},
        {"lead_id": "old", "created_at": "0001-01-01"},
        {"lead_id": "far", "created_at": "9999-12-31T23:59:59Z"},
        {"lead_id": "i" * 201},
        {"lead_id": " "},
    ]
    leads = written(tmp_path, "l.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    times = ["0001-01-01", "9999-12-31T23:59:59-01:00", "1899-12-31", "2150-01-01", "", "2026-11-22"]
    events = written(
        tmp_path,
        "e.jsonl",
        "".join(json.dumps({"lead_id": "long", "event": "E\0", "occurred_at": each}) + "\n" for each in times)
        + json.dumps({"lead_id": "long", "event": "e" * 201, "occurred_at": times[-1]})
        + "\n"
        + json.dumps({"lead_id": "long", "event": "x", "occurred_at": times[-1], "properties": "[1"})
        + "\nno json\n",
    )
    ended = made("import", "--leads", leads, "--events", events)
    assert ended.code == 0, ended.err
    assert "7 contacts new or changed, 0 known already, 2 rows rejected" in ended.out
    assert "2 events new, 0 known already, 7 rows rejected" in ended.out
    names = dict(ask(made, "SELECT lead_id, name FROM records_contact"))  # type: ignore[arg-type] # rows of two
    assert names["html"] == "<script>alert(1)</script>"
    assert names["nul"] == "ab"
    assert len(str(names["long"])) == 300


def test_latin_1_is_read(made: System, tmp_path: Path) -> None:
    leads = written(tmp_path, "l.csv", "E-Mail;Vorname;Straße\nj@x.de;Jürgen;Größe\n".encode("cp1252"))
    assert made("import", "--leads", leads).code == 0
    assert ask(made, "SELECT name FROM records_contact") == [("Jürgen",)]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_says_how_far_it_came(made: System, tmp_path: Path, number: int, code: int) -> None:
    leads = written(tmp_path, "l.csv", "lead_id\n1\n")
    rows = "".join(f"1,Page Viewed,2026-11-22,{n}\n" for n in range(100_000))
    events = written(tmp_path, "e.csv", "lead_id,event,occurred_at,n\n" + rows)
    process = subprocess.Popen(
        made.command("import", "--leads", leads, "--events", events),
        env=made.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not ask(made, "SELECT 1 FROM records_import WHERE kind = 'events' AND rows_done > 0"):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    ((done, stored),) = ask(
        made, "SELECT rows_done, (SELECT count(*) FROM records_event) FROM records_import WHERE kind = 'events'"
    )
    assert process.returncode == code
    assert said.endswith(f"reif: interrupted; e.csv: stopped after row {done:,}; the same command goes on there\n")
    assert done == stored < 100_000
    again = made("import", "--leads", leads, "--events", events)
    assert f"e.csv: goes on after row {done:,}" in again.err
    assert "100,000 events new" in again.out
    assert ask(made, "SELECT count(*) FROM records_event") == [(100_000,)]


GERMAN = """\
\ufeffE-Mail-Adresse;Anrede;Vorname;Nachname;Firma;PLZ;Ort;Umsatz;Angelegt am;Einwilligung;Geburtstag\r
eva@muster.de;Frau;Eva;Süß;"Süß; Sohn & Co.";01067;Dresden;1.234,56;31.12.2025;ja;01.04.1980\r
"max@muster.de";Herr;Max;"Maier\r
junior";Muster GmbH;80331;München;48 Tsd. €;31.12.2025 08:15;nein;\r
"""


def test_a_german_list_out_of_a_spreadsheet(made: System, tmp_path: Path) -> None:
    """Byte order mark, semicolons, CRLF, a line break within a cell; words, numbers and dates as people write them."""
    leads = written(tmp_path, "l.csv", GERMAN)
    shown = made("import", "--leads", leads, "--preview")
    assert "revenue: 1.234,56 is read as 1234.56" in shown.err
    assert "salutation: Frau is read as ms" in shown.err
    assert "own attribute Einwilligung   (ja · nein)" in shown.err
    assert made("import", "--leads", leads).code == 0
    eva, both = (_attributes(made, "eva@muster.de"), _attributes(made, "max@muster.de"))
    assert (eva["company"], eva["postal_code"], eva["revenue"], eva["salutation"]) == (
        "Süß; Sohn & Co.",
        "01067",
        1234.56,
        "ms",
    )
    assert (eva["created_at"], eva["Einwilligung"], eva["Geburtstag"]) == ("2025-12-31T00:00:00Z", "ja", "01.04.1980")
    assert (both["last_name"], both["revenue"], both["created_at"]) == (
        "Maier\r\njunior",
        48_000,
        "2025-12-31T08:15:00Z",
    )


def _attributes(system: System, email: str) -> dict[str, object]:
    ((found,),) = ask(system, f"SELECT attributes FROM records_contact WHERE email = '{email}'")  # noqa: S608 - our own
    read = json.loads(found) if isinstance(found, str) else found
    assert isinstance(read, dict)
    return read


def test_own_attributes_are_read_as_what_they_are(made: System, tmp_path: Path) -> None:
    tell(
        made,
        *(
            f"INSERT INTO records_attribute (name, kind, label_en, label_de, options, created_at) "  # noqa: S608 - our own
            f"VALUES ('{name}', '{kind}', 'x', 'x', '[]', '2026-01-01')"
            for name, kind in (("Einwilligung", "boolean"), ("Geburtstag", "date"), ("Wert", "number"))
        ),
    )
    leads = written(
        tmp_path, "l.csv", "E-Mail;Einwilligung;Geburtstag;Wert\na@x.de;Ja;01.04.1980;1.234,56\nb@x.de;?;x;1e999\n"
    )
    assert made("import", "--leads", leads).code == 0
    one, other = _attributes(made, "a@x.de"), _attributes(made, "b@x.de")
    assert (one["Einwilligung"], one["Geburtstag"], one["Wert"]) == (True, "1980-04-01", 1234.56)
    assert (other["Einwilligung"], other["Geburtstag"], other["Wert"]) == ("?", "x", "1e999")


def test_numbers_that_are_none(made: System, tmp_path: Path) -> None:
    """NaN and Infinity are no JSON; what no computer's number holds stays as it is written. Neither stops an import."""
    leads = written(tmp_path, "l.csv", "lead_id,budget\n1,1e308 Mio.\n")
    rows = ['{"n": NaN}', '{"n": -Infinity}', '{"n": 1e999}', '{"n": 1' + "0" * 400 + "}", '{"n": [1e999]}', '{"n": 1']
    cells = "".join(
        f'1,Page Viewed,2026-11-2{n},"{text.replace(chr(34), chr(34) * 2)}"\n' for n, text in enumerate(rows)
    )
    events = written(tmp_path, "e.csv", "lead_id,event,occurred_at,properties\n" + cells)
    ended = made("import", "--leads", leads, "--events", events)
    assert ended.code == 0, ended.err
    assert "e.csv: 3 events new, 0 known already, 3 rows rejected" in ended.out
    assert "properties is not a JSON object: NaN is not JSON (first in row 1)" in ended.out
    assert "1 contact scored" in ended.out
    stored = [
        json.loads(each) if isinstance(each, str) else each
        for (each,) in ask(made, "SELECT properties FROM records_event ORDER BY id")
    ]
    assert stored == [{"n": "1e999"}, {"n": "1" + "0" * 400}, {"n": ["1e999"]}]
    ((attributes,),) = ask(made, "SELECT attributes FROM records_contact")
    assert (json.loads(attributes) if isinstance(attributes, str) else attributes) == {"budget": "1e308 Mio."}
    assert made("show", "1").code == 0


def test_one_cell_of_ten_megabytes(made: System, tmp_path: Path) -> None:
    text = "ä" * 5_000_000
    leads = written(
        tmp_path, "l.csv", f"lead_id,note,email\n1,{text},a@x.de\n2,,kaputt\n3,{text},kaputt\n,{text},kaputt\n"
    )
    ended = made("import", "--leads", leads)
    assert ended.code == 0, ended.err
    assert "3 contacts new or changed, 0 known already, 1 row rejected" in ended.out
    assert max(map(len, (ended.err + ended.out).splitlines())) < 300
    assert len(str(_attributes(made, "a@x.de")["note"])) == 5_000_000
    ((raw,),) = ask(made, "SELECT length(raw) FROM records_importreject")
    assert raw == 100_000


def test_a_file_that_is_cut_off_is_refused_whole(made: System, tmp_path: Path) -> None:
    leads = written(tmp_path, "l.csv", 'lead_id,note\n1,a\n2,"b\n3,c\n')
    ended = made("import", "--leads", leads)
    assert (ended.code, "row 2 opens a quote that is never closed, or the file is cut off" in ended.err) == (1, True)
    assert ask(made, "SELECT count(*) FROM records_contact") == [(0,)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wer: email\nWas: [a]\n", "m.yaml:2: Was: expected a field, or null to leave the column out"),
        ("Wer: email\n  Was: x\n", "m.yaml:2:"),
        ("Wer: email\nWer: name\n", "m.yaml:2: Wer"),
        ("", "m.yaml:1: expected a mapping of headers to fields, found an empty file"),
        ("- Wer\n", "m.yaml:1: expected a mapping of headers to fields"),
        ("Wer: email\nWas: email\n", "gives two columns to the field 'email'"),
    ],
)
def test_a_mapping_that_is_wrong_says_where(made: System, tmp_path: Path, text: str, said: str) -> None:
    leads = written(tmp_path, "l.csv", "Wer,Was\nanna@x.de,Einkauf\n")
    ended = made("import", "--leads", leads, "--mapping", written(tmp_path, "m.yaml", text))
    assert (ended.code, "Traceback" in ended.err) == (1, False)
    assert said in ended.err


def test_a_disk_that_fills_up_in_the_middle(made: System, tmp_path: Path) -> None:
    leads = written(tmp_path, "l.csv", "lead_id\n" + "".join(f"{n}\n" for n in range(40)))
    events = "".join(f"{n % 40},Page Viewed,2026-11-22,{n}\n" for n in range(30_000))
    command = (
        "import",
        "--leads",
        leads,
        "--events",
        written(tmp_path, "e.csv", "lead_id,event,occurred_at,n\n" + events),
    )
    if made.url:  # a full disk of the server is another machine's
        assert made(*command).code == 0
        return
    room = made.database.stat().st_size + 6_000_000
    process = subprocess.run(
        made.command(*command),
        env=made.environment(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
    )
    ((done, stored),) = ask(
        made, "SELECT rows_done, (SELECT count(*) FROM records_event) FROM records_import WHERE kind = 'events'"
    )
    assert process.returncode == 1
    assert process.stderr.splitlines()[-1] == (
        f"reif: {made.database}: the disk cannot be read or written; it is full, or failing; "
        f"e.csv: stopped after row {done:,}; the same command goes on there"
    )
    assert done == stored < 30_000
    assert "30,000 events new" in made(*command).out
    assert ask(made, "SELECT count(*) FROM records_event") == [(30_000,)]


def test_workbooks_of_leads_and_events(made: System, tmp_path: Path) -> None:
    people = [
        ["Kontaktnummer", "E-Mail-Adresse", "Vorname", "Nachname", "Telefon", "Mitarbeiter", "Land", "Angelegt am"],
        [1001, "anna@muster.de", "Anna", "Müller", 49301234567, 1200, "Deutschland", Shown(46000, DATE)],
        [],
        [1002, "kaputt", "Bert", None, "+49 30 2", None, None, None],
        [None, "kaputt", "X", None, None, None, None, None],
    ]
    visits = [["Lead", "Ereignis", "Datum"], [1001, "Webinar besucht", Shown(46349.395833333336, DATE_AND_TIME)]]
    leads = written(tmp_path, "l.xlsx", workbook(("Hinweise", []), ("Kontakte", people)))
    events = written(tmp_path, "e.xlsx", workbook(("Besuche", visits)))
    ended = made("import", "--leads", leads, "--events", events)
    assert ended.code == 0, ended.err
    assert "l.xlsx: Excel, sheet Kontakte (2 of 2); 3 rows" in ended.err
    assert "l.xlsx: 2 contacts new or changed, 0 known already, 1 row rejected" in ended.out
    assert "not an e-mail address: kaputt (first in row 3)" in ended.out
    assert "e.xlsx: 1 event new" in ended.out
    anna = _attributes(made, "anna@muster.de")
    assert (anna["phone"], anna["employees"], anna["country"]) == ("49301234567", 1200, "DE")
    assert anna["created_at"] == "2025-12-09T00:00:00Z"
    assert ask(made, "SELECT lead_id FROM records_contact ORDER BY id") == [("1001",), ("1002",)]
    ((at,),) = ask(made, "SELECT occurred_at FROM records_event")
    assert str(at).startswith("2026-11-23 09:30:00")
    assert "e.xlsx: imported already" in made("import", "--events", events).out


def test_vcards_become_contacts(made: System, tmp_path: Path) -> None:
    cards = [
        ["FN:Anna Müller", "N:Müller;Anna;;;", "EMAIL:anna@muster.de", "ORG:Süß;Einkauf", "TEL;TYPE=CELL:0170 1"],
        ["FN:Niemand", "TEL:1"],
        ["FN:Kaputt", "kein Feld"],
        ["FN:Bert", "EMAIL:bert@x.de", "ADR:;;;Wien;;1010;Österreich"],
    ]
    lines = [line for card in cards for line in ("BEGIN:VCARD", "VERSION:3.0", *card, "END:VCARD")]
    leads = written(tmp_path, "c.vcf", "\r\n".join(lines))
    ended = made("import", "--leads", leads)
    assert ended.code == 0, ended.err
    assert "c.vcf: vCard 3.0, UTF-8; 4 rows" in ended.err
    assert "c.vcf: 2 contacts new or changed, 0 known already, 2 rows rejected" in ended.out
    assert "nor a LinkedIn profile nor a telephone number with a name (first in row 2)" in ended.out
    assert "a line of the card is no property (NAME:VALUE) (first in row 3)" in ended.out
    assert ask(made, "SELECT name, email, company_name, country FROM records_contact ORDER BY email") == [
        ("Anna Müller", "anna@muster.de", "Süß", ""),
        ("Bert", "bert@x.de", "", "AT"),
    ]
    anna = _attributes(made, "anna@muster.de")
    assert (anna["department"], anna["phone"], anna["Mobile phone"]) == ("purchasing", "0170 1", "0170 1")
    ((raw,),) = ask(made, 'SELECT raw FROM records_importreject WHERE "row" = 3')
    assert raw == "BEGIN:VCARD\nVERSION:3.0\nFN:Kaputt\nkein Feld\nEND:VCARD"


def test_lists_of_other_kinds_are_told_which_are_read(made: System, tmp_path: Path) -> None:
    ended = made("import", "--leads", written(tmp_path, "l.xls", b"\xd0\xcf\x11\xe0"))
    assert (ended.code, "Traceback" in ended.err) == (1, False)
    assert "accepted are files that end in .csv, .jsonl, .parquet, .xlsx or .vcf" in ended.err
    ended = made("import", "--leads", written(tmp_path, "l.xlsx", b"\xd0\xcf\x11\xe0"))
    assert "l.xlsx: holds an old Office file (.xls) or one with a password; accepted is an Excel" in ended.err


ATTENDANCE = """\
Attendee Report
Topic,Webinar ID,Actual Start Time
Reife messen,1,"08/09/2026 10:45:00 AM"
Attendee Details
Attended,First Name,Last Name,Email,Join Time,Leave Time,Time in Session (minutes)
Yes,Ada,Müller,ada@muster.de,"08/09/2026 10:50:00 AM","08/09/2026 11:50:00 AM",60
Yes,Ada,Müller,ada@muster.de,"08/09/2026 11:55:00 AM","08/09/2026 12:00:00 PM",5
No,Bert,Öz,bert@muster.de,--,--,--
"""


def test_a_report_of_attendance_is_people_and_webinars(made: System, tmp_path: Path) -> None:
    report = written(tmp_path, "attendee-report.csv", ATTENDANCE)
    ended = made("import", "--leads", report, "--events", report)
    assert ended.code == 0, ended.err
    assert "looks like an export of Zoom" in ended.err
    assert ask(made, "SELECT name, email, last_activity, stage FROM records_contact ORDER BY email")[0][:3] == (
        "Ada Müller",
        "ada@muster.de",
        "Webinar Attended",
    )
    events = ask(made, "SELECT name, properties FROM records_event ORDER BY name")
    assert [name for name, _ in events] == ["Webinar Attended", "Webinar Missed"]
    attended = json.loads(events[0][1]) if isinstance(events[0][1], str) else events[0][1]
    assert attended == {"webinar": "Reife messen", "Webinar ID": "1", "minutes": "65"}
    again = made("import", "--leads", report, "--events", report)
    assert "nothing to do" in again.out


def test_an_export_of_another_system_is_named_and_the_mapping_comes_first(made: System, tmp_path: Path) -> None:
    line = "firstname,lastname,email,title,position,points,zipcode\nAda,Müller,ada@muster.de,Frau,CFO,3,10115\n"
    leads = written(tmp_path, "mautic.csv", line)
    shown = made("import", "--leads", leads, "--preview")
    assert "looks like an export of Mautic" in shown.err
    assert "title      → salutation" in shown.err
    own = written(tmp_path, "mapping.yaml", "points: title\n")
    shown = made("import", "--leads", leads, "--mapping", own, "--preview")
    assert "points     → title" in shown.err
    assert "position   → own attribute position" in shown.err


def test_a_dry_run_counts_and_leaves_nothing(made: System, lists: tuple[str, str], tmp_path: Path) -> None:
    one = written(tmp_path, "one.csv", "email,first_name\nanna@muster.de,Anja\n")
    made("import", "--leads", one)
    everything = """SELECT (SELECT count(*) FROM records_contact), (SELECT count(*) FROM records_event),
                           (SELECT count(*) FROM records_attributechange), (SELECT count(*) FROM records_import),
                           (SELECT count(*) FROM records_importreject), (SELECT count(*) FROM records_source),
                           (SELECT count(*) FROM records_identifier), (SELECT count(*) FROM records_job)"""
    before = ask(made, everything)
    ended = made("import", "--leads", lists[0], "--events", lists[1], "--source", "trial", "--dry-run")
    assert ended.code == 0, ended.err
    assert "leads.csv: 2 contacts new or changed, 0 known already, 2 rows rejected" in ended.out
    assert "leads.csv: 1 contact of them made" in ended.out
    assert "events.csv: 4 events new, 0 known already, 2 rows rejected" in ended.out
    assert "nothing was imported" in ended.out
    assert ask(made, everything) == before
    assert ask(made, "SELECT name FROM records_contact") == [("Anja",)]
    real = made("import", "--leads", lists[0], "--events", lists[1], "--source", "trial")
    assert "leads.csv: 2 contacts new or changed, 0 known already, 2 rows rejected" in real.out
