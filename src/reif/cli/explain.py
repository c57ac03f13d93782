"""`reif explain`: why one lead has its score."""


def explain() -> None: ...
