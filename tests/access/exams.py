"""Rows to be written by the app. What waits here gets a weak check alone."""

WAITING = [
    "exams:bai-kiem-tra/attempts/<str:code>/status",
    "exams:claim",
    "exams:code",
    "exams:late",
    "exams:own_tests",
    "exams:receipt",
    "exams:room",
    "exams:sheet",
    "exams:sheet_start",
    "exams:status",
    "exams:worker",
]
WAITING_COMMANDS = [
    "assemble_papers",
    "close_overdue_attempts",
    "create_sitting",
    "exam_check",
    "export_sealed",
    "prepare_rehearsal",
    "regrade",
    "release_results",
    "score_attempts",
    "verify_journal",
]
