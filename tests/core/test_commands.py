"""What every command does with arguments and databases that are not right."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import (
    execute_from_command_line,
    get_commands,
    load_command_class,
)

from lms.core.commands import DomainCommand


def test_wrong_arguments_are_one_json_document_as_well(capsys):
    for wrong in (["--semester", "3"], []):
        with pytest.raises(SystemExit) as stop:
            execute_from_command_line(
                ["manage.py", "measure_indicators", *wrong, "--json"]
            )
        assert stop.value.code == 2
        out, err = capsys.readouterr()
        error = json.loads(out)["error"]
        assert error["code"] == "arguments_wrong"
        assert error["where"] == (wrong[0] if wrong else "--school-year")
        assert "usage:" in err


def test_without_json_stdout_stays_empty(capsys):
    with pytest.raises(SystemExit):
        execute_from_command_line(["manage.py", "measure_indicators"])
    assert capsys.readouterr().out == ""


def test_a_database_without_tables_is_said_in_a_sentence(tmp_path):
    kept = {k: v for k, v in os.environ.items() if not k.startswith("LMS_")}
    done = subprocess.run(
        [
            sys.executable,
            "manage.py",
            "compute_averages",
            "--school-year",
            "2025-2026",
            "--json",
        ],
        env=kept
        | {"LMS_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lms.settings.dev"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "not_migrated"
    assert b"Traceback" not in done.stderr


# What each command needs before it comes to --as.
NEEDED = {
    "assemble_papers": ["x.json", "--bank", "B"],
    "compute_averages": ["--school-year", "2025-2026"],
    "create_bank": ["B", "--owner", "S", "--title", "T"],
    "create_sitting": ["x.json"],
    "end_unit": ["S", "--kind", "abolish"],
    "export_items": ["--bank", "B", "--format", "gift", "--out", "x.gift"],
    "export_sealed": ["--sitting", "S", "--out", "x.jsonl"],
    "give_role": ["x", "teacher", "S"],
    "import_item_statistics": ["x.csv", "--bank", "B"],
    "import_items": ["x.docx", "--bank", "B"],
    "import_resource": ["x.pdf", "--subject", "MAT", "--grade", "10"],
    "measure_indicators": ["--school-year", "2025-2026"],
    "prepare_rehearsal": ["--candidates", "1", "--items", "1", "--minutes", "1"],
    "regrade": ["S"],
    "release_results": ["S"],
    "review_items": ["--bank", "B", "--to", "published"],
    "review_resource": ["HL-1", "--to", "approved"],
    "search_resources": ["bài"],
    "try_item": ["x.gift", "--response", "null"],
}  # fmt: skip
FILES = {
    "import_curriculum", "import_curriculum_nodes", "import_roster",
    "import_teaching_plan", "import_period_ledger", "import_marks",
}  # fmt: skip
LOOKING = {
    "doctor", "exam_check", "find_items", "search_resources", "try_item",
    "verify_journal", "compute_averages", "catalogues",
}  # fmt: skip


def ours():
    """Return every command that keeps the habits of commands.md."""
    found = {}
    for name, app in get_commands().items():
        command = load_command_class(app, name)
        if isinstance(command, DomainCommand):
            found[name] = command
    return found


def refusal(capsys, name, *words):
    with pytest.raises(SystemExit) as stop:
        execute_from_command_line(["manage.py", name, *words, "--json"])
    out, _err = capsys.readouterr()
    assert stop.value.code == 2, name
    return json.loads(out)["error"]


@pytest.mark.sqlite  # each command closes its connection, which ends the test elsewhere
@pytest.mark.django_db
def test_every_command_takes_as_and_says_who_is_unknown(capsys):
    for name, command in ours().items():
        if not command.takes_user:
            assert name == "catalogues"
            continue
        words = NEEDED.get(name, ["x.csv"] if name in FILES else [])
        error = refusal(capsys, name, *words, "--as", "nobody")
        assert (error["code"], error["where"]) == ("unknown_user", "--as nobody"), name
        assert "nobody" in error["message"]


def test_every_command_that_writes_has_a_dry_run():
    assert {n for n, c in ours().items() if not c.writes} == LOOKING


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "code", "where"),
    [
        (["import_marks", "no.csv"], "file_missing", "file no.csv"),
        (["create_bank", "B", "--owner", "NO", "--title", "T"],
         "unknown_owner", "--owner NO"),
        (["create_bank", "a b", "--owner", "X", "--title", "T"],
         "unknown_owner", "--owner X"),
        (["import_items", "no.docx", "--bank", "B"], "file_missing", "file no.docx"),
        (["import_items", "x", "--bank", "B", "--subject", "NO"],
         "unknown_subject", "--subject NO"),
        (["review_items", "--bank", "NO", "--to", "published"],
         "not_found", "--bank NO"),
        (["find_items", "--bank", "NO"], "not_found", "--bank NO"),
        (["try_item", "NO", "--response", "null"], "unknown_item", "item NO"),
        (["try_item", "NO", "--response", "{"], "response_unreadable", "--response"),
        (["assemble_papers", "no.json", "--bank", "B"],
         "file_missing", "file no.json"),
        (["export_sealed", "--sitting", "NO", "--out", "x"],
         "sitting_unknown", "--sitting NO"),
        (["verify_journal", "--sitting", "NO"], "sitting_unknown", "--sitting NO"),
        (["regrade", "NO"], "sitting_unknown", "sitting NO"),
        (["exam_check", "--sitting", "NO"], "sitting_unknown", "--sitting NO"),
        (["prepare_rehearsal", "--candidates", "0", "--items", "1", "--minutes", "1"],
         "rehearsal_out_of_range", "--candidates 0"),
        (["prepare_rehearsal", "--candidates", "1", "--items", "1", "--minutes", "x"],
         "rehearsal_out_of_range", "--minutes x"),
        (["compute_averages", "--school-year", "1999-2000"],
         "unknown_school_year", "--school-year 1999-2000"),
        (["measure_indicators", "--school-year", "1999-2000"],
         "unknown_school_year", "--school-year 1999-2000"),
        (["review_resource", "HL-NO", "--to", "approved"],
         "not_found", "code HL-NO"),
        (["import_resource", "no.pdf", "--subject", "MAT", "--grade", "10"],
         "unknown_subject", "--subject MAT"),
        (["seed_demo", "--schools", "1"], "bad_value", "--schools 1"),
        (["end_unit", "NO", "--kind", "abolish"], "unknown_unit", "code NO"),
    ],
)  # fmt: skip
def test_every_refusal_says_where(capsys, words, code, where):
    error = refusal(capsys, *words)
    assert (error["code"], error["where"]) == (code, where)
    assert error["message"] != code
