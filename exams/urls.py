"""Addresses of the app. Those with a token are answered by views.protocol."""

from django.urls import path, re_path

from exams.views import claims, code, pages, sheet

app_name = "exams"
CODE = r"(?P<code>[0-9a-f]{16})"
urlpatterns = [
    path("bai-kiem-tra/attempts/<str:code>/late", claims.late, name="late"),
    path("bai-kiem-tra/attempts/<str:code>/status", claims.status),
    path("bai-kiem-tra/attempts/<str:code>", claims.status, name="status"),
    path("bai-kiem-tra/ma/<str:build_id>/<str:name>", code.code_file, name="code"),
    path("bai-kiem-tra/sw.js", code.worker, name="worker"),
    path("bai-kiem-tra/", pages.own_tests, name="own_tests"),
    re_path(rf"^bai-kiem-tra/{CODE}/$", pages.room, name="room"),
    re_path(rf"^bai-kiem-tra/{CODE}/giay/$", sheet.save, name="sheet"),
    re_path(rf"^bai-kiem-tra/{CODE}/giay/bat-dau/$", sheet.start, name="sheet_start"),
    re_path(rf"^bai-kiem-tra/{CODE}/bien-nhan/$", pages.receipt, name="receipt"),
]
