"""What made-up firms are called and what they do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    """An industry: so many in a hundred firms, how well it suits the seller (0-1), what its firms are called."""

    industry: str
    share: int
    suits: float
    words: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TRADES = (
    Trade("Maschinenbau", 20, 1.0, ("Fördertechnik", "Anlagenbau", "Werkzeuge", "Krane", "Präzision", "Pressen")),
    Trade("Intralogistik", 10, 1.0, ("Logistik", "Lagertechnik", "Spedition")),
    Trade("Lebensmittel", 10, 0.8, ("Lebensmittel", "Molkerei", "Backwaren", "Konserven")),
    Trade("Getränke", 5, 0.8, ("Getränke", "Brunnen", "Brauerei")),
    Trade("Verpackung", 8, 0.9, ("Verpackung", "Kartonagen", "Folien")),
    Trade("Kunststoffverarbeitung", 7, 0.7, ("Kunststoffe", "Spritzguss")),
    Trade("Metallverarbeitung", 9, 0.8, ("Metallbau", "Blechtechnik", "Gießerei", "Optik")),
    Trade("Automobilzulieferer", 6, 0.7, ("Fahrzeugteile", "Dichtungen", "Federn")),
    Trade("Medizintechnik", 5, 0.6, ("Medizintechnik", "Labortechnik")),
    Trade("Elektronik", 5, 0.6, ("Elektronik", "Messtechnik", "Sensorik")),
    Trade("Möbelindustrie", 4, 0.6, ("Möbelwerke", "Küchen")),
    Trade("Pharma und Chemie", 4, 0.5, ("Pharma", "Chemie")),
    Trade("Baustoffe und Glas", 3, 0.5, ("Bau", "Glas", "Baustoffe")),
    Trade("Energie", 2, 0.3, ("Energie",)),
    Trade("Unternehmensberatung", 2, 0.1, ("Beratung", "Ingenieure")),
)
BEGINNINGS = _words(
    "Hall Velm Kalten Oster Quendel Traut Lind Tann Roth Senk Fahren Auer Ilsen Sirn Eschen Haber Dünen Morgen "
    "Birken Ellern Farn Ginster Hasel Holder Jung Karlen Lauber Meisen Nebel Otter Pappel Quell Rauten Schlehen "
    "Thal Ulmen Wachol Zeisig Falken Amsel"
)
ENDINGS = _words(
    "stein mer rieth fink bach moor hage wald kamm furt beck winkel brink nitz grund moos hof rain holt egg see "
    "lohe kirch au"
)
LEGAL_FORMS = {
    "DE": ("GmbH", "GmbH", "GmbH & Co. KG", "GmbH & Co. KG", "AG", "KG", "SE"),
    "AT": ("GmbH", "GmbH", "GmbH & Co KG", "AG"),
    "CH": ("AG", "AG", "GmbH"),
}
OF_FAMILIES = ("{} & Sohn", "Gebrüder {}", "{} & Töchter", "{}")
COMPETITORS = (("Konkurra Antriebe GmbH", "competitor.example"), ("Rollwerk Nord GmbH", "rollwerk-nord.example"))
UNIVERSITIES = ("hs-auerfeld", "th-lindental", "uni-osterwald", "fh-kaltenbrunn")
PRIVATE_MAIL = ("gmx.example", "outlook.example", "hotmail.example", "yahoo.example", "live.example")
