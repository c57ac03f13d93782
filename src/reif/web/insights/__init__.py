"""The page of insights: what became of the leads of a period."""
