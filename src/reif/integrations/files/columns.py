"""Which columns of a file are read."""

from collections.abc import Collection, Iterator, Sequence

from reif.integrations.files.kinds import FileError

_SHOWN = 30


class AnyName(Collection[str]):
    """As wanted columns: all that have a name."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(name.strip())

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def present(file: str, names: Sequence[str], *, wanted: Collection[str], required: Collection[str]) -> list[str]:
    """The wanted columns that the file has, in its order.

    Raises FileError if a required one is missing or a wanted one comes twice.
    """
    for name in required:
        if name not in names:
            raise FileError(file, f"the column {name} is missing; the columns are {_listed(names)}")
    found = [name for name in names if name in wanted]
    for name in found:
        if found.count(name) > 1:
            raise FileError(file, f"the column {name} comes twice; accepted are columns of different names")
    return found


def unnamed(names: Sequence[str]) -> str:
    """How many columns have no name, as the end of what was detected; empty if all have one."""
    count = sum(not name.strip() for name in names)
    return {0: "", 1: ", a column without a name"}.get(count, f", {count} columns without a name")


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(name or "(without a name)" for name in names[:_SHOWN])
    more = len(names) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown or "none"
