"""Forms of the student record."""
