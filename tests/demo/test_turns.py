"""Two seedings of one database at once, and the death of one of them."""

import json
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


@pytest.mark.serve
def test_the_second_waits_and_goes_on_where_the_first_was_killed(tmp_path):
    tree = Tree(tmp_path / "var").migrate()
    first = start(tree, "first")
    tree.wait_for(lambda: "ngân hàng câu hỏi" in (tree.var / "first").read_text())
    second, third = start(tree, "second"), start(tree, "third")
    told = "chờ lần tạo dữ liệu khác"
    for name in ("second", "third"):
        tree.wait_for(lambda name=name: told in (tree.var / name).read_text())
    first.kill()
    first.communicate()
    outcomes = [
        json.loads(process.communicate(timeout=240)[0]) for process in (second, third)
    ]
    assert (second.returncode, third.returncode) == (0, 0)
    assert sorted(outcome["is_new"] for outcome in outcomes) == [False, True]
    assert outcomes[0]["accounts"] == outcomes[1]["accounts"]
