"""The way of a material: who, in which order, bound to what."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from library import api
from library.enums import Verb, VersionState
from library.models import Decision, FrozenVersion
from library.queries.reading import version_for
from library.rules.content import digest_of
from library.services import review
from library.services.status import status_of
from library.services.steering import move_on
from lms.core.errors import DomainError, NotFound
from lms.core.models import AuditEntry
from tests.factories.library import (
    CHECK,
    HEADING,
    TEXT,
    edit,
    make_image,
    make_lecture,
    make_link,
    make_simulation,
    make_textbook,
    publish,
)
from tests.library.people import deciding

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return deciding()


def lecture(people, **changes):
    return make_lecture(unit=people.school, owner=people.teacher, **changes)


def published(people, page=None):
    page = page or lecture(people)
    return publish(page, adopter=people.group_head, head=people.head)


@contextmanager
def refuses(name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        yield


def refused(code, act, *args, **kwargs):
    before = list(FrozenVersion.objects.values_list("pk", "state", "digest"))
    decisions = Decision.objects.count()
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        act(*args, **kwargs)
    assert refusal.value.code == code
    assert list(FrozenVersion.objects.values_list("pk", "state", "digest")) == before
    assert Decision.objects.count() == decisions


def test_the_whole_way_with_names_and_times(people):
    page = lecture(people)
    assert status_of(page) == "draft"
    version = review.submit(page, by=people.teacher)
    assert status_of(page) == "group_review"
    version = review.adopt(version, by=people.group_head)
    assert status_of(page) == "group_review"
    version = review.approve(version, by=people.head)
    assert status_of(page) == "approved"
    version = review.publish(version, by=people.head)
    assert status_of(page) == "published"
    version = review.withdraw(version, by=people.head, reason="Có sai sót")
    assert status_of(page) == "withdrawn"
    rows = version.decisions.values_list("verb", "by__username")
    assert list(rows) == [
        (Verb.SUBMIT, "teacher"),
        (Verb.ADOPT, "grouphead"),
        (Verb.APPROVE, "head"),
        (Verb.PUBLISH, "head"),
        (Verb.WITHDRAW, "head"),
    ]
    assert AuditEntry.objects.filter(object_code=page.code).count() == 5


def test_nobody_else_submits_and_nobody_skips_a_step(people):
    page = lecture(people)
    refused("not_allowed", review.submit, page, by=people.colleague)
    version = review.submit(page, by=people.teacher)
    refused("not_adopted", review.approve, version, by=people.head)
    refused("wrong_step", review.publish, version, by=people.head)
    for act in (review.adopt, review.approve, review.publish, review.withdraw):
        refused("not_allowed", act, version, by=people.colleague)
        refused("not_allowed", act, version, by=people.stranger)
    refused("not_allowed", review.adopt, version, by=people.head)
    review.adopt(version, by=people.group_head)
    refused("already_adopted", review.adopt, version, by=people.group_head)
    refused("not_allowed", review.approve, version, by=people.group_head)
    refused("resource_under_way", review.submit, page, by=people.teacher)


def test_the_author_never_decides_even_with_the_right(people):
    own = make_lecture(unit=people.school, owner=people.group_head)
    version = review.submit(own, by=people.group_head)
    refused("own_material", review.adopt, version, by=people.group_head)
    review.adopt(version, by=None)
    heads_own = make_lecture(unit=people.school, owner=people.head)
    version = review.submit(heads_own, by=people.head)
    review.adopt(version, by=people.group_head)
    refused("own_material", review.approve, version, by=people.head)


def test_a_group_head_of_another_subject_decides_nothing(people):
    physics = lecture(people, subject="PHY")
    version = review.submit(physics, by=people.teacher)
    refused("not_allowed", review.adopt, version, by=people.group_head)


def test_returned_with_a_reason_and_submitted_again(people):
    page = lecture(people)
    version = review.submit(page, by=people.teacher)
    refused(
        "reason_missing", review.give_back, version, by=people.group_head, reason=" "
    )
    review.give_back(version, by=people.group_head, reason="Thiếu ví dụ")
    assert status_of(page) == "draft"
    again = review.submit(page, by=people.teacher)
    assert (again.number, again.state) == (2, VersionState.GROUP_REVIEW)


def test_an_approved_version_does_not_move_when_the_page_does(people):
    page = lecture(people, body=[HEADING, TEXT])
    version = published(people, page)
    before = FrozenVersion.objects.values().get(pk=version.pk)
    edit(page, title="Tên khác", body=[("text", "<p>Nội dung khác</p>")])
    live = version_for(people.candidate, page.code)
    assert live.title == "Hàm số bậc hai"
    assert FrozenVersion.objects.values().get(pk=version.pk) == before
    assert digest_of(live.data) == live.digest == version.digest


def test_a_new_version_replaces_the_old_only_when_published(people):
    page = lecture(people)
    first = published(people, page)
    refused("resource_unchanged", review.submit, page, by=people.teacher)
    edit(page, title="Hàm số bậc hai, bản mới")
    second = review.submit(page, by=people.teacher)
    assert status_of(page) == "published"
    assert version_for(people.candidate, page.code).pk == first.pk
    review.adopt(second, by=people.group_head)
    review.approve(second, by=people.head)
    assert version_for(people.candidate, page.code).pk == first.pk
    review.publish(second, by=people.head)
    assert version_for(people.candidate, page.code).pk == second.pk
    first.refresh_from_db()
    assert first.state == VersionState.REPLACED


def test_a_picture_that_is_replaced_in_the_editor_stays_in_the_version(people):
    image = make_image("teal")
    body = [("picture", {"image": image, "alt": "Hình", "caption": ""})]
    version = published(people, lecture(people, body=body))
    code = version.data["parts"][0]["blocks"][0]["file"]
    image.file.delete(save=False)
    image.delete()
    assert api.resource_card(version.code).state == "published"
    assert version.files.get().file_code == code


def test_withdrawal_takes_effect_at_once(people):
    version = published(people)
    assert api.search(people.candidate, "ham so")
    review.withdraw(version, by=people.head)
    with pytest.raises(NotFound):
        version_for(people.candidate, version.code)
    assert api.search(people.candidate, "ham so") == []
    assert version.terms.count() == 0


def test_school_material_is_the_schools_until_it_is_shared(people):
    version = published(people)
    assert api.search(people.stranger, "") == []
    refused("not_allowed", review.share, version, by=people.head)
    review.share(version, by=people.officer)
    assert [card.code for card in api.search(people.stranger, "")] == [version.code]
    refused("already_shared", review.share, version, by=people.officer)


def test_shared_material_stays_shared_with_its_next_version(people):
    page = lecture(people)
    version = published(people, page)
    review.share(version, by=people.officer)
    edit(page, title="Bản hai")
    assert published(people, page).scope_id == people.province.pk


def test_province_material_is_decided_by_officers_and_leaders(people):
    page = make_lecture(unit=people.province, owner=people.officer)
    version = review.submit(page, by=people.officer)
    refused("own_material", review.adopt, version, by=people.officer)
    refused("not_allowed", review.approve, version, by=people.head)
    review.adopt(version, by=None)
    review.publish(review.approve(version, by=people.leader), by=people.leader)
    assert version_for(people.stranger, page.code)


def test_filed_in_one_step_says_so(people):
    page = make_lecture(unit=people.school, owner=people.head)
    refused("not_allowed", review.file_directly, page, by=people.teacher)
    version = review.file_directly(page, by=people.head)
    assert (version.state, version.is_direct) == (VersionState.PUBLISHED, True)
    assert [decision.verb for decision in version.decisions.all()] == [Verb.FILE]


def test_what_is_not_complete_is_not_submitted(people):
    refused(
        "resource_empty", review.submit, lecture(people, body=[]), by=people.teacher
    )
    twice = [CHECK[0], CHECK[1] | {"options": [CHECK[1]["options"][0]]}]
    bad = lecture(people, body=[tuple(twice)])
    refused("resource_incomplete", review.submit, bad, by=people.teacher)


@pytest.mark.parametrize("make", [make_textbook, make_simulation, make_link])
def test_other_kinds_go_the_same_way(people, make):
    version = published(people, make(unit=people.school, owner=people.teacher))
    assert version_for(people.candidate, version.code).digest == version.digest


def test_steering_by_words_takes_the_steps_of_the_persons_rights(people):
    page = lecture(people)
    assert move_on(page, "group_review", by=people.teacher)["status"] == "group_review"
    adopted = move_on(page, "approved", by=people.group_head)
    assert (adopted["steps"], adopted["status"]) == (["adopt"], "group_review")
    done = move_on(page, "published", by=people.head)
    assert (done["steps"], done["status"]) == (["approve", "publish"], "published")
    assert move_on(page, "withdrawn", by=people.head)["status"] == "withdrawn"
    refused("nothing_pending", move_on, page, "published", by=people.head)


def test_approval_at_a_date(people):
    version = published(people)
    today = timezone.localdate()
    code = version.code
    assert api.approved([code, "HL-KHONGC"]) == {code}
    assert api.approved([code], at=today) == {code}
    assert api.approved([code], at=today - timedelta(days=1)) == set()
    review.withdraw(version, by=people.head)
    assert api.approved([code]) == set()
    assert api.approved([code], at=today) == {code}  # it held in the morning
    assert api.approved([code], at=today + timedelta(days=1)) == set()
    waiting = review.submit(lecture(people, title="Chờ"), by=people.teacher)
    assert api.approved([waiting.code]) == set()


def test_approval_lasts_through_a_replacement(people):
    page = lecture(people)
    published(people, page)
    edit(page, title="Bản hai")
    published(people, page)
    assert api.approved([page.code]) == {page.code}


def test_versions_and_decisions_are_never_changed_or_deleted(people):
    version = published(people)
    version.title = "Khác"
    with pytest.raises(TypeError):
        version.save()
    with pytest.raises(TypeError):
        version.save(update_fields=["title"])
    with pytest.raises(TypeError):
        version.delete()
    decision = version.decisions.first()
    with pytest.raises(TypeError):
        decision.save()
    with pytest.raises(TypeError):
        decision.delete()


def test_the_database_refuses_nonsense(people):
    version = published(people)
    rows = FrozenVersion.objects.filter(pk=version.pk)
    now = timezone.now()
    bad = {
        "version_state_known": {"state": "x"},
        "version_kind_known": {"kind": "x"},
        "version_grade_known": {"grade": 13},
        "version_approved_after_adoption": {"adopted_at": None},
        "version_published_has_time": {"published_at": None},
        "version_ended_has_time": {"ended_at": now},
        "version_not_decided_by_author": {"approved_by": people.teacher},
    }
    for name, change in bad.items():
        with refuses(name):
            rows.update(**change)
    with refuses("version_not_decided_by_author"):
        rows.update(adopted_by=people.teacher)


def test_one_version_under_way_and_one_published(people):
    page = lecture(people)
    first = published(people, page)
    edit(page, title="Bản hai")
    second = review.submit(page, by=people.teacher)
    now = timezone.now()
    steps = {"adopted_at": now, "approved_at": now, "published_at": now}
    with refuses(r"version_one_published|UNIQUE"):
        FrozenVersion.objects.filter(pk=second.pk).update(state="published", **steps)
    with refuses(r"version_one_under_way|UNIQUE"):
        FrozenVersion.objects.filter(pk=first.pk).update(state="approved")
    with refuses(r"version_once|UNIQUE"):
        FrozenVersion.objects.filter(pk=second.pk).update(number=1)


def test_parts_files_nodes_terms_and_decisions_have_their_checks(people):
    version = published(people)
    part = version.parts.get()
    with refuses(r"version_part_once|UNIQUE"):
        version.parts.create(position=part.position)
    version.files.create(file_code="x")
    with refuses(r"version_file_once|UNIQUE"):
        version.files.create(file_code="x")
    version.nodes.create(node_code="x")
    with refuses(r"version_node_once|UNIQUE"):
        version.nodes.create(node_code="x")
    with refuses(r"search_term_once|UNIQUE"):
        version.terms.create(term=version.terms.first().term, weight=1)
    at = timezone.now()
    with refuses("decision_verb_known"):
        version.decisions.create(verb="x", at=at)
    with refuses("decision_return_has_reason"):
        version.decisions.create(verb="return", at=at)
