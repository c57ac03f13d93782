"""Whether an e-mail is of such a service."""

from functools import cache

from reif.rules.emails import domain_of


def is_disposable(address: str) -> bool:
    """Whether the domain of the address, or one above it, is of a service for addresses that are thrown away."""
    labels = domain_of(address).lower().split(".")
    return any(".".join(labels[start:]) in _domains() for start in range(len(labels) - 1))


@cache
def _domains() -> frozenset[str]:
    from disposable_email_domains import blocklist  # thousands of names: loaded once somebody sends a form

    return frozenset(blocklist)
