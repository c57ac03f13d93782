"""Real data as leads and events, each set with a model made by hand."""
