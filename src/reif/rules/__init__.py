"""What decides: scoring model, conditions, catalogue. Pure: no files, no clock, no Django."""
