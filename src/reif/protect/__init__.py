"""Persons and their rights: what is known of them, erasing them, and for how long anything is kept."""
