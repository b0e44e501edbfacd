"""Readers of QTI: 1.2, 2.0-2.2 and 3.0, single files and packages."""
