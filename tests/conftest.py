"""What every test may use."""

import os
import shutil

import pytest
from django.conf import settings
from django.db import connection

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
    """Nightly tests only where asked for; lock tests only on PostgreSQL."""
    hidden = set()
    if "nightly" not in (config.option.markexpr or ""):
        hidden.add("nightly")
    if connection.vendor != "postgresql":
        hidden.add("postgres")
    left_out = [item for item in items if hidden & set(item.keywords)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not hidden & set(item.keywords)]


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Debian's Chromium instead of a downloaded one."""
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
