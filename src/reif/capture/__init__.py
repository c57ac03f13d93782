"""Accept and store: events, forms, imports."""
