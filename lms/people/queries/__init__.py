"""Reads for screens, and look-ups for the apps above."""
