"""Addresses of the start pages."""

from django.urls import path

from lms.portal import views

app_name = "portal"
urlpatterns = [path("", views.start, name="start")]
