"""Rows to be written by the app. What waits here gets a weak check alone."""

WAITING = ["media:back_office", "media:file"]
WAITING_COMMANDS = []
