"""Rows to be written by the app. What waits here gets a weak check alone."""

WAITING = [
    "library:answer",
    "library:compose",
    "library:decide",
    "library:events",
    "library:finish",
    "library:part",
    "library:queue",
    "library:resource",
    "library:review",
    "library:search",
    "library:share",
]
WAITING_COMMANDS = ["import_resource", "review_resource", "search_resources"]
