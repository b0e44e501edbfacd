"""Rows to be written by the app. What waits here gets a weak check alone."""

WAITING = [
    "question_bank:bank",
    "question_bank:bank_new",
    "question_bank:banks",
    "question_bank:batch",
    "question_bank:decide",
    "question_bank:for_all",
    "question_bank:item",
    "question_bank:item_edit",
    "question_bank:item_new",
    "question_bank:item_step",
    "question_bank:item_try",
    "question_bank:people",
    "question_bank:preview",
    "question_bank:queue",
    "question_bank:read_again",
    "question_bank:row",
    "question_bank:strike",
    "question_bank:take",
    "question_bank:upload",
]
WAITING_COMMANDS = [
    "create_bank",
    "export_items",
    "find_items",
    "import_item_statistics",
    "import_items",
    "review_items",
    "try_item",
]
