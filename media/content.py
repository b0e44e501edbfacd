"""The content origin: active content and nothing else."""

from django.http import HttpRequest, HttpResponse


def serve(request: HttpRequest) -> HttpResponse:
    """Answer one request to the content origin."""
    return HttpResponse("not found", status=404, content_type="text/plain")
