"""Addresses of the programme."""

from django.urls import path

from lms.curriculum import views

app_name = "curriculum"
urlpatterns = [
    path("chuong-trinh/", views.overview, name="overview"),
    path(
        "chuong-trinh/<slug:subject_code>/<slug:level_slug>/<int:grade>/",
        views.tree,
        name="tree",
    ),
]
