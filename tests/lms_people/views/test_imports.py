from io import BytesIO

import pytest

from lms.people.enums import Role
from lms.people.models import Cohort, ImportRun
from tests.factories.curriculum import make_programme_row, make_subject
from tests.factories.people import give_role, make_user
from tests.lms_people.scenes import scene
from tests.rosters import place, province, write_roster, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    make_subject("PHY")
    return scene()


def upload(client, code, data, name="truong.zip"):
    file = BytesIO(data)
    file.name = name
    return client.post(f"/nhap-du-lieu/{code}/", {"file": file}, follow=True)


def test_a_roster_goes_through_preview_and_confirmation(
    client, people, tmp_path, django_capture_on_commit_callbacks
):
    client.force_login(people.admin)
    tables = province()
    tables["enrollments"].append(place("bad", "zz", "h1"))
    data = zipped(
        write_roster(tmp_path / "r", **tables), tmp_path / "r.zip"
    ).read_bytes()

    preview = upload(client, "roster", data)
    run = ImportRun.objects.get()
    text = preview.content.decode()

    assert preview.redirect_chain[-1][0] == f"/nhap-du-lieu/tep/{run.token}/"
    assert "Chưa ghi gì" in text
    assert "Không có lớp “zz”" in text
    assert "enrollments.csv, dòng 7" in text
    assert "Nhập các dòng đúng" in text
    assert not Cohort.objects.filter(code="10G").exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/nhap-du-lieu/tep/{run.token}/nhan/", {"act": "take"})
    assert Cohort.objects.filter(code="10G").exists()
    done = client.get(f"/nhap-du-lieu/tep/{run.token}/").content.decode()
    assert "Đã nhập xong" in done
    history = client.get("/nhap-du-lieu/").content.decode()
    assert "truong.zip" in history
    assert "14 mới, 2 thay đổi, 1 dòng không nhập được" in history
    again = upload(client, "roster", data).content.decode()
    assert "không có gì mới" in again
    assert "Nhập các dòng đúng" not in again


def test_a_wrong_file_is_said_in_words_beside_the_field_or_as_a_whole(client, people):
    client.force_login(people.admin)

    wrong_kind = upload(client, "roster", b"x", name="a.exe").content.decode()
    empty = client.post("/nhap-du-lieu/roster/", {}).content.decode()
    broken = upload(client, "roster", b"x").content.decode()
    columns = upload(client, "curriculum", b"a,b\n1,2\n", name="a.csv").content.decode()

    assert "Loại tệp này không dùng được" in wrong_kind
    assert "Ô này không được để trống" in empty
    assert "Cả tệp bị từ chối" in broken
    assert "Tệp a.csv: Thiếu các cột Mã môn (subject_code)" in columns


def test_the_first_rows_are_shown_as_they_were_understood(client, people, tmp_path):
    client.force_login(people.admin)
    head = "Mã môn,Cấp học,Khối,Mã,Mã cấp trên,Loại,Tên,Số tiết\n"
    rows = "PHY,THPT,10,P1,,Chủ đề,Động học,5\nPHY,THPT,10,P2,,lạ,Lực,5\n"
    make_programme_row("PHY")

    page = upload(client, "curriculum_nodes", (head + rows).encode(), name="n.csv")

    (glance,) = page.context["outcome"]["first"]
    assert glance["headings"][:2] == ["Mã môn", "Cấp học"]
    assert [(row["row"], row["state"]) for row in glance["rows"]] == [
        (2, ""),
        (3, "skipped"),
    ]
    assert "“lạ” không dùng được ở cột Loại" in glance["rows"][1]["why"]
    run = ImportRun.objects.get()
    client.post(f"/nhap-du-lieu/tep/{run.token}/nhan/", {"act": "drop"})
    assert "first" not in ImportRun.objects.get().outcome


