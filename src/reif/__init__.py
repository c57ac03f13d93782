"""reif: how ripe is each lead, with reasons that add up."""
