"""What people write to the seller."""

OFFER_TEXTS = (
    (
        "Bitte ein Angebot über {product} für zwei Strecken, zusammen rund 48 Meter. Lieferung möglichst im kommenden "
        "Quartal."
    ),
    (
        "Wir ersetzen im Frühjahr eine Förderstrecke von 1998. Was kostet {product} mit Steuerung, und wie lange steht "
        "die Linie beim Umbau?"
    ),
    "Für die Budgetrunde brauche ich einen Richtpreis für {product}. Genau muss er noch nicht sein, aber belastbar.",
    "Angebot für {product}, 12 Meter, Traglast 80 kg, Reinraum. Zeichnung kann ich nachreichen.",
    (
        "Bitte zwei Varianten anbieten: {product} neu und Umrüsten des Bestands. Wir entscheiden nach den Kosten über "
        "fünf Jahre."
    ),
    "Wir vergleichen drei Anbieter. Ihr Angebot zu {product} fehlt noch, Abgabe ist Ende des Monats.",
    "Ersatz für eine gebrauchte Anlage gesucht, etwa {product}. Budget ist freigegeben.",
    "Können Sie {product} auch in Edelstahl liefern? Dann bitte ein Angebot für vier Stück.",
)
DEMO_TEXTS = (
    "Strecke 3 steht uns zweimal im Monat. Wir möchten bis Jahresende wissen, womit wir umrüsten.",
    "Ich würde {product} gern laufen sehen, am liebsten bei einem Kunden aus der Nähe.",
    "Bitte eine Vorführung von {product} für drei Personen: Technik, Einkauf und unseren Betriebsrat.",
    "Nach dem Webinar haben wir noch Fragen zu {product}. Können Sie uns das an unseren Daten zeigen?",
    "Uns interessiert, wie {product} mit unserer vorhandenen Steuerung spricht. Eine Stunde online reicht.",
    "Wir bauen eine zweite Halle und möchten vor der Planung wissen, was {product} kann.",
)
CALL_TEXTS = (
    "Bitte um Rückruf zwischen 15 und 16 Uhr, vorher bin ich in der Halle.",
    "Kurze Frage zu {product}: Geht das auch für zwei Standorte?",
    "Rückruf erbeten. Unser Lieferant hat abgesagt, es eilt.",
    "Bitte rufen Sie mich an, per E-Mail kommen wir nicht weiter.",
    "Ich hätte gern mit jemandem gesprochen, der {product} schon eingebaut hat.",
)
GOOD_REPLIES = (
    "Wenn Sie die Einführung im Januar schaffen, sind wir dabei.",
    "Danke, das hilft. Wer ist bei Ihnen für die Schnittstellen zuständig?",
    "Gibt es das auch für zwei Standorte?",
    "Passt. Dienstag um 10 Uhr, ich bringe unseren Instandhalter mit.",
    "Die Zahlen habe ich der Geschäftsführung gegeben. Nächste Woche weiß ich mehr.",
    "Der Preis liegt etwas über unserem Rahmen. Was wäre ohne die Montage?",
    "Wir haben das intern besprochen und möchten weitermachen. Was brauchen Sie von uns?",
    "Bitte schicken Sie mir die Referenz der Molkerei noch einmal, ich möchte sie weitergeben.",
    (
        "Genau unser Fall. Wir verlieren jede Woche drei Stunden beim Rüsten und haben bisher keinen gefunden, der im "
        "laufenden Betrieb umbaut. Lassen Sie uns einen Termin vor Ort machen."
    ),
    "Mein Kollege aus der Technik liest hier mit. Er hätte gern die Lastwerte.",
)
LATER_REPLIES = (
    "Bitte erst wieder im Februar, wir bauen um.",
    "Im Moment kein Bedarf, aber behalten Sie uns im Blick.",
    "Das Projekt ist auf das nächste Geschäftsjahr verschoben.",
    "Ich bin dafür nicht zuständig und habe es weitergegeben.",
)
BAD_REPLIES = (
    "Bitte keine weiteren Anfragen, wir haben uns anders entschieden.",
    "Wir bleiben bei unserem Lieferanten.",
    "Woher haben Sie meine Adresse? Ich möchte keine Werbung.",
    "Kein Interesse.",
)
FAIR_NOTE_WITH_BUDGET = "Sehr konkret: 30 Meter, Baubeginn im Frühjahr, Budget liegt bei 60.000 Euro."
FAIR_NOTES = (
    "Lässt am Stand die Visitenkarte. Strecke 3 macht Ärger.",
    "Fragt nach Umrüsten am Wochenende, will Referenz aus der Lebensmittelbranche.",
    "Kurzes Gespräch, nimmt den Katalog mit.",
    FAIR_NOTE_WITH_BUDGET,
    "Kollege war schon im Webinar. Möchte den Leitstand sehen.",
    "Schaut sich um, kein Vorhaben.",
    "Vergleicht mit einem Mitbewerber aus dem Norden. Preis ist Thema, Lieferzeit wichtiger.",
    "Kommt mit zwei Kollegen wieder, bleibt eine halbe Stunde am Baukasten L.",
)
REVIEWS = (
    "Umbau an einem Wochenende, am Montag lief die Linie. So hatten wir das noch nicht.",
    "Gute Beratung, ehrliche Lieferzeit. Die Einweisung hätte länger sein dürfen.",
    "Seit dem Leitstand wissen wir vorher, was ausfällt.",
)
STUDENT_TEXTS = (
    "Für meine Abschlussarbeit über Fördertechnik suche ich Kennzahlen. Könnten Sie mir Unterlagen schicken?",
    "Ich schreibe eine Hausarbeit zum Umrüsten von Altanlagen und würde gern ein kurzes Interview führen.",
)
VENDOR_TEXTS = (
    "Wir bringen Ihre Website auf Platz eins. Wann passt Ihnen ein kurzes Gespräch?",
    "Bieten Sie Ihren Kunden schon unsere Finanzierung an? Melden Sie sich gern.",
)
