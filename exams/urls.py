"""Addresses of the app. Those with a token are answered by views.protocol."""

from django.urls import path

from exams.views import claims

app_name = "exams"
urlpatterns = [
    path("bai-kiem-tra/attempts/<str:code>/claim", claims.claim, name="claim"),
    path("bai-kiem-tra/attempts/<str:code>/late", claims.late, name="late"),
    path("bai-kiem-tra/attempts/<str:code>/status", claims.status),
    path("bai-kiem-tra/attempts/<str:code>", claims.status, name="status"),
]
