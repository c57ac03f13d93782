"""The file of a backup: a zip archive whose `manifest.json` says what is in it, and proves that it is whole."""

import fcntl
import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from reif.cli.platform import SystemRefuses

FORMAT = 1
_WORKPLACE = ".reif-"
_MANIFEST = "manifest.json"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """`made_at`: RFC 3339. `vendor`: sqlite or postgresql. `steps`: of the tables. `hashes`: SHA-256 by part."""

    format: int
    version: str
    made_at: str
    vendor: str
    steps: tuple[str, ...]
    hashes: Mapping[str, str]


@contextmanager
def workplace(beside: Path) -> Iterator[Path]:
    """A folder that only its owner may look into, on the same disk; gone at the end.

    What was left by a command that was killed goes too.
    """
    for left in beside.glob(f"{_WORKPLACE}*"):
        with suppress(OSError), _locked(left):
            shutil.rmtree(left)
    with TemporaryDirectory(prefix=_WORKPLACE, dir=beside) as folder, _locked(Path(folder)):
        yield Path(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Raises OSError where another command is at work in it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def write(
    target: Path,
    parts: Mapping[str, Path],
    work: Path,
    *,
    version: str,
    made_at: str,
    vendor: str,
    steps: tuple[str, ...],
) -> None:
    """Put the parts into one file that appears whole, readable by its owner alone, after it was read again.

    Raises OSError, which names the target, where the disk has no room.
    """
    hashes = {name: _hash_of(part) for name, part in parts.items()}
    manifest = Manifest(FORMAT, version, made_at, vendor, steps, hashes)
    fresh = work / "archive"
    with _on_the_disk_of(target):
        _zip({_MANIFEST: json.dumps(asdict(manifest), indent=2) + "\n"}, parts, fresh)
    with opened(fresh) as (_, archive):
        verify(archive, manifest, target)
    fresh.replace(target)


def _zip(texts: Mapping[str, str], parts: Mapping[str, Path], fresh: Path) -> None:
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, text in texts.items():
                archive.writestr(name, text)
            for name, part in parts.items():
                archive.write(part, name)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def _on_the_disk_of(target: Path) -> Iterator[None]:
    """What the disk refuses to a file that is open names no file by itself."""
    try:
        yield
    except OSError as error:
        error.filename = str(target)
        raise


@contextmanager
def opened(file: Path) -> Iterator[tuple[Manifest, zipfile.ZipFile]]:
    """A backup and what it says of itself. Raises SystemRefuses for a file that is none, or of a later format."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield _manifest(archive, file), archive
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise SystemRefuses(f"{file}: is not a backup of reif, or is damaged") from None


def verify(archive: zipfile.ZipFile, manifest: Manifest, file: Path) -> None:
    """Read every part again. Raises SystemRefuses if one is not what the manifest says."""
    for name, expected in manifest.hashes.items():
        with _part(archive, name, file) as stream:
            if _digest(stream) != expected:
                raise SystemRefuses(f"{file}: is damaged ({name} is not what was written)")


def extract(archive: zipfile.ZipFile, manifest: Manifest, name: str, target: Path, file: Path) -> None:
    """Write a part to the disk, readable by its owner alone, and see that it is whole. Raises SystemRefuses."""
    digest = hashlib.sha256()
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with _part(archive, name, file) as stream, os.fdopen(descriptor, "wb") as out:
        while piece := stream.read(_PIECE):
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != manifest.hashes[name]:
        raise SystemRefuses(f"{file}: is damaged ({name} is not what was written)")


def _manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        read = json.loads(archive.read(_MANIFEST))
        if read["format"] > FORMAT:
            raise SystemRefuses(
                f"{file}: is a backup of a newer version of reif ({read['version']}); install that version"
            )
        return Manifest(**(read | {"steps": tuple(read["steps"])}))
    except (KeyError, TypeError, json.JSONDecodeError):
        raise SystemRefuses(f"{file}: is not a backup of reif, or is damaged") from None


@contextmanager
def _part(archive: zipfile.ZipFile, name: str, file: Path) -> Iterator[IO[bytes]]:
    try:
        with archive.open(name) as stream:
            yield stream
    except KeyError:
        raise SystemRefuses(f"{file}: is damaged ({name} is missing)") from None


def _hash_of(part: Path) -> str:
    with part.open("rb") as stream:
        return _digest(stream)


def _digest(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()
