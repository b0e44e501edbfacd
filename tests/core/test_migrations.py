"""The migrations make the tables of the models, on both databases, and stay quick."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from lms.core.schema import CreateTables

APPS = ("lms.core", "lms.curriculum", "lms.demo", "lms.records", "media",
        "library", "question_bank", "exams")  # fmt: skip
ROOT = Path(settings.BASE_DIR)
FRESH = "test_lms_migrated"


@pytest.mark.parametrize("app", APPS)
def test_the_tables_of_an_app_are_made_in_one_step(app):
    first = import_module(f"{app}.migrations.0001_initial").Migration
    assert [type(operation) for operation in first.operations] == [CreateTables]


@pytest.fixture
def fresh_address(db):
    """Return the address of an empty PostgreSQL database; gone afterwards."""
    facts = connection.get_connection_params()
    where = f"{facts.get('host', '')}:{facts.get('port', 5432)}"
    drop = f"DROP DATABASE IF EXISTS {FRESH} WITH (FORCE)"
    with connection._nodb_cursor() as cursor:
        cursor.execute(drop)
        cursor.execute(f"CREATE DATABASE {FRESH}")
    yield f"postgres://{facts.get('user', '')}@{where}/{FRESH}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(drop)


@pytest.mark.postgres
def test_postgresql_takes_every_migration(fresh_address, tmp_path):
    env = os.environ | {
        "LMS_DATABASE_URL": fresh_address,
        "LMS_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "lms.settings.dev",
    }
    for words in (["migrate", "-v0"], ["migrate", "--check"]):
        done = subprocess.run(  # noqa: S603  our own commands
            [sys.executable, "manage.py", *words],
            cwd=ROOT, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
