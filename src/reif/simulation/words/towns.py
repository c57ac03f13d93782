"""Towns with a postal code that is theirs, and the fictional telephone numbers nearest to them.

Numbers are from the ranges that the Bundesnetzagentur keeps for films and books; it keeps none abroad, so Austrian and
Swiss contacts bear German ones.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Town:
    """`exchange`: area code and first digits of a reserved block of a thousand numbers."""

    name: str
    postal_code: str
    region: str
    country: str
    exchange: str


_EXCHANGES = {
    "Berlin": "30 23125",
    "Frankfurt": "69 90009",
    "Hamburg": "40 66969",
    "Köln": "221 4710",
    "München": "89 99998",
}
_NEAREST = {
    "Baden-Württemberg": "Frankfurt",
    "Bayern": "München",
    "Berlin": "Berlin",
    "Brandenburg": "Berlin",
    "Bremen": "Hamburg",
    "Hamburg": "Hamburg",
    "Hessen": "Frankfurt",
    "Mecklenburg-Vorpommern": "Hamburg",
    "Niedersachsen": "Hamburg",
    "Nordrhein-Westfalen": "Köln",
    "Rheinland-Pfalz": "Frankfurt",
    "Saarland": "Frankfurt",
    "Sachsen": "Berlin",
    "Sachsen-Anhalt": "Berlin",
    "Schleswig-Holstein": "Hamburg",
    "Thüringen": "Berlin",
}
_GERMANY = """
Offenbach 63065 Hessen|Kassel 34117 Hessen|Gießen 35390 Hessen|Hanau 63450 Hessen|Fulda 36037 Hessen
Darmstadt 64283 Hessen|Heilbronn 74072 Baden-Württemberg|Aalen 73430 Baden-Württemberg|Ulm 89073 Baden-Württemberg
Reutlingen 72764 Baden-Württemberg|Offenburg 77652 Baden-Württemberg|Göppingen 73033 Baden-Württemberg
Stuttgart 70173 Baden-Württemberg|Villingen-Schwenningen 78050 Baden-Württemberg|Karlsruhe 76133 Baden-Württemberg
Ravensburg 88212 Baden-Württemberg|Tuttlingen 78532 Baden-Württemberg|Augsburg 86150 Bayern|Ingolstadt 85049 Bayern
Regensburg 93047 Bayern|Nürnberg 90402 Bayern|Schweinfurt 97421 Bayern|Rosenheim 83022 Bayern|Kempten 87435 Bayern
Passau 94032 Bayern|Bamberg 96047 Bayern|Bielefeld 33602 Nordrhein-Westfalen|Paderborn 33098 Nordrhein-Westfalen
Gütersloh 33330 Nordrhein-Westfalen|Siegen 57072 Nordrhein-Westfalen|Hagen 58095 Nordrhein-Westfalen
Düren 52349 Nordrhein-Westfalen|Krefeld 47798 Nordrhein-Westfalen|Münster 48143 Nordrhein-Westfalen
Dortmund 44135 Nordrhein-Westfalen|Köln 50667 Nordrhein-Westfalen|Iserlohn 58636 Nordrhein-Westfalen
Osnabrück 49074 Niedersachsen|Oldenburg 26122 Niedersachsen|Celle 29221 Niedersachsen|Hildesheim 31134 Niedersachsen
Wolfsburg 38440 Niedersachsen|Göttingen 37073 Niedersachsen|Lingen 49808 Niedersachsen|Bremen 28195 Bremen
Lübeck 23552 Schleswig-Holstein|Kiel 24103 Schleswig-Holstein|Hamburg 20095 Hamburg|Berlin 10115 Berlin
Schwerin 19053 Mecklenburg-Vorpommern|Rostock 18055 Mecklenburg-Vorpommern|Cottbus 03046 Brandenburg
Chemnitz 09111 Sachsen|Zwickau 08056 Sachsen|Bautzen 02625 Sachsen|Dresden 01067 Sachsen|Leipzig 04109 Sachsen
Magdeburg 39104 Sachsen-Anhalt|Halberstadt 38820 Sachsen-Anhalt|Jena 07743 Thüringen|Gera 07545 Thüringen
Erfurt 99084 Thüringen|Koblenz 56068 Rheinland-Pfalz|Kaiserslautern 67655 Rheinland-Pfalz|Trier 54290 Rheinland-Pfalz
Saarbrücken 66111 Saarland|Neunkirchen 66538 Saarland
"""
_AUSTRIA = """
Linz 4020 Oberösterreich|Wels 4600 Oberösterreich|Steyr 4400 Oberösterreich|Graz 8010 Steiermark
Kapfenberg 8605 Steiermark|Leoben 8700 Steiermark|Dornbirn 6850 Vorarlberg|Bludenz 6700 Vorarlberg
Wien 1010 Wien|Amstetten 3300 Niederösterreich|Salzburg 5020 Salzburg|Innsbruck 6020 Tirol|Villach 9500 Kärnten
"""
_SWITZERLAND = """
Winterthur 8400 Zürich|Zürich 8001 Zürich|Aarau 5000 Aargau|Baden 5400 Aargau|Olten 4600 Solothurn|Thun 3600 Bern
Biel 2502 Bern|Frauenfeld 8500 Thurgau|Rorschach 9400 St.\u00a0Gallen|Schaffhausen 8200 Schaffhausen|Zug 6300 Zug
Luzern 6003 Luzern
"""


def _towns(listed: str, country: str) -> tuple[Town, ...]:
    found = []
    for line in listed.strip().replace("\n", "|").split("|"):
        name, postal_code, region = line.split(" ")
        exchange = _EXCHANGES[_NEAREST.get(region, "München")]
        found.append(Town(name, postal_code, region.replace("\u00a0", " "), country, exchange))
    return tuple(found)


GERMANY, AUSTRIA, SWITZERLAND = _towns(_GERMANY, "DE"), _towns(_AUSTRIA, "AT"), _towns(_SWITZERLAND, "CH")
FARTHER = (
    Town("Eindhoven", "5611", "", "NL", _EXCHANGES["Köln"]),
    Town("Straßburg", "67000", "", "FR", _EXCHANGES["Frankfurt"]),
    Town("Bozen", "39100", "", "IT", _EXCHANGES["München"]),
    Town("Breslau", "50-001", "", "PL", _EXCHANGES["Berlin"]),
    Town("Brünn", "602 00", "", "CZ", _EXCHANGES["München"]),
)
