"""Start pages: what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def start(request: HttpRequest) -> HttpResponse:
    """Show the visitor's start page."""
    return render(request, "portal/welcome.html")
