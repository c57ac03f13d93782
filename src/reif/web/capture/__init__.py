"""Capture: forms that bring leads, what came by them, and what was kept apart."""
