"""Addresses of the app. Those with a token are answered by views.protocol."""

from django.urls import path, re_path

from exams.views import (
    blueprints,
    claims,
    code,
    marking,
    pages,
    papers,
    results,
    sheet,
    sittings,
    slips,
)

app_name = "exams"
SHEET = "de-thi/ma-tran/<str:code>"
SITTING = "ca-thi/<str:code>"
CODE = r"(?P<code>[0-9a-f]{16})"
urlpatterns = [
    path("bai-kiem-tra/attempts/<str:code>/late", claims.late, name="late"),
    path(
        "bai-kiem-tra/attempts/<str:code>/status", claims.status, name="status_by_verb"
    ),
    path("bai-kiem-tra/attempts/<str:code>", claims.status, name="status"),
    path("bai-kiem-tra/ma/<str:build_id>/<str:name>", code.code_file, name="code"),
    path("bai-kiem-tra/sw.js", code.worker, name="worker"),
    path("bai-kiem-tra/", pages.own_tests, name="own_tests"),
    re_path(rf"^bai-kiem-tra/{CODE}/$", pages.room, name="room"),
    re_path(rf"^bai-kiem-tra/{CODE}/giay/$", sheet.save, name="sheet"),
    re_path(rf"^bai-kiem-tra/{CODE}/giay/bat-dau/$", sheet.start, name="sheet_start"),
    re_path(rf"^bai-kiem-tra/{CODE}/bien-nhan/$", pages.receipt, name="receipt"),
    re_path(rf"^bai-kiem-tra/{CODE}/ket-qua/$", slips.own_result, name="own_result"),
    path("de-thi/", papers.paper_list, name="papers"),
    path("de-thi/ma-tran/", blueprints.blueprint_list, name="blueprints"),
    path("de-thi/ma-tran/moi/", blueprints.blueprint_new, name="blueprint_new"),
    path(f"{SHEET}/", blueprints.blueprint_page, name="blueprint"),
    path(f"{SHEET}/thieu/", blueprints.blueprint_check, name="blueprint_check"),
    path("de-thi/tu-tep/<str:batch>/", papers.paper_of_file, name="paper_of_file"),
    path("de-thi/<str:code>/", papers.paper_page, name="paper"),
    path("de-thi/<str:code>/in/", papers.paper_print, name="paper_print"),
    path("de-thi/<str:code>/dap-an/", papers.paper_key, name="paper_key"),
    path("de-thi/<str:code>/ma-de/", papers.paper_variants, name="paper_variants"),
    path("de-thi/<str:code>/bo/", papers.paper_discard, name="paper_discard"),
    path("ca-thi/", sittings.sitting_list, name="sittings"),
    path("ca-thi/moi/", sittings.sitting_new, name="sitting_new"),
    path("ca-thi/bai/<str:code>/", results.result_preview, name="result_preview"),
    path("ca-thi/bai/<str:code>/viec/", sittings.attempt_act, name="attempt_act"),
    path(f"{SITTING}/", sittings.desk, name="sitting"),
    path(f"{SITTING}/san-sang/", sittings.sitting_ready, name="sitting_ready"),
    path(f"{SITTING}/tinh-hinh/", sittings.desk_state, name="desk_state"),
    path(f"{SITTING}/viec/", sittings.sitting_act, name="sitting_act"),
    path(f"{SITTING}/vao/", sittings.enter, name="enter"),
    path(f"{SITTING}/cham/", marking.marking, name="marking"),
    path(f"{SITTING}/cham/<int:version_id>/", marking.mark_one, name="mark_one"),
    path(f"{SITTING}/ket-qua/", results.results, name="results"),
    path(f"{SITTING}/ket-qua/cong-bo/", results.release, name="release"),
    path(f"{SITTING}/ket-qua/huy-cau/", results.void, name="void"),
    path(f"{SITTING}/ket-qua/cham-lai/", results.regrade_now, name="regrade"),
]
