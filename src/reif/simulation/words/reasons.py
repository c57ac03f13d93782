"""What the team says when it moves a contact on, back or out."""

from reif.rules.stages import Disqualification

ACCEPTED = (
    "Bedarf echt, alter Vertrag läuft noch.",
    "Konkretes Vorhaben, will im nächsten Jahr umbauen.",
    "Passt genau zu Umrüstsatz R, will vor dem Sommer entscheiden.",
    "Strecke fällt immer wieder aus, es eilt.",
    "Fachabteilung ist dafür, der Einkauf auch.",
    "Budget wird in der nächsten Runde freigegeben.",
    "Gutes Gespräch, es geht um eine ganze Halle.",
)
ACCEPTED_ON_REQUEST = (
    "Anfrage geprüft, Vorhaben bestätigt.",
    "Telefonisch bestätigt: zwei Strecken, Entscheidung in diesem Quartal.",
    "Will vergleichen, wir sind im Rennen.",
    "Bedarf klar, Budget noch offen.",
)
DECLINED = (
    "Liest viel, hat aber kein Vorhaben.",
    "Noch zu früh, im Frühjahr wieder ansehen.",
    "Kollege ist schon dran.",
)
OPPORTUNITY = (
    "Angebot abgegeben, Entscheidung steht an.",
    "Lastenheft liegt vor, wir können alles liefern.",
    "Technik hat zugestimmt, jetzt verhandelt der Einkauf.",
    "Geschäftsführung will bis Quartalsende entscheiden.",
)
WON = ("Bestellung liegt vor.", "Auftrag unterschrieben.", "Nach zweiter Runde bestellt.")
AMBASSADOR = ("Hat uns zweimal weiterempfohlen.", "Kauft wieder und spricht auf der Messe für uns.")
RECYCLED = (
    "Vorhaben verschoben, in drei Monaten wieder ansprechen.",
    "Umbau im eigenen Haus geht vor.",
    "Neuer Einkaufsleiter kommt im nächsten Quartal.",
    "Vertrag mit dem Mitbewerber läuft noch.",
)
BACK = "Interessiert sich wieder."
UNDONE = "Falsche Person erwischt, zurückgenommen."
AFTER_DECLINE = "Nach dem Gespräch kein Vorhaben zu erkennen."
DISQUALIFIED = {
    Disqualification.NO_FIT: (
        "Fertigt Einzelstücke, eine Förderstrecke lohnt sich nicht.",
        "Sucht Regale, nicht Fördertechnik.",
    ),
    Disqualification.NO_BUDGET: ("Will nur mieten, kein Budget für Anlagen.", "Budget gestrichen."),
    Disqualification.NO_AUTHORITY: (
        "Entscheidet das Stammhaus im Ausland.",
        "Darf nichts entscheiden und nennt niemanden.",
    ),
    Disqualification.NO_NEED: ("Hat gerade erst neu gebaut.", "Liest nur mit."),
    Disqualification.COMPETITOR: ("Arbeitet beim Wettbewerber.",),
    Disqualification.BAD_DATA: ("Adresse und Nummer falsch.", "E-Mail kommt zurück, Firma gibt es so nicht."),
    Disqualification.DUPLICATE: ("Steht schon unter der Firmenadresse im Bestand.",),
    Disqualification.SPAM: ("Will uns etwas verkaufen.", "Werbung über das Formular."),
}
