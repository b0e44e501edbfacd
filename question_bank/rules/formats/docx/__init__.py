"""Reader of Word files (.docx)."""
