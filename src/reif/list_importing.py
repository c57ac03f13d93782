"""Lists that people send by the browser: kept, read, tried and imported by jobs, stopped and taken up again.

Sibling of `lifecycle`. All arguments are by keyword; times are aware and given by the caller. `by`: the user who does
it.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from reif.capture import previewing
from reif.capture.importing import ImportedElsewhere, List, begin, carry_on, reader_of, rehearse
from reif.capture.list_detection import columns_of, kind_of
from reif.import_people import Directory
from reif.integrations.files.fingerprint import fingerprint
from reif.integrations.files.kinds import LISTS, FileError
from reif.integrations.files.reading import open_table
from reif.integrations.files.table import Table
from reif.jobs.operations import enqueue
from reif.jobs.running import Running
from reif.records.models import Import, Job, Source, Upload, UploadPart, User
from reif.rules.headers import SOURCE, Kind
from reif.rules.texts import clean, shortened

READ, REHEARSE, IMPORT = "read-list", "rehearse-list", "import-list"
MOST_BYTES = 200_000_000
KEPT_FOR = timedelta(days=7)
_PART_BYTES = 1_000_000
_TELLS_EVERY_SECONDS = 0.5
_OF_READING = 0.3
"""So much of a job is to read the file, as it is told."""


class Refused(ValueError):
    """A list cannot be taken; the message says why, and what would be accepted."""


class Unreadable(ValueError):
    """A file holds no list; the message says why."""


class Stopped(Exception):
    """Somebody stopped the import; what is stored stays, and it goes on if it is asked to."""


def keep(*, name: str, parts: Iterable[bytes], by: User | None, at: datetime) -> Upload:
    """Keep a file that comes in parts, and have it read. Nothing of it is held in memory. Raises Refused."""
    file_name = shortened(clean(Path(name).name), 500)
    if Path(file_name).suffix.lower().removeprefix(".") not in LISTS:
        endings = ", ".join(f".{each}" for each in LISTS)
        raise Refused(f"its name does not say what it is; accepted are files that end in {endings}")
    upload = Upload.objects.create(file_name=file_name, source=SOURCE, uploaded_at=at, uploaded_by=by)
    try:
        for number, data in enumerate(_megabytes(parts)):
            upload.size += len(data)
            if upload.size > MOST_BYTES:
                raise Refused(too_large())
            UploadPart.objects.create(of=upload, number=number, data=data)
    except BaseException:
        upload.delete()
        raise
    with transaction.atomic():
        upload.whole_at = at
        upload.save(update_fields=["size", "whole_at"])
        _ask(READ, upload, by, at)
    return upload


def too_large() -> str:
    """Why a file of more than MOST_BYTES is not taken."""
    return f"has over {MOST_BYTES // 1_000_000} MB; accepted are up to that many"


def choose(*, upload: Upload, kind: Kind, mapping: Mapping[str, str | None], source: str) -> bool:
    """Say how the list is to be imported; whether that is new. What was tried with another choice is forgotten."""
    chosen = {"kind": kind.value, "mapping": dict(mapping), "source": source}
    with transaction.atomic():
        held = Upload.objects.select_for_update().get(pk=upload.pk)
        if held.of_id is not None or all(getattr(held, name) == value for name, value in chosen.items()):
            return False
        Upload.objects.filter(pk=held.pk).update(rehearsal=None, **chosen)
    return True


def ask_to_rehearse(*, upload: Upload, by: User | None, at: datetime) -> Job:
    """Have it tried what the import would do."""
    with transaction.atomic():
        return _ask(REHEARSE, upload, by, at)


def ask_to_import(*, upload: Upload, by: User | None, at: datetime) -> Job:
    """Have it imported, or go on where it was stopped."""
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(stopped_at=None)
        return _ask(IMPORT, upload, by, at)


def stop(*, upload: Upload, at: datetime) -> None:
    """Have the import stop after the rows that are under way."""
    Upload.objects.filter(pk=upload.pk, stopped_at=None).update(stopped_at=at)


def discard(*, upload: Upload) -> None:
    """Forget a list that was not imported."""
    Upload.objects.filter(pk=upload.pk, of=None).delete()


def forget_job(running: Running) -> dict[str, object]:
    """The job that forgets what nobody imported within a week."""
    old = Upload.objects.filter(uploaded_at__lt=running.now() - KEPT_FOR)
    return {"uploads": old.delete()[1].get("records.Upload", 0)}


def read_job(running: Running) -> dict[str, object]:
    """The job that reads a list: `{"upload": its number}`."""
    upload = _upload(running)
    if upload is None:
        return {}
    try:
        with _opened(upload, _Telling(running, upload, 0.0, 1.0)) as opened:
            found, kind = _found(opened.table), kind_of(list(opened.table.columns))
    except Unreadable as error:
        Upload.objects.filter(pk=upload.pk).update(problem=shortened(str(error), 1000))
        return {}
    Upload.objects.filter(pk=upload.pk, found__isnull=True).update(found=found, kind=kind.value)
    return {}


def rehearse_job(running: Running) -> dict[str, object]:
    """The job that tries an import: `{"upload": its number}`; anew where something else is chosen meanwhile."""
    upload = _upload(running)
    while upload is not None and not _kept(upload, _rehearsed(upload, running)):
        upload = _upload(running)
    return {}


def _rehearsed(upload: Upload, running: Running) -> dict[str, object]:
    with _opened(upload, _Telling(running, upload, 0.0, _OF_READING)) as opened:
        of = opened.list()
        found = rehearse(
            of=of,
            source=upload.source,
            reader=reader_of(of),
            people=Directory(),
            at=running.now(),
            advance=_Telling(running, upload, _OF_READING, 1.0),
        )
    reasons = [(why, count, first) for why, (count, first) in found.reasons.items()]
    reasons.sort(key=lambda each: (-each[1], each[0]))
    return {"accepted": found.accepted, "known": found.known, "made": found.made, "reasons": reasons}


def _kept(upload: Upload, rehearsal: dict[str, object]) -> bool:
    """False: it was tried with what is no longer chosen."""
    with transaction.atomic():
        held = Upload.objects.select_for_update().filter(pk=upload.pk).first()
        if held is None or held.of_id is not None:
            return True
        if (held.kind, held.mapping, held.source) != (upload.kind, upload.mapping, upload.source):
            return False
        held.rehearsal = rehearsal
        held.save(update_fields=["rehearsal"])
        return True


def import_job(running: Running) -> dict[str, object]:
    """The job that imports: `{"upload": its number}`. It goes on where it was; the file is gone when it is done."""
    upload = _upload(running)
    if upload is None:
        return {}
    try:
        with _opened(upload, _Telling(running, upload, 0.0, _OF_READING)) as opened:
            of = opened.list()
            begun = _begun(upload, of, running)
            if begun.finished_at is None:
                advance = _Telling(running, upload, _OF_READING, 1.0)
                carry_on(of=of, to=begun, reader=reader_of(of), people=Directory(), clock=running.now, advance=advance)
    except Stopped:
        return {"stopped": True}
    except ImportedElsewhere:
        return {"elsewhere": True}
    with transaction.atomic():
        UploadPart.objects.filter(of=upload).delete()
        Upload.objects.filter(pk=upload.pk).update(found=None, rehearsal=None)
    return {"import": begun.pk}


def _begun(upload: Upload, of: List, running: Running) -> Import:
    at = running.now()
    with transaction.atomic():
        source, _ = Source.objects.get_or_create(name=upload.source, defaults={"created_at": at})
        begun = begin(of=of, source=source, by=running.job.by, at=at)
        Upload.objects.filter(pk=upload.pk).update(of=begun)
    return begun


@dataclass(frozen=True, slots=True)
class _Opened:
    """The file, read into a folder that lasts as long as it is used."""

    upload: Upload
    table: Table
    path: Path

    def list(self) -> List:
        """As it was chosen to be imported."""
        kind = Kind(self.upload.kind)
        columns = columns_of(self.table.columns, kind, self.upload.mapping).columns
        return List(kind, self.table, columns, self.upload.file_name, fingerprint(self.path))


@contextmanager
def _opened(upload: Upload, advance: "_Telling") -> Iterator[_Opened]:
    with TemporaryDirectory(prefix="reif-") as folder:
        path = Path(folder, f"list{Path(upload.file_name).suffix.lower()}")
        with path.open("wb") as file:
            for part in UploadPart.objects.filter(of=upload).order_by("number").iterator(chunk_size=8):
                file.write(part.data)
        spool = Path(folder, "spool")
        spool.mkdir()
        try:
            table = open_table(str(path), spool=spool, wanted=None, progress=advance)
        except FileError as error:
            raise Unreadable(str(error).removeprefix(f"{path}: ")) from None  # not where it was read
        yield _Opened(upload, table, path)


def _found(table: Table) -> dict[str, object]:
    """What the pages show of a list before it is imported."""
    headers = [name for name in table.columns if name.strip()]
    samples = previewing.samples(headers, previewing.first_rows(table))
    return {
        "detected": table.detected,
        "rows": table.rows,
        "columns": [
            {"header": clean(header), "samples": [clean(each) for each in samples[header]]} for header in headers
        ],
    }


class _Telling:
    """How far a job has come, between two shares of it; told every half second. Raises Stopped once it is stopped."""

    def __init__(self, running: Running, upload: Upload, begins: float, ends: float) -> None:
        self._running, self._upload, self._begins, self._ends = running, upload, begins, ends
        self._told = 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._told < _TELLS_EVERY_SECONDS:
            return
        self._told = time.monotonic()
        share = min(done / total, 1.0) if total else 1.0
        self._running.progress(self._begins + (self._ends - self._begins) * share)
        if self._running.job.kind == IMPORT and Upload.objects.filter(pk=self._upload.pk, stopped_at=None).count() == 0:
            raise Stopped


def _upload(running: Running) -> Upload | None:
    """None: it was discarded meanwhile."""
    return Upload.objects.filter(pk=running.arguments["upload"]).exclude(whole_at=None).first()


def _ask(kind: str, upload: Upload, by: User | None, at: datetime) -> Job:
    return enqueue(kind=kind, arguments={"upload": upload.pk}, key=f"{upload.pk}", by=by, at=at)


def _megabytes(parts: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for part in parts:
        held += part
        while len(held) >= _PART_BYTES:
            yield bytes(held[:_PART_BYTES])
            del held[:_PART_BYTES]
    if held:
        yield bytes(held)
