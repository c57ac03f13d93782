"""What an Excel workbook unpacks to, found out before it is opened: its reader takes the memory at once."""

import struct
import zlib
from pathlib import Path
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from reif.integrations.files.kinds import FileError
from reif.integrations.files.progress import Progress
from reif.integrations.files.sheet_size import Reader, SharedTexts, SheetSize, TooLarge
from reif.rules.problems import shown

MAX_UNPACKED_MB = 500
_SHEETS, _SHARED_TEXTS = "xl/worksheets/", "xl/sharedstrings.xml"
_CHUNK = 1 << 20
_UNREADABLE = (EOFError, LookupError, NotImplementedError, RuntimeError, ValueError)
_ACCEPTED = "accepted is an Excel workbook (.xlsx)"


def check_size(file: str, source: Path, progress: Progress) -> None:
    """Raise FileError for what is no workbook, is damaged, or takes too much.

    It may unpack to 500 MB, and a sheet may span 20 million cells and hold 500 MB of text.
    """
    try:
        with ZipFile(source) as archive:
            parts = archive.infolist()
            _check_parts(file, parts)
            _check_sheets(archive, parts, progress)
    except FileError:
        raise
    except TooLarge as error:
        raise FileError(file, str(error)) from None
    except (BadZipFile, zlib.error, struct.error, expat.ExpatError, *_UNREADABLE) as error:
        raise FileError(file, f"is damaged or cut off; {_ACCEPTED}: {shown(str(error), 200)}") from None


def _check_parts(file: str, parts: list[ZipInfo]) -> None:
    if not any(part.filename.startswith("xl/") for part in parts):
        raise FileError(file, f"holds a ZIP archive without a workbook; {_ACCEPTED}")
    unpacked_mb = sum(part.file_size for part in parts) // 1_000_000
    if unpacked_mb > MAX_UNPACKED_MB:
        raise FileError(file, f"unpacks to {unpacked_mb:,} MB; accepted are up to {MAX_UNPACKED_MB} MB")


def _check_sheets(archive: ZipFile, parts: list[ZipInfo], progress: Progress) -> None:
    texts = SharedTexts()
    readers: list[tuple[ZipInfo, Reader]] = []
    readers += [(part, texts) for part in parts if part.filename.lower() == _SHARED_TEXTS][:1]
    readers += [(part, SheetSize(texts)) for part in parts if part.filename.startswith(_SHEETS) and not part.is_dir()]
    total, done = sum(part.file_size for part, _ in readers), 0
    for part, reader in readers:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                reader.feed(chunk)
                done += len(chunk)
                progress(done, total)
