"""One folder per outside system or wire format: to and from plain data, no tables, no decisions."""
