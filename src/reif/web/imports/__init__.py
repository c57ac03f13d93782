"""Pages of lists that were imported: which, what became of them, and their rejects."""
