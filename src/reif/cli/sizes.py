"""Sizes of files as people read them."""

_THOUSAND = 1000


def size_of(count: int) -> str:
    """Bytes in words: `512 bytes`, `1.2 MB`."""
    size, unit = float(count), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if size < _THOUSAND:
            break
        size, unit = size / _THOUSAND, larger
    return f"{count} bytes" if unit == "bytes" else f"{size:.1f} {unit}"
