import pytest

from lms.core.models import AuditEntry
from lms.curriculum.models import ProgrammeRow, Subject
from lms.curriculum.queries import SubjectIndex
from lms.curriculum.services.programme import import_curriculum
from tests.files import refused, run_json, skipped, write_csv

HEADER = (
    "subject_code,subject_vi,subject_en,level,grade,kind,periods_per_year,"
    "assessed_by,confidence,note"
)
TOAN6 = [
    "MAT",
    "Toán",
    "Mathematics",
    "lower_secondary",
    "6",
    "compulsory",
    "140",
    "score",
    "known",
    "",
]


def row(**changes):
    return dict(zip(HEADER.split(","), TOAN6, strict=True)) | changes


@pytest.mark.django_db
def test_all_rows_of_the_programme_come_in_and_twice_adds_nothing():
    first = import_curriculum()
    second = import_curriculum()

    assert {**first, "skipped": [], "warnings": []} == first
    assert (first["added"], second["added"], second["unchanged"]) == (235, 0, 235)
    assert ProgrammeRow.objects.count() == 235
    assert Subject.objects.count() == 41
    assert AuditEntry.objects.filter(verb="import").count() == 2


@pytest.mark.django_db
def test_a_subject_with_two_names_keeps_the_commoner_and_finds_both():
    import_curriculum()
    index = SubjectIndex()

    language = Subject.objects.get(code="FL1")
    assert language.name_vi == "Ngoại ngữ 1"
    assert index.find("Ngoại ngữ") == index.find("Tiếng Anh 10") == language
    assert (
        ProgrammeRow.objects.filter(subject=language, name_vi="Ngoại ngữ").count() == 3
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hóa học", "CHE"), ("Hoá học", "CHE"), ("Vật lý 11", "PHY"), ("Mỹ thuật", "FAR"),
        ("toan", "MAT"), ("mat", "MAT"), ("GDKT&PL", "ELP"), ("Ngữ văn lớp 12", "LIT"),
        ("Cụm chuyên đề Hóa học", "CHE-CD"), ("Chiêm tinh", None), ("", None),
    ],
)  # fmt: skip
def test_subjects_are_found_by_any_usual_name(text, code):
    import_curriculum()

    found = SubjectIndex().find(text)

    assert (found.code if found else None) == code


@pytest.mark.django_db
def test_wrong_rows_are_named_and_the_good_ones_taken(tmp_path):
    path = write_csv(
        tmp_path / "wrong.csv",
        HEADER,
        [
            row(),
            row(grade="10"),
            row(level="kindergarten", grade="1"),
            row(grade="7", kind="hobby"),
            row(grade="8", periods_per_year="-5"),
            row(grade="8", periods_per_year="12.5"),
            row(grade="9", assessed_by="stars"),
            row(grade="9", subject_vi=""),
            row(grade="x"),
            row(grade="7", periods_per_year="140"),
            row(grade="9", subject_code="M A T"),
            row(grade="9", note="x" * 301),
        ],
    )

    status, outcome = run_json("import_curriculum", path)

    assert status == 3
    assert skipped(outcome) == [
        (3, "grade_not_of_level"),
        (4, "unknown_level"),
        (5, "bad_value"),
        (6, "bad_value"),
        (7, "bad_value"),
        (8, "bad_value"),
        (9, "value_missing"),
        (10, "bad_value"),
        (12, "bad_value"),
        (13, "value_too_long"),
    ]
    assert outcome["added"] == 2
    assert outcome["skipped"][0]["file"] == "wrong.csv"


@pytest.mark.django_db
def test_doubles_count_once_and_contradictions_not_at_all(tmp_path):
    rows = [row(), row(), row(grade="7"), row(grade="7", periods_per_year="70")]

    status, outcome = run_json(
        "import_curriculum", write_csv(tmp_path / "a.csv", HEADER, rows)
    )

    assert (status, outcome["added"]) == (3, 1)
    assert skipped(outcome) == [(4, "duplicate_key"), (5, "duplicate_key")]


@pytest.mark.django_db
def test_a_later_file_changes_rows_and_dry_run_writes_nothing(tmp_path):
    import_curriculum(write_csv(tmp_path / "a.csv", HEADER, [row()]))
    later = write_csv(tmp_path / "b.csv", HEADER, [row(periods_per_year="120")])

    dry = run_json("import_curriculum", later, "--dry-run")
    assert ProgrammeRow.objects.get().periods_per_year == 140
    real = run_json("import_curriculum", later)

    assert dry == real
    assert real[1]["changed"] == 1
    assert ProgrammeRow.objects.get().periods_per_year == 120


@pytest.mark.django_db
def test_a_file_that_is_none_is_refused_as_a_whole(tmp_path):
    missing = write_csv(tmp_path / "m.csv", "subject_code,grade", [["MAT", "1"]])
    latin = tmp_path / "latin.csv"
    latin.write_bytes(b"subject_code\n\xff\xfe\n")

    assert refused(run_json("import_curriculum", missing)) == "columns_missing"
    assert refused(run_json("import_curriculum", latin)) == "not_utf8"
    assert refused(run_json("import_curriculum", tmp_path / "no")) == "file_missing"
    assert not ProgrammeRow.objects.exists()
