"""The online share on screen: from the province down to the paragraph of Word."""

import html
import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse

from lms.core.clock import today
from lms.people.enums import Role
from lms.people.models import Semester
from lms.records.models import Mark, PeriodRecord, Snapshot, Target
from lms.records.services.results import take_results
from lms.records.services.snapshots import take_snapshot
from question_bank.models import ItemVersion
from tests.factories.curriculum import make_programme_row
from tests.factories.people import give_role, make_user
from tests.factories.question_bank import make_bank, make_item
from tests.factories.records import make_mark, make_period, make_record, make_target
from tests.factories.results import make_exam, release, slot
from tests.people import standing

pytestmark = pytest.mark.django_db
DAY = date(2027, 6, 30)


@pytest.fixture
def people():
    make_programme_row("MAT")
    people = standing()
    make_record(
        make_period(people.cohort, title="Mệnh đề"), mode="online_sync", completed=1
    )
    make_mark(people.candidate, people.cohort, venue="room")
    return people


@pytest.fixture
def measured(people):
    take_snapshot(people.cohort.year.code, as_of=DAY)
    return people


def url(name, *args):
    return reverse(f"records:{name}", args=args)


def links(client, address):
    return client.get(address).content.decode()


def test_before_the_first_measurement_the_page_says_what_to_do(client, people):
    client.force_login(people.officer)
    page = client.get(url("board"), follow=True)
    assert page.status_code == 200
    assert page.context["snapshot"] is None


def test_an_officer_walks_from_the_province_to_one_period(client, measured):
    people = measured
    client.force_login(people.officer)
    assert client.get(url("board")).url == url("unit", "P")
    assert url("unit", "C") in links(client, url("unit", "P"))
    assert url("unit", "S") in links(client, url("unit", "C"))
    assert url("cohort", people.cohort.pk) in links(client, url("unit", "S"))
    cell = url("cell", people.cohort.pk, "MAT")
    assert cell in links(client, url("cohort", people.cohort.pk))
    page = client.get(cell)
    assert not page.context["has_moved"]
    period = page.context["rows"].periods[0].record.period
    assert url("evidence_period", period.pk) in page.content.decode()
    assert "Mệnh đề" in links(client, url("evidence_period", period.pk))
    mark = page.context["rows"].marks[0].mark
    assert url("evidence_mark", mark.pk) in page.content.decode()
    assert client.get(url("evidence_mark", mark.pk)).status_code == 200


def test_a_mark_of_a_sitting_opens_to_its_questions_and_their_source(client, people):
    version = make_item(publish=True)
    exam = make_exam(people.cohort)
    release(exam, people.candidate, people.cohort, slots=[slot(version)])
    take_results()
    take_snapshot(people.cohort.year.code, as_of=DAY)
    mark = Mark.objects.get(source="sitting")
    client.force_login(people.officer)
    page = client.get(url("evidence_mark", mark.pk)).content.decode()
    for said in (exam.title, exam.code, "0101", version.item.code):
        assert said in page


def test_the_source_of_a_secret_question_is_for_those_who_are_named(client, people):
    bank = make_bank("MAT", owner=people.school, is_secret=True)
    version = make_item(bank, publish=True)
    ItemVersion.objects.update(source_html="<p>Nguyên văn</p>")
    release(
        make_exam(people.cohort), people.candidate, people.cohort, slots=[slot(version)]
    )
    take_results()
    mark = Mark.objects.get(source="sitting")
    client.force_login(people.officer)
    assert (
        "Nguyên văn" not in client.get(url("evidence_mark", mark.pk)).content.decode()
    )
    bank.grants.create(person=people.officer)
    assert "Nguyên văn" in client.get(url("evidence_mark", mark.pk)).content.decode()


def test_a_figure_that_no_longer_holds_says_so(client, measured):
    people = measured
    Mark.objects.update(venue="paper")
    client.force_login(people.officer)
    page = client.get(url("cell", people.cohort.pk, "MAT"))
    assert page.context["has_moved"]


@pytest.mark.parametrize("name", ["unit", "print_unit"])
@pytest.mark.parametrize("count", [1, 3])
def test_a_unit_needs_the_same_queries_for_1_and_3(
    client, people, name, count, django_assert_num_queries
):
    for _snapshot in range(count):
        take_snapshot(people.cohort.year.code, as_of=DAY)
    client.force_login(people.head)
    with django_assert_num_queries({"unit": 22, "print_unit": 19}[name]):
        client.get(url(name, "S"))


def test_targets_stand_beside_the_figures(client, measured):
    people = measured
    make_target(people.province, "secondary", "0.10")
    client.force_login(people.officer)
    line = client.get(url("unit", "P")).context["board"].levels[0]
    assert line.aim.source == "Kế hoạch 504/KH-SGDĐT"
    assert line.reached is True  # S = (1/105 + 1/1) / 2


