"""What each person's start page shows: one module a role, no rules of its own."""