def test_a_roster_shows_its_first_rows_by_file(client, people, tmp_path):
    client.force_login(people.admin)
    folder = write_roster(tmp_path / "r", **province())
    data = zipped(folder, tmp_path / "r.zip").read_bytes()
    page = upload(client, "roster", data)
    files = [glance["file"] for glance in page.context["outcome"]["first"]]
    assert files[0] == "orgs.csv"
    assert "users.csv" in files


@pytest.mark.parametrize(
    "code",
    [
        "curriculum",
        "curriculum_nodes",
        "roster",
        "teaching_plan",
        "period_ledger",
        "marks",
    ],
)
def test_every_kind_explains_its_columns_and_gives_a_sample_it_understands(
    client, people, code
):
    give_role(people.admin, Role.SCHOOL_HEAD, people.school)
    client.force_login(people.admin)
    page = client.get(f"/nhap-du-lieu/{code}/")
    lines = [line for _title, lines in page.context["guides"] for line in lines]
    assert all(line["heading"] in page.content.decode() for line in lines)
    sample = client.get(f"/nhap-du-lieu/{code}/mau/")
    assert sample["Content-Disposition"] == f'attachment; filename="mau-{code}.xlsx"'

    shown = upload(client, code, sample.content, name="mau.xlsx")

    assert ImportRun.objects.get().state == "previewed"
    first = shown.context["outcome"]["first"]
    assert len(first) == len(page.context["guides"])
    wanted = {line["heading"] for line in lines if line["is_required"]}
    assert wanted <= {heading for glance in first for heading in glance["headings"]}


def test_the_sample_of_a_school_s_staff_names_their_school_and_comes_in(client, people):
    make_programme_row("MAT")
    make_programme_row("LIT")
    client.force_login(people.it)
    sample = client.get("/nhap-du-lieu/roster/mau/").content
    shown = upload(client, "roster", sample, name="mau.xlsx").context["outcome"]
    assert shown["skipped"] == []
    assert shown["counts"][2] == {
        "kind": "people", "added": 4, "changed": 0, "unchanged": 0,
    }  # fmt: skip


def test_each_role_sees_its_own_kinds(client, people):
    client.force_login(people.officer)
    officer = client.get("/nhap-du-lieu/").content.decode()
    client.force_login(people.it)
    staff = client.get("/nhap-du-lieu/").content.decode()

    assert "/nhap-du-lieu/curriculum_nodes/" in officer
    assert "/nhap-du-lieu/roster/" not in officer
    assert "/nhap-du-lieu/roster/" in staff
    assert client.get("/nhap-du-lieu/curriculum/").status_code == 404
    client.force_login(people.candidate)
    assert client.get("/nhap-du-lieu/").status_code == 404


def test_administrators_see_what_others_brought(client, people):
    client.force_login(people.it)
    upload(client, "roster", b"x", name="cua-it.zip")
    other = make_user("other")
    give_role(other, Role.SCHOOL_IT, people.other_school)
    client.force_login(other)
    assert "cua-it.zip" not in client.get("/nhap-du-lieu/").content.decode()
    client.force_login(people.admin)
    assert "cua-it.zip" in client.get("/nhap-du-lieu/").content.decode()
    ImportRun.objects.update(importer="marks")  # she may not bring these herself
    assert "Điểm trong sổ điểm" in client.get("/nhap-du-lieu/").content.decode()


def test_an_officer_of_one_subject_brings_nodes_of_that_one(client, people):
    subject = people.teacher.teaching.exclude(subject=None).get().subject
    officer = make_user("mat_officer")
    give_role(officer, Role.CURRICULUM_OFFICER, people.province, subject=subject)
    client.force_login(officer)
    rows = "subject_code,level,grade,code,parent_code,kind,title,periods\n"
    rows += "LIT,upper_secondary,10,L1,,topic,Truyện,3\n"

    page = upload(client, "curriculum_nodes", rows.encode(), name="n.csv")

    assert page.status_code == 200
    assert "Dòng không nhập được" in page.content.decode()
    assert "Không dòng nào trong tệp nhập được" in page.content.decode()
