"""Rosters: units, classes, people and who belongs where, from the files of a system."""
