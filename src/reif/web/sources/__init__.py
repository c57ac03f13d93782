"""Pages of what sends: sources, their keys, what came from them."""
