"""Addresses of the student record."""

from django.urls import URLPattern, path

from lms.records.views import board, evidence, gradebook, ledger, targets

app_name = "records"
SHARE = "ti-trong-truc-tuyen/"
urlpatterns: list[URLPattern] = [
    path("so-dau-bai/", ledger.week, name="week"),
    path("so-dau-bai/tiet/<int:period_id>/", ledger.period, name="period"),
    path(
        "so-dau-bai/tiet/<int:period_id>/tra-lai/", ledger.reject, name="reject_period"
    ),
    path(
        "so-dau-bai/tiet/<int:period_id>/lay-so-lieu/",
        ledger.refresh,
        name="refresh_period",
    ),
    path("so-diem/", gradebook.courses, name="courses"),
    path("so-diem/diem/<int:mark_id>/", gradebook.mark, name="mark"),
    path("so-diem/<int:cohort_id>/<str:subject>/", gradebook.sheet, name="sheet"),
    path("diem-so/", gradebook.own, name="own_marks"),
    path("diem-so/<str:code>/", gradebook.own, name="ward_marks"),
    path(SHARE, board.start, name="board"),
    path(f"{SHARE}lop/<int:cohort_id>/", board.cohort, name="cohort"),
    path(f"{SHARE}lop/<int:cohort_id>/<str:subject>/", evidence.cell, name="cell"),
    path(f"{SHARE}tiet/<int:period_id>/", evidence.period, name="evidence_period"),
    path(f"{SHARE}diem/<int:mark_id>/", evidence.mark, name="evidence_mark"),
    path(f"{SHARE}chi-tieu/<int:target_id>/ket-thuc/", targets.end, name="end_target"),
    path(f"{SHARE}don-vi/<path:code>/chot/", board.fix, name="fix"),
    path(f"{SHARE}don-vi/<path:code>/in/", board.print_unit, name="print_unit"),
    path(f"{SHARE}don-vi/<path:code>/thieu/", board.lacking, name="lacking"),
    path(f"{SHARE}don-vi/<path:code>/chi-tieu/", targets.targets, name="targets"),
    path(f"{SHARE}don-vi/<path:code>/", board.unit, name="unit"),
]
