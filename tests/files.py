"""Small files for import tests."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import call_command
from openpyxl import Workbook


def write_csv(path, header, rows):
    """Write rows (lists, or dicts by column) below a header; returns the path."""
    columns = header.split(",") if isinstance(header, str) else list(header)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        for row in rows:
            writer.writerow(
                [row.get(c, "") for c in columns] if isinstance(row, dict) else row
            )
    return path


def write_xlsx(path, rows, *, sheet="Sheet1"):
    """Write rows of cells as the first sheet of a book; returns the path."""
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def run_json(command, *args, **options):
    """Run a command with --json; returns (exit status, document)."""
    out = StringIO()
    try:
        call_command(
            command, *map(str, args), "--json", stdout=out, stderr=StringIO(), **options
        )
        status = 0
    except SystemExit as stop:
        status = stop.code
    return status, json.loads(out.getvalue())


def skipped(outcome):
    """Return (row, code) of every skipped row, in order of rows."""
    return sorted((entry["row"], entry["code"]) for entry in outcome["skipped"])


def refused(status_and_document):
    """Return the code of a refusal; fails where the command did not refuse."""
    status, document = status_and_document
    if status != 2:
        pytest.fail(f"expected a refusal, got {status}: {document}")
    return document["error"]["code"]
