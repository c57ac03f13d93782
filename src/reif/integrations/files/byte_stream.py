"""Chunks of bytes as a file to read from."""

from collections.abc import Iterator


class ByteStream:
    """Reads exactly as much as asked for, until the chunks end: Arrow takes what it gets for one block."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""
        self.closed = False

    def read(self, size: int) -> bytes:
        """The next bytes; fewer than asked for only at the end."""
        parts, length = [self._rest], len(self._rest)
        while length < size and (chunk := next(self._chunks, None)) is not None:
            parts.append(chunk)
            length += len(chunk)
        joined = b"".join(parts)
        self._rest = joined[size:]
        return joined[:size]

    def close(self) -> None:
        """No more is read."""
        self.closed = True
