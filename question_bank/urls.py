"""Addresses of the app."""

from django.urls import URLPattern

app_name = "question_bank"
urlpatterns: list[URLPattern] = []
