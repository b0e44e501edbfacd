"""Marking a QTI 2 or 3 item by its own rules: declarations, expressions, processing."""
