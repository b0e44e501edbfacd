"""Addresses of log-in and people."""

from django.contrib.auth import views as auth_views
from django.urls import path

app_name = "people"
urlpatterns = [
    path(
        "dang-nhap/",
        auth_views.LoginView.as_view(template_name="people/log_in.html"),
        name="log_in",
    ),
    path("dang-xuat/", auth_views.LogoutView.as_view(), name="log_out"),
]
