"""The team that sells in the made-up world, and who of it a contact belongs to."""

from reif.simulation.world import Colleague, Firm

LOGIN, MARKETING = "demo@reif.example", "emre.sander@reif.example"
TEAM = (
    Colleague(LOGIN, "Jana Reuter", "admin"),
    Colleague("malte.bering@reif.example", "Malte Bering", "sales"),
    Colleague("tugba.kilic@reif.example", "Tuğba Kılıç", "sales"),
    Colleague("anke.vollmer@reif.example", "Anke Vollmer", "manager"),
    Colleague(MARKETING, "Emre Sander", "marketing"),
)
SELLERS = tuple(colleague.email for colleague in TEAM if colleague.may_sell)


def seller_of(firm: Firm | None, index: int) -> str:
    """All contacts of a firm have the same salesperson."""
    return SELLERS[(index if firm is None else firm.number) % len(SELLERS)]
