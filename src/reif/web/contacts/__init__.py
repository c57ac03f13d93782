"""The list of contacts: found, filtered, sorted, worked on in bulk."""
