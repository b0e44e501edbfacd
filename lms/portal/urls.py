"""Addresses of the start pages."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from lms.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.start, name="start"),
    path("tim/", login_required(views.find), name="find"),
]
