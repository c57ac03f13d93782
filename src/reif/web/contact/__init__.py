"""A contact: who it is, how ripe and why, what happened, what to do next."""
