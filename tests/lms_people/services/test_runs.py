from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from lms.core import importers
from lms.core.errors import DomainError, NotFound
from lms.core.models import AuditEntry
from lms.people.enums import RunState
from lms.people.models import Cohort, ImportRun
from lms.people.services import runs
from tests.factories.curriculum import make_subject
from tests.lms_people.scenes import scene
from tests.rosters import cohort, province, write_roster, zipped

pytestmark = pytest.mark.django_db
ROSTER = importers._importers["roster"]


@pytest.fixture
def people():
    make_subject("PHY")
    return scene()


def content(tmp_path, **tables):
    folder = write_roster(tmp_path / "r", **(tables or province()))
    return zipped(folder, tmp_path / "r.zip").read_bytes()


def start(people, data, *, name="r.zip", by=None):
    return runs.start_run(ROSTER, [data], name=name, by=by or people.admin)


def kept(run):
    return (Path(settings.VAR_DIR) / "imports" / run.token).exists()


def test_a_preview_writes_nothing_and_the_same_file_is_taken_in(
    people, tmp_path, django_capture_on_commit_callbacks
):
    run = start(people, content(tmp_path))

    assert run.state == RunState.PREVIEWED
    assert run.outcome["classes"] == {"added": 3, "changed": 0, "unchanged": 0}
    assert not Cohort.objects.filter(code="10G").exists()
    assert kept(run)
    with django_capture_on_commit_callbacks(execute=True):
        runs.confirm_run(run)
    run.refresh_from_db()
    assert (run.state, kept(run)) == (RunState.DONE, False)
    assert Cohort.objects.filter(code="10G").exists()
    entry = AuditEntry.objects.get(verb="take_in")
    assert (entry.actor, entry.details["file"]) == (people.admin, "r.zip")
    assert runs.confirm_run(run).state == RunState.DONE  # twice is once


def test_the_scope_of_the_person_holds_in_the_preview(people, tmp_path):
    tables = {"classes": [cohort("x", "T", 10)], "orgs": province()["orgs"][:1]}
    run = start(people, content(tmp_path, **tables), by=people.it)

    assert run.state == RunState.PREVIEWED
    assert run.outcome["lengths"]["skipped"] == 2


def test_a_refused_file_says_why_and_is_removed(people):
    run = start(people, b"no zip")

    assert (run.state, kept(run)) == (RunState.REFUSED, False)
    assert run.refusal["code"] == "zip_unreadable"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("r.exe", b"x", "format_unknown"),
        ("r.zip", b"", "file_empty"),
        ("", b"x", "format_unknown"),
    ],
)
def test_what_is_no_such_file_is_not_kept(people, name, data, code):
    with pytest.raises(DomainError, match=code):
        start(people, data, name=name)
    assert not ImportRun.objects.exists()


def test_too_much_is_refused_while_it_comes(people, monkeypatch):
    monkeypatch.setattr(runs, "MOST_BYTES", 10)

    with pytest.raises(DomainError, match="file_too_big"):
        start(people, b"x" * 11)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/a.zip", "a.zip"),
        ("C:\\x\\b.zip", "b.zip"),
        ("c\x00\n.zip", "c.zip"),
        ("..zip", "zip"),
        ("Danh sách lớp 10A1.zip", "Danh sách lớp 10A1.zip"),
    ],
)
def test_file_names_keep_their_last_part_only(name, plain):
    assert runs._plain_name(name) == plain


def test_a_run_belongs_to_who_started_it(people, tmp_path):
    run = start(people, content(tmp_path))

    assert runs.run_for(people.admin, run.token) == run
    with pytest.raises(NotFound):
        runs.run_for(people.head, run.token)


def test_a_given_up_file_cannot_be_taken_in(people, tmp_path):
    run = start(people, content(tmp_path))
    runs.drop_run(run)

    assert not kept(run)
    with pytest.raises(DomainError, match="run_not_ready"):
        runs.confirm_run(run)


def test_old_previews_expire(people, tmp_path):
    run = start(people, content(tmp_path))
    old = timezone.now() - timedelta(hours=25)
    ImportRun.objects.update(created_at=old)

    assert runs.drop_old() == 1
    run.refresh_from_db()
    assert (run.state, kept(run)) == (RunState.EXPIRED, False)


def test_a_file_that_has_gone_is_said_so(people, tmp_path):
    run = start(people, content(tmp_path))
    runs._remove(run)

    with pytest.raises(DomainError, match="run_expired"):
        runs.confirm_run(run)


def test_a_large_file_is_read_in_the_background(
    people, tmp_path, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(runs, "AT_ONCE", 10)
    with django_capture_on_commit_callbacks(execute=True):
        run = start(people, content(tmp_path))
        assert run.state == RunState.UPLOADED

    run.refresh_from_db()
    assert run.state == RunState.PREVIEWED


def test_a_lost_message_is_found_again(people, tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "AT_ONCE", 10)
    run = start(people, content(tmp_path))
    assert runs.resume_runs() == 0  # its message may still come
    ImportRun.objects.update(created_at=timezone.now() - timedelta(minutes=2))

    assert runs.resume_runs() == 1
    run.refresh_from_db()
    assert run.state == RunState.PREVIEWED


def test_who_loses_the_role_before_the_work_is_refused(people, tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "AT_ONCE", 10)
    run = start(people, content(tmp_path))
    people.admin.roles.all().delete()

    runs.work_on(run.pk)

    run.refresh_from_db()
    assert run.state == RunState.REFUSED


def test_a_breakdown_is_ours_and_writes_nothing(people, tmp_path, monkeypatch):
    def broken(path, *, by):
        raise RuntimeError

    monkeypatch.setitem(
        importers._importers,
        "roster",
        importers.Importer(**(vars(ROSTER) | {"run": broken})),
    )
    run = start(people, content(tmp_path))

    assert (run.state, kept(run)) == (RunState.FAILED, False)
