"""Charts as SVG. Pure functions: geometry in attributes, colour by class, a sentence as label."""
