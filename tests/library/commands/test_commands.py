"""import_resource, review_resource, search_resources: shapes, exit codes, rights."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from library.models import Decision, FrozenVersion, ResourcePage
from tests.factories.curriculum import make_node, make_subject
from tests.library.people import deciding

CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys):
    def call(*words):
        status = 0
        try:
            call_command(*[str(word) for word in words], "--json")
        except SystemExit as end:
            status = end.code
        return status, json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def people():
    make_subject("MAT")
    return deciding()


def import_file(run, name, *words):
    base = ("--subject", "MAT", "--grade", "10")
    return run("import_resource", CORPORA / name, *base, *words)


@pytest.mark.parametrize(
    ("name", "kind", "entry"),
    [
        ("html5/con-lac-don.zip", "html5", "index.html"),
        ("hostile/zip/plain-control.zip", "scorm12", "index.html"),
        ("pdf/In-CC0.pdf", "pdf", ""),
        ("media/friday.mp4", "video", ""),
        ("media/made-tone.mp3", "audio", ""),
        ("epub/w3c-tests/pub-cmt-gif.epub", "epub", ""),
        ("hostile/epub/script.epub", "epub", ""),
        ("hostile/polyglot/gif-js.gif", "image", ""),
        ("hostile/svg/onload.svg", "image", ""),
    ],
)
def test_each_kind_is_filed_once_and_published(run, people, name, kind, entry):
    status, out = import_file(run, name, "--title", "Học liệu thử", "--publish")
    assert status == 0
    assert (out["kind"], out["entry"], out["status"]) == (kind, entry, "published")
    assert set(out) >= {"code", "size", "removed", "warnings"}
    status, again = import_file(run, name, "--title", "Học liệu thử", "--publish")
    assert (status, again["code"], again["new"]) == (0, out["code"], False)
    assert ResourcePage.objects.count() == FrozenVersion.objects.count() == 1
    assert Decision.objects.get().verb == "file"
    status, found = run("search_resources", "hoc lieu thu")
    assert (status, found["count"]) == (0, 1)
    assert found["results"][0] == {
        "code": out["code"],
        "title": "Học liệu thử",
        "kind": kind,
        "score": found["results"][0]["score"],
    }


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("hostile/zip/bomb-200MB.zip", "zip_ratio"),
        ("hostile/zip/slip-dotdot.zip", "zip_path_escapes"),
        ("hostile/zip/truncated.zip", "zip_unreadable"),
        ("hostile/zip/zero-bytes.zip", "file_empty"),
        ("hostile/zip/html-named.zip", "file_type_mismatch"),
        ("hostile/scorm/href-outside.zip", "zip_path_escapes"),
        ("hostile/scorm/launch-external.zip", "package_launch_external"),
        ("hostile/h5p/content-only-xss.h5p", "package_not_played"),
        ("hostile/epub/no-container.epub", "file_type_mismatch"),
        ("hostile/image/png-20000x20000.png", "image_too_many_pixels"),
        ("hostile/html/page-with-vectors.html", "resource_kind_unknown"),
        ("hostile/polyglot/html-named.jpg", "file_type_mismatch"),
        ("khong-co.pdf", "file_missing"),
    ],
)
def test_hostile_files_are_refused_whole(run, people, name, code):
    status, out = import_file(run, name)
    assert (status, out["error"]["code"]) == (2, code)
    assert out["error"]["message"] not in {"", code}
    assert ResourcePage.objects.count() == 0


def test_a_draft_of_a_teacher_goes_its_way_by_command(run, people):
    make_node("MAT10.1")
    status, out = import_file(
        run, "pdf/In-CC0.pdf", "--as", "teacher", "--node", "MAT10.1", "--node", "X"
    )
    assert (status, out["status"]) == (0, "draft")
    assert [warning["code"] for warning in out["warnings"]] == ["unknown_node"]
    code = out["code"]

    def move(to, who, *words):
        status, out = run("review_resource", code, "--to", to, "--as", who, *words)
        return status, out.get("status") or out["error"]["code"]

    assert move("approved", "head") == (2, "nothing_pending")
    assert move("group_review", "colleague") == (2, "not_allowed")
    assert move("group_review", "teacher") == (0, "group_review")
    assert move("approved", "head") == (2, "not_adopted")
    assert move("approved", "grouphead") == (0, "group_review")
    assert move("approved", "head") == (0, "approved")
    assert run("search_resources", "In", "--as", "candidate")[1]["count"] == 0
    assert move("published", "teacher") == (2, "not_allowed")
    assert move("published", "head") == (0, "published")
    seen = {
        who: run("search_resources", "In-CC0", "--as", who)[1]["count"]
        for who in ("candidate", "colleague", "officer", "stranger")
    }
    assert seen == {"candidate": 1, "colleague": 1, "officer": 1, "stranger": 0}
    assert move("withdrawn", "head", "--reason", "Cũ") == (0, "withdrawn")
    assert run("search_resources", "In")[1]["count"] == 0
    version = FrozenVersion.objects.get()
    assert list(version.nodes.values_list("node_code", flat=True)) == ["MAT10.1"]


def test_publishing_in_one_step_needs_both_rights(run, people):
    status, out = import_file(run, "pdf/In-CC0.pdf", "--publish", "--as", "teacher")
    assert (status, out["error"]["code"]) == (2, "not_allowed")
    assert ResourcePage.objects.count() == 0
    status, out = import_file(run, "pdf/In-CC0.pdf", "--publish", "--as", "head")
    assert (status, out["status"]) == (0, "published")
    assert FrozenVersion.objects.get().is_direct


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--subject", "NOPE"), "unknown_subject"),
        (("--grade", "13"), "grade_unknown"),
        (("--as", "khong-co"), "unknown_user"),
        (("--as", "candidate"), "not_allowed"),
        (("--as", "teacher", "--unit", "T"), "not_allowed"),
        (
            ("--node", "a", "--node", "b", "--node", "c", "--node", "d"),
            "too_many_nodes",
        ),
    ],
)
def test_what_is_said_wrongly_is_refused(run, people, words, code):
    status, out = import_file(run, "pdf/In-CC0.pdf", *words)
    assert (status, out["error"]["code"]) == (2, code)
    assert ResourcePage.objects.count() == 0


def test_dry_run_writes_nothing(run, people):
    status, out = import_file(run, "pdf/In-CC0.pdf", "--publish", "--dry-run")
    assert (status, out["status"]) == (0, "published")
    assert ResourcePage.objects.count() == 0


def test_an_unknown_code_is_refused(run, people):
    status, out = run("review_resource", "HL-KHONGC", "--to", "approved")
    assert (status, out["error"]["code"]) == (2, "not_found")
