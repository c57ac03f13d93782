"""Privacy: what persons may ask for, for how long anything is kept, and who did what."""
