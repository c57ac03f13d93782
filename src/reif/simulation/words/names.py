"""Names as one meets them in German, Austrian and Swiss firms. Any likeness to a person is chance."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Where names come from: so many in a hundred, first names of women and of men, family names."""

    share: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    family: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_GERMAN = Origin(
    share=76,
    women=_words(
        "Annika Friederike Carolin Ruth Beate Hanna Ines Katrin Silke Birgit Svenja Ulrike Heike Martina "
        "Sabine Nadine Stefanie Melanie Julia Lena Franziska Johanna Theresa Antje Petra Claudia Gudrun "
        "Marlene Verena Kerstin Tanja Eva Miriam Dorothea Hedwig Regina Angelika Bettina Cornelia Daniela "
        "Elisabeth Frauke Gesine Henrike Iris Judith Karin Luise Magdalena Nele Paula Rebekka Simone Tabea "
        "Vanessa Wiebke"
    ),
    men=_words(
        "Markus Henning Jonas Tobias Wolfgang Gregor Oliver Malte Falk Thomas Michael Andreas Stefan "
        "Christian Martin Frank Jürgen Bernd Uwe Ralf Matthias Florian Sebastian Daniel Alexander Felix Lukas "
        "Maximilian Philipp Dominik Georg Johannes Karl Konrad Lorenz Moritz Norbert Peter Rainer Rüdiger "
        "Simon Sven Till Torsten Ulrich Volker Werner Arne Benedikt Clemens Dirk Eberhard Fabian Gernot "
        "Holger Ingo Jochen Klaus"
    ),
    family=_words(
        "Voss Thalhofer Petersen Wolff Stüwe Lammert Ehrenreich Amselmann Sommerlath Riegler Pfisterer "
        "Zschiesche Oldenkott Dierksmeyer Kestner Immendorf Brandlhuber Ahlers Bachmayr Behringer Bierwirth "
        "Brückner Burghardt Clasen Degenhardt Dombrowe Ebersold Eggert Eichstädt Engelhorn Fahnenstich "
        "Feldkamp Fiebiger Flemming Fröschl Gerlach Gerstenberg Gmeiner Gottwald Grabow Greiner Grünwald "
        "Haberkorn Hagemann Hasenöhrl Heidkamp Helmbrecht Hengstler Herrlinger Hinrichs Hirschmann Hofreiter "
        "Holzapfel Huber Imhof Jägersberg Jessen Kaltwasser Kammerer Kehrer Kirchgässner Kleinschmidt Klotz "
        "Knappe Kohlhaas Kranzler Krautwurst Kröger Kühnel Lachenmann Landgraf Lehnert Leitgeb Lindemann "
        "Lohmüller Lutterbeck Mahlknecht Marquardt Mattes Meinhold Mertesacker Mitterer Moosbrugger "
        "Morgenroth Mühlbauer Nagelschmidt Neuendorf Niederberger Niemeyer Nörenberg Obermeier Oesterle "
        "Ohlendorf Ostermann Paulsen Pfeifer Pichler Pohlmann Prechtl Quandel Rademacher Rauscher Reichelt "
        "Reinhardt Rickert Rohrbach Rosskopf Rüegg Sandmeier Schäuffele Scheuermann Schlüter Schnabel "
        "Schönfelder Schulte Schwarzenbach Seidenfaden Siebert Spengler Stadelmann Staudinger Steinhauer "
        "Stocker Streicher Tiedemann Trautwein Uhlmann Unterberger Vogelsang Wachter Waldvogel Wegener "
        "Weidinger Weinmann Wernicke Wiesinger Wittkamp Wölfle Zangerl Zeller Zimmerli Zwingmann"
    ),
)
_TURKISH = Origin(
    share=6,
    women=_words("Sibel Elif Ayşe Zeynep Derya Gülcan Hatice Merve Selin Tuğba Yasemin Ebru"),
    men=_words("Mehmet Emre Murat Cem Kemal Serkan Onur Hakan Tolga Barış Orhan Yusuf"),
    family=_words("Aydın Karahan Yıldız Demirci Kılıç Öztürk Şahin Koçak Aksoy Erdoğmuş Çelik Güneş Tunç Polatlı"),
)
_ITALIAN = Origin(
    share=4,
    women=_words("Luisa Chiara Francesca Giulia Paola Alessia Silvia"),
    men=_words("Matteo Luca Davide Salvatore Giovanni Marco Fabio"),
    family=_words("Montanari Bernasconi Galli Desantis Ferrario Lombardi Pellegrini Caruso Marchetti Rizzo"),
)
_POLISH = Origin(
    share=5,
    women=_words("Agnieszka Katarzyna Magdalena Joanna Ewa Dorota"),
    men=_words("Bartosz Tomasz Piotr Krzysztof Marcin Paweł"),
    family=_words("Lewin Nowicki Kowalczyk Wójcik Zieliński Jankowski Mazur Sobczak Pawlak Grabowski"),
)
_SOUTH_SLAVIC = Origin(
    share=5,
    women=_words("Jelena Ivana Marija Vesna Snežana Ana"),
    men=_words("Dragan Marko Nikola Goran Zoran Ivan"),
    family=_words("Kovačević Jovanović Marković Petrović Babić Horvat Novak Zupan Filipović"),
)
_FURTHER = Origin(
    share=4,
    women=_words("Camille Nguyet Olena Marta Leila Ilona Andreea Sofia"),
    men=_words("Julien Minh Oleksandr Javier Amir Zoltán Radu Nuno"),
    family=_words("Favre Nguyen Kowalenko Moreno Haddad Szabó Ionescu Ferreira Rochat Tran Ramírez Farahani"),
)
ORIGINS = (_GERMAN, _TURKISH, _ITALIAN, _POLISH, _SOUTH_SLAVIC, _FURTHER)