def test_an_older_snapshot_opens_by_its_code_and_a_strange_one_does_not(
    client, measured
):
    people = measured
    old = Snapshot.objects.get()
    other = take_snapshot(people.cohort.year.code, as_of=DAY, unit=people.other_school)
    client.force_login(people.head)
    page = client.get(url("unit", "S"), {"chot": old.code})
    assert page.context["snapshot"] == old
    assert client.get(url("unit", "S"), {"chot": other.code}).status_code == 404


def test_a_head_fixes_the_figures_of_her_school(client, people):
    year = people.cohort.year
    Semester.objects.filter(year=year, number=1).update(starts=today())
    year.starts = min(year.starts, today())
    year.save()
    client.force_login(people.head)
    page = client.get(url("fix", "S"), {"hoc-ky": "1"})
    assert (page.context["semester"], page.context["count"]) == (1, 1)
    assert not Snapshot.objects.exists()  # asked first, by a page that works as a form
    assert 'name="hoc-ky" value="1"' in page.content.decode()
    answer = client.post(url("fix", "S"), {"hoc-ky": "1"})
    snapshot = Snapshot.objects.get()
    assert answer.url == f"{url('unit', 'S')}?chot={snapshot.code}"
    assert (snapshot.by, snapshot.semester) == (people.head, 1)
    assert snapshot.scope_code == "S"


@pytest.mark.parametrize("name", ["unit", "print_unit", "lacking", "targets"])
def test_nobody_reads_the_figures_of_another_school(client, measured, name):
    people = measured
    stranger = make_user("head2")
    give_role(stranger, Role.SCHOOL_HEAD, people.other_school)
    for person in (stranger, people.teacher, people.candidate, people.stranger):
        client.force_login(person)
        assert client.get(url(name, "S")).status_code == 404
    client.force_login(stranger)
    assert client.get(url("cohort", people.cohort.pk)).status_code == 404
    assert client.get(url("cell", people.cohort.pk, "MAT")).status_code == 404
    assert client.get(url("fix", "S")).status_code == 404
    assert client.post(url("fix", "S")).status_code == 404
    assert Snapshot.objects.count() == 1


def test_an_officer_sets_and_ends_a_target(client, people):
    client.force_login(people.officer)
    form = {
        "level": "secondary",
        "percent": "12,5",
        "valid_from": "2026-09-01",
        "source": "Kế hoạch 9/KH",
    }
    client.post(url("targets", "P"), form)
    target = Target.objects.get()
    assert (str(target.value), target.by) == ("0.1250", people.officer)
    again = client.post(url("targets", "P"), form)
    assert again.context["form"].errors
    client.post(url("end_target", target.pk), {"valid_to": "2027-01-01"})
    assert Target.objects.get().valid_to == date(2027, 1, 1)


def test_a_head_reads_targets_but_sets_none(client, people):
    target = make_target(people.school)
    client.force_login(people.head)
    assert client.get(url("targets", "S")).context["form"] is None
    answer = client.post(url("end_target", target.pk), {"valid_to": "2027-01-01"})
    assert answer.status_code == 404
    assert Target.objects.get().valid_to is None


def test_the_chosen_snapshot_stays_on_every_link(client, measured):
    people, old = measured, Snapshot.objects.get()
    take_snapshot(people.cohort.year.code, as_of=DAY)
    make_target(people.school)
    make_record(make_period(people.cohort, period_no=2), confirmed=False)
    record, mark = PeriodRecord.objects.first(), Mark.objects.first()
    client.force_login(people.officer)
    names = "unit|cohort|cell|targets|end_target|lacking|print_unit|evidence_.*"
    own = re.compile(rf"records:({names})$")
    for address in (
        url("unit", "C"),
        url("unit", "S"),
        url("fix", "S"),
        url("targets", "S"),
        url("lacking", "S"),
        url("cohort", people.cohort.pk),
        url("cell", people.cohort.pk, "MAT"),
        url("evidence_period", record.period_id),
        url("evidence_mark", mark.pk),
    ):
        page = client.get(address, {"chot": old.code}).content.decode()
        main = page.split("<main", 1)[1]
        found = [html.unescape(link) for link in re.findall(r'href="(/[^"]+)"', main)]
        ours = [link for link in found if own.match(_name(link))]
        assert ours, address
        assert [link for link in ours if f"chot={old.code}" not in link] == []


def _name(link):
    try:
        return resolve(urlsplit(link).path).view_name
    except Resolver404:
        return ""


def test_classes_that_lack_data_are_listed(client, people):
    make_record(make_period(people.cohort, period_no=2), confirmed=False)
    client.force_login(people.head)
    page = client.get(url("lacking", "S"))
    assert [lack.cohort for lack in page.context["page"]] == [people.cohort]
