"""What every command does with arguments and databases that are not right."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import execute_from_command_line


def test_wrong_arguments_are_one_json_document_as_well(capsys):
    for wrong in (["--semester", "3"], []):
        with pytest.raises(SystemExit) as stop:
            execute_from_command_line(
                ["manage.py", "measure_indicators", *wrong, "--json"]
            )
        assert stop.value.code == 2
        out, err = capsys.readouterr()
        error = json.loads(out)["error"]
        assert (error["code"], error["where"]) == ("arguments_wrong", "")
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
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "not_migrated"
    assert b"Traceback" not in done.stderr
