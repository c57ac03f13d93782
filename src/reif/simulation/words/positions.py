"""What people do in a firm: title by gender, level, department, and how much they decide."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """`weight`: how often one meets it among contacts; `decides`: 0-1; from `smallest` heads on firms have it."""

    woman: str
    man: str
    seniority: str
    department: str
    weight: float
    decides: float
    smallest: int = 0
    largest: int = 1_000_000


POSITIONS = (
    Position("Geschäftsführerin", "Geschäftsführer", "c_level", "management", 9, 1.0, 5, 600),
    Position("Inhaberin", "Inhaber", "owner", "management", 5, 1.0, 1, 60),
    Position("Leiterin Einkauf", "Leiter Einkauf", "director", "purchasing", 8, 0.9, 60),
    Position("Einkaufsleiterin", "Einkaufsleiter", "director", "purchasing", 4, 0.9, 60),
    Position("Leiterin Technik", "Leiter Technik", "director", "operations", 8, 0.9, 40),
    Position("Betriebsleiterin", "Betriebsleiter", "director", "operations", 7, 0.85, 40),
    Position("Produktionsleiterin", "Produktionsleiter", "director", "operations", 7, 0.8, 40),
    Position("Werkleiterin", "Werkleiter", "director", "operations", 4, 0.9, 150),
    Position("Leiterin Instandhaltung", "Leiter Instandhaltung", "manager", "operations", 10.5, 0.6, 60),
    Position("Leiterin Logistik", "Leiter Logistik", "manager", "operations", 7.5, 0.6, 60),
    Position("Leiterin Qualität", "Leiter Qualität", "manager", "operations", 6, 0.5, 60),
    Position("IT-Leiterin", "IT-Leiter", "manager", "it", 6, 0.5, 60),
    Position("Projektleiterin", "Projektleiter", "manager", "operations", 12, 0.45, 30),
    Position("Kaufmännische Leiterin", "Kaufmännischer Leiter", "c_level", "finance", 4, 0.8, 60),
    Position("Strategische Einkäuferin", "Strategischer Einkäufer", "specialist", "purchasing", 12, 0.4, 100),
    Position("Einkäuferin", "Einkäufer", "specialist", "purchasing", 10, 0.3, 20),
    Position("Konstrukteurin", "Konstrukteur", "specialist", "operations", 16, 0.2, 20),
    Position("Technikerin", "Techniker", "specialist", "operations", 12, 0.1, 10),
    Position("Entwicklungsingenieurin", "Entwicklungsingenieur", "specialist", "operations", 12, 0.2, 60),
    Position("Controllerin", "Controller", "specialist", "finance", 6, 0.2, 100),
    Position("Assistentin der Leitung", "Assistent der Leitung", "specialist", "management", 8, 0.1, 40),
    Position("Referentin Vertrieb", "Referent Vertrieb", "specialist", "sales", 6, 0.1, 60),
    Position("Leiterin Marketing", "Leiter Marketing", "manager", "marketing", 3, 0.2, 60),
    Position("Personalreferentin", "Personalreferent", "specialist", "hr", 4, 0.05, 60),
    Position("Vice President Operations", "Vice President Operations", "vp", "operations", 2, 0.9, 1200),
)
STUDENT = Position("Studentin Maschinenbau", "Student Maschinenbau", "intern", "other", 0, 0.0)
TRAINEE = Position("Praktikantin Einkauf", "Praktikant Einkauf", "intern", "purchasing", 0, 0.0)
SEEKER = Position("Mechatronikerin", "Mechatroniker", "specialist", "other", 0, 0.0)
RIVAL = Position("Produktmanagerin", "Produktmanager", "manager", "marketing", 0, 0.0)
VENDOR = Position("Vertriebsbeauftragte", "Vertriebsbeauftragter", "specialist", "sales", 0, 0.0)
