"""Reads of how things go: the funnel, channels, times. Nothing is written here."""
