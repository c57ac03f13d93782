"""The four marks as SVG: ripeness, temperature, stage, fit. Pure functions; colour comes from the style sheet."""
