"""A list that somebody of the made-up team imported: it says of contacts where their firms are in the web, and has
flaws.
"""

import csv
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from reif.capture.importing import List, begin, carry_on, reader_of
from reif.import_people import Directory
from reif.integrations.files.fingerprint import fingerprint
from reif.integrations.files.reading import open_table
from reif.records.models import Contact, Import, Source, User
from reif.rules.headers import Kind, detected

LISTED = "Vorführwelt, Messekontakte"
_FILE = "messekontakte.csv"
_AGO = timedelta(days=8, hours=3)
_CONTACTS = 34
_HEADERS = ("Vorname", "Nachname", "E-Mail", "Firma", "Website")
_UNUSABLE = (
    ("Petra", "Wiesner", "petra.wiesner(at)halle-nord.example", "Halle Nord", ""),
    ("Uwe", "Brandl", "", "Brandl Fördern", "https://www.brandl.example"),
    ("Ines", "Kolb", "nachfragen", "", ""),
)


def add_list(by: User, at: datetime) -> Import:
    """Import it as of some days before `at`: contacts that were known then, one of them twice, and some of nobody."""
    then = at - _AGO
    source, _ = Source.objects.get_or_create(name=LISTED, defaults={"created_at": then})
    with TemporaryDirectory() as folder:
        path = Path(folder) / _FILE
        _write(path, then)
        spool = Path(folder) / "spool"
        spool.mkdir()
        table = open_table(str(path), spool=spool, wanted=None)
        columns = detected([*table.columns], Kind.LEADS, {})
        of = List(Kind.LEADS, table, columns, _FILE, fingerprint(path))
        begun = begin(of=of, source=source, by=by, at=then)
        ended = then + timedelta(seconds=2)
        return carry_on(of=of, to=begun, reader=reader_of(of), people=Directory(), clock=lambda: ended)


def forget_list() -> None:
    """What became of its rows is gone with the contacts."""
    Import.objects.filter(source__name=LISTED).delete()
    Source.objects.filter(name=LISTED, events=None, attribute_changes=None, consents=None).delete()


def _write(path: Path, then: datetime) -> None:
    known = Contact.objects.filter(is_simulated=True, created_at__lte=then).exclude(company=None).exclude(email="")
    rows = [_row(contact, place) for place, contact in enumerate(known.order_by("-created_at", "id")[:_CONTACTS])]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_HEADERS)
        writer.writerows([*rows[:5], _UNUSABLE[0], *rows[5:20], _UNUSABLE[1], *rows[20:], *rows[:1], _UNUSABLE[2]])


def _row(contact: Contact, place: int) -> tuple[str, ...]:
    """What is known of the contact; of most also the address of their firm's pages, which is news."""
    known = contact.attributes
    said = tuple(str(known.get(name, "")) for name in ("first_name", "last_name", "email", "company"))
    domain = known.get("company_domain", "")
    return (*said, f"https://www.{domain}" if domain and place % 5 else "")
