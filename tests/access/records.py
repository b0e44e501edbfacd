"""Rows to be written by the app. What waits here gets a weak check alone."""

WAITING = []
WAITING_COMMANDS = [
    "compute_averages",
    "import_marks",
    "import_period_ledger",
    "import_teaching_plan",
    "measure_indicators",
]
