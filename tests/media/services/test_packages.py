"""Packages of active content: what is taken and where it starts."""

import io
from pathlib import Path

import pytest

from lms.core.errors import DomainError, NotFound
from media import api
from media.models import Package, PackageEntry
from tests.factories.media import zip_bytes

CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
pytestmark = pytest.mark.django_db
PAGE = b"<!doctype html><title>Con l\xe1\xba\xafc</title><script src=a.js></script>"


def store(content, name="a.zip"):
    return api.store_package(content, name=name, by=None, purpose="test")


def test_the_control_package_and_the_simulation_are_taken():
    control = store((CORPORA / "hostile/zip/plain-control.zip").read_bytes())
    assert (control.kind, control.entry) == ("scorm12", "index.html")
    pendulum = store((CORPORA / "html5/con-lac-don.zip").read_bytes())
    assert (pendulum.kind, pendulum.entry) == ("html5", "index.html")
    assert pendulum.title == "Con lắc đơn"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("scorm/href-outside.zip", "zip_path_escapes"),
        ("scorm/launch-external.zip", "package_launch_external"),
        ("h5p/content-only-xss.h5p", "package_not_played"),
        ("epub/script.epub", "package_not_played"),
        ("zip/bomb-200MB.zip", "zip_ratio"),
        ("zip/slip-dotdot.zip", "zip_path_escapes"),
        ("zip/truncated.zip", "zip_unreadable"),
    ],
)
def test_hostile_packages_are_refused_whole(name, code):
    with pytest.raises(DomainError, match=code):
        store((CORPORA / "hostile" / name).read_bytes(), Path(name).name)
    assert Package.objects.count() == 0


@pytest.mark.parametrize(
    ("entries", "entry"),
    [
        ({"index.html": PAGE, "b.html": PAGE}, "index.html"),
        ({"mo-phong/index.html": PAGE, "mo-phong/a.js": b""}, "mo-phong/index.html"),
        ({"chay.html": PAGE, "x/b.html": PAGE}, "chay.html"),
    ],
)
def test_where_a_package_starts(entries, entry):
    assert store(zip_bytes(entries)).entry == entry


def test_a_package_without_start_page_is_refused():
    with pytest.raises(DomainError, match="package_start_missing"):
        store(zip_bytes({"a.html": PAGE, "b.html": PAGE}))


def test_leftovers_and_programmes_are_left_out_and_named():
    junk = ["__MACOSX/x", "a/.DS_Store", "evil.php", "run.EXE"]
    card = store(zip_bytes({"index.html": PAGE} | dict.fromkeys(junk, b"x")))
    assert set(card.removed) == set(junk)
    assert [entry.path for entry in PackageEntry.objects.all()] == ["index.html"]


def test_the_same_package_again_is_the_same():
    content = zip_bytes({"index.html": PAGE, "empty.txt": b""})
    assert store(content) == store(content)
    assert Package.objects.count() == 1
    assert api.package_facts(io.BytesIO(content)).kind == "html5"
    with pytest.raises(NotFound):
        api.package_card("nothing")


def test_scorm_manifests_of_the_corpus_name_their_kind():
    found = sorted((CORPORA / "scorm").rglob("*.xml"))
    assert found
    kinds = set()
    for path in found:
        manifest = path.read_bytes()
        try:
            store(zip_bytes({"imsmanifest.xml": manifest}))
        except DomainError as error:
            kinds.add(error.code)
    assert kinds <= {
        "package_start_missing",
        "package_launch_external",
        "xml_unreadable",
        "zip_path_escapes",
    }
