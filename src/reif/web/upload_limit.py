"""No upload fills the disk: what is larger than anything that is taken is read past, also of strangers."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from reif.list_importing import MOST_BYTES

_OF_THE_FORM = 1_000_000
"""What a request may have beside its file."""


def is_too_large(request: HttpRequest) -> bool:
    """Whether the files of the request were read past, so that they are missing."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdigit() and int(length) > MOST_BYTES + _OF_THE_FORM


class UploadLimit(FileUploadHandler):
    """The first of the handlers; the others get what it lets through."""

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """Raises StopUpload."""
        super().new_file(*arguments, **named)
        if self.request is not None and is_too_large(self.request):
            raise StopUpload(connection_reset=False)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """On to the others."""
        del start
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The file is one of the others'."""
        del file_size
