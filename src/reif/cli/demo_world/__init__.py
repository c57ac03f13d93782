"""The made-up world in the records: put in as simulated, and taken out again without a trace."""
