"""Keep scores and their reasons current; publish, compare and rebuild."""
