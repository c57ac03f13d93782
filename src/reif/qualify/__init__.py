"""Move contacts from stage to stage: by rules, by people, and back."""
