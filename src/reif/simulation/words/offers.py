"""The seller of the made-up world, Tannhoff Fördertechnik: what it sells, writes, shows and where it meets people."""

from dataclasses import dataclass

SELLER = "Tannhoff Fördertechnik"
PRODUCTS = ("Baukasten L", "Baukasten F", "Umrüstsatz R", "Leitstand")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the seller's website."""

    path: str
    title: str


FRONT = Page("/", "Tannhoff Fördertechnik")
PRODUCT_PAGES = (
    Page("/produkte/baukasten-l", "Baukasten L: Linearachsen"),
    Page("/produkte/baukasten-f", "Baukasten F: Förderstrecken"),
    Page("/produkte/umruestsatz-r", "Umrüstsatz R"),
    Page("/produkte/leitstand", "Leitstand: Zustand im Blick"),
    Page("/produkte/vergleich", "Vergleich der Baukästen"),
    Page("/service/ersatzteile", "Ersatzteile"),
    Page("/service/schnittstellen", "Schnittstellen"),
    Page("/rechner/stillstand", "Was Stillstand kostet"),
)
PRICE_PAGES = (
    Page("/preise", "Preise"),
    Page("/preise/baukasten-l", "Preise Baukasten L"),
    Page("/preise/umruestsatz-r", "Preise Umrüstsatz R"),
)
READING_PAGES = (
    Page("/blog/energie-an-der-strecke", "Energie sparen an der Förderstrecke"),
    Page("/blog/ersatzteile-planen", "Ersatzteile planen statt suchen"),
    Page("/blog/sicherheit-im-umbau", "Sicher umbauen im laufenden Betrieb"),
    Page("/referenzen/molkerei", "Referenz: eine Molkerei rüstet um"),
    Page("/referenzen/moebelwerk", "Referenz: ein Möbelwerk fördert leiser"),
    Page("/wissen/lastenheft", "Das Lastenheft für Fördertechnik"),
    Page("/ueber-uns", "Über uns"),
)
JOB_PATHS = ("/karriere/servicetechnik", "/karriere/konstruktion", "/karriere/vertrieb", "/karriere/werkstudium")
REFERRERS = ("", "", "https://suche.example/", "https://suche.example/", "https://fachportal.example/foerdertechnik")


@dataclass(frozen=True, slots=True)
class Content:
    """Something to load."""

    name: str
    kind: str


CONTENTS = (
    Content("Leitfaden: Wartung planen", "white_paper"),
    Content("Leitfaden: Stillstand berechnen", "white_paper"),
    Content("Muster: Lastenheft Fördertechnik", "white_paper"),
    Content("Referenz: Molkerei, Umbau an einem Wochenende", "case"),
    Content("Referenz: Möbelwerk, 6 dB leiser", "case"),
    Content("Beitrag: Sieben Fragen vor dem Umrüsten", "blog_post"),
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something on a fixed day of the year: the `week`-th such `weekday` (0 is Monday) of a month, for so many days."""

    name: str
    month: int
    week: int
    weekday: int
    days: int = 1


FAIRS = (
    Occasion("Fördertage Stuttgart", 3, 2, 1, 3),
    Occasion("Industrieforum Linz", 5, 3, 1, 3),
    Occasion("Produktionsschau Winterthur", 9, 3, 1, 3),
    Occasion("Automatisierungstage Nürnberg", 10, 1, 1, 3),
)
WEBINARS = tuple(
    Occasion(name, month, 2, 3)
    for name, months in (
        ("Umrüsten ohne Stillstand", (1, 4, 10)),
        ("Energie sparen an der Förderstrecke", (2, 6, 11)),
        ("Zustandsüberwachung in 40 Minuten", (3, 9)),
        ("Ersatzteile planen", (5, 12)),
    )
    for month in months
)
CAMPAIGNS = (
    Occasion("Frühjahrsaktion Umrüsten", 4, 1, 1, 10),
    Occasion("Herbstaktion Leitstand", 10, 3, 1, 10),
)
NEWSLETTER_LINKS = (
    "https://tannhoff.example/blog/energie-an-der-strecke",
    "https://tannhoff.example/referenzen/molkerei",
    "https://tannhoff.example/produkte/leitstand",
    "https://tannhoff.example/rechner/stillstand",
)
