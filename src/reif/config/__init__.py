"""Wiring: what the system is told from outside, and how its parts are put together."""
