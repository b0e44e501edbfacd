"""A SQLite file with frozen items is brought up to date, its locks and rows intact."""

import os
import sqlite3
import subprocess
import sys

import pytest

from tests.serving import ROOT

pytestmark = pytest.mark.sqlite
OLD = "0002_generated_items"
ROWS = (
    "INSERT INTO question_bank_bank (id, code, title, is_secret, next_number, created_at)"
    " VALUES (1, 'B', 'Toán', 0, 2, '2026-01-01')",
    "INSERT INTO question_bank_item (id, bank_id, code, created_at)"
    " VALUES (1, 1, 'C1', '2026-01-01')",
    "INSERT INTO question_bank_itemversion (id, item_id, number, kind, state, stem_html,"
    " body, level, level_tag, node_code, words, digest, change_class, created_at, ref,"
    " place, source_html, published_at, in_one_step, recipe, is_template, drawn)"
    " VALUES (1, 1, 1, 'numeric', 'published', 'Mấy?', '{}', '', '', '', 'may?', 'x',"
    " 'first', '2026-01-01', '', '', '', '2026-01-01', 1, '{}', 0, '{}')",
    "INSERT INTO question_bank_itemkey (version_id, key, rules, explanation_html,"
    " digest) VALUES (1, '{}', '{}', '', 'y')",
    "INSERT INTO question_bank_publishlog (id, version_id, act, at, reason, in_one_step)"
    " VALUES (1, 1, 'published', '2026-01-01', '', 1)",
)


def migrate(var, *args):
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "migrate", *args],
        env=os.environ | {"LMS_VAR": str(var), "LMS_DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_frozen_items_stay_and_stay_frozen(tmp_path):
    migrate(tmp_path, "question_bank", OLD)
    with sqlite3.connect(tmp_path / "db.sqlite3") as base:
        for statement in ROWS:
            base.execute(statement)
    migrate(tmp_path)
    with sqlite3.connect(tmp_path / "db.sqlite3") as base:
        found = base.execute("SELECT stem_html, licence FROM question_bank_itemversion")
        assert found.fetchall() == [("Mấy?", "")]
        for change in (
            "UPDATE question_bank_itemversion SET stem_html = 'Khác?'",
            'UPDATE question_bank_itemkey SET key = \'{"accepted": ["1"]}\'',
        ):
            with pytest.raises(sqlite3.IntegrityError, match="frozen"):
                base.execute(change)
