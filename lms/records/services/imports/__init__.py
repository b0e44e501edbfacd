"""Taking in the files of the schools: plan, ledger, marks."""
