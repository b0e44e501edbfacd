"""What every test may use."""

import os
import shutil

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import expect

from exams.queries import forms

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(config, items):
    """Nightly tests only where asked for; what one database alone does only there.

    On PostgreSQL only what touches the database: rules and process trees (which bring
    a SQLite file of their own) have run already and would do the same again.
    """
    is_second = connection.vendor == "postgresql"
    hidden = {"serve", "sqlite"} if is_second else {"postgres"}
    if "nightly" not in (config.option.markexpr or ""):
        hidden.add("nightly")
    left_out = [
        item
        for item in items
        if hidden & set(item.keywords) or (is_second and not touches_database(item))
    ]
    if left_out:
        gone = set(map(id, left_out))
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if id(item) not in gone]


def touches_database(item):
    """Whether a test may use the database."""
    names = {"db", "transactional_db", "django_db_setup", "live_server"}
    if "postgres" in item.keywords:
        return True
    return bool(item.get_closest_marker("django_db") or names & set(item.fixturenames))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's Chromium instead of a downloaded one; patience on a busy machine."""
    expect.set_options(timeout=20_000)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed (apt install chromium)")
    return {"executable_path": path, "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def browser_context_args():
    """Vietnamese visitors."""
    return {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@pytest.fixture(scope="session", autouse=True)
def _files_of_the_run_are_removed():
    yield
    shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _tables_are_emptied_quickly():
    """On PostgreSQL delete the few rows of a test; truncating 150 tables takes seconds.

    Where the role may not switch foreign keys off, tables are truncated as always.
    """
    operations = type(connection.ops)
    if connection.vendor != "postgresql":
        yield
        return
    truncating = operations.sql_flush

    def deleting(self, style, tables, **options):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if not cursor.fetchone()[0] or options.get("reset_sequences"):
                return truncating(self, style, tables, **options)
            quoted = [self.quote_name(table) for table in tables]
            union = " UNION ALL ".join(
                f"(SELECT '{name}' FROM {name} LIMIT 1)"  # noqa: S608  our own tables
                for name in quoted
            )
            cursor.execute(union)
            filled = [row[0] for row in cursor.fetchall()]
        return [
            "SET session_replication_role = replica",
            *(f"DELETE FROM {name}" for name in filled),  # noqa: S608  our own tables
            "SET session_replication_role = origin",
        ]

    operations.sql_flush = deleting
    yield
    operations.sql_flush = truncating


@pytest.fixture(autouse=True)
def _forms_of_another_test_are_forgotten():
    """A rolled-back test gives its ids back, and forms are kept in memory by id."""
    forms.forget()
