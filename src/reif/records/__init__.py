"""Records remember: the only Django app with tables."""
