"""What history says: how a score did against known outcomes. Arrays in, frozen figures and pictures out."""
