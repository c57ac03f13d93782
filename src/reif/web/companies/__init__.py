"""Companies: their people, the ripest first, and who of them did what."""
