"""Two seedings of one database at once, and the death of one of them."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT, Tree


def start(tree, name):
    """Start a seeding that tells its steps into a file."""
    with Path(tree.var / name).open("w") as told:
        return subprocess.Popen(
            [sys.executable, "manage.py", "seed_demo", "--json"],
            cwd=ROOT, env=tree.env, stdout=subprocess.PIPE, stderr=told, text=True,
        )  # fmt: skip


def told(tree, name):
    return (tree.var / name).read_text()


@pytest.mark.serve
def test_the_second_waits_and_goes_on_where_the_first_was_killed(tmp_path):
    tree = Tree(tmp_path / "var").migrate()
    first = start(tree, "first")
    tree.wait_for(lambda: "ngân hàng câu hỏi" in told(tree, "first"))
    second = start(tree, "second")
    tree.wait_for(lambda: "chờ lần tạo dữ liệu khác" in told(tree, "second"))
    assert "ngân hàng" not in told(tree, "second")
    first.kill()
    first.communicate()
    tree.wait_for(lambda: "ngân hàng câu hỏi" in told(tree, "second"))
    second.kill()
    second.communicate()
    third = start(tree, "third")  # the turn of a dead one is free
    tree.wait_for(lambda: "đơn vị và con người" in told(tree, "third"))
    third.kill()
    third.communicate()
