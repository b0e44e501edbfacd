"""Addresses of the repository."""

from django.urls import path, register_converter

from library.views import authoring, evidence, reading, review


class ResourceCodeConverter:
    """A code as library.models makes them, e.g. HL-7K2M9Q, in any case."""

    regex = "[A-Za-z]{2}-[A-Za-z0-9]{6}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(ResourceCodeConverter, "resource_code")

app_name = "library"
_ONE = "hoc-lieu/<resource_code:code>/"
urlpatterns = [
    path("hoc-lieu/", reading.search, name="search"),
    path("soan-hoc-lieu/", authoring.compose, name="compose"),
    path("duyet-hoc-lieu/", review.queue, name="queue"),
    path(
        "duyet-hoc-lieu/<resource_code:code>/<int:number>/",
        review.version,
        name="review",
    ),
    path(
        "duyet-hoc-lieu/<resource_code:code>/<int:number>/quyet-dinh/",
        review.decide,
        name="decide",
    ),
    path(_ONE, reading.resource, name="resource"),
    path(f"{_ONE}phan/<int:position>/", reading.resource, name="part"),
    path(f"{_ONE}tra-loi/", evidence.answer, name="answer"),
    path(f"{_ONE}da-doc/", evidence.finish, name="finish"),
    path(f"{_ONE}chia-se/", review.share, name="share"),
    path(f"{_ONE}su-kien/", evidence.take, name="events"),
]
