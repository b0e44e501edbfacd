"""Addresses of the app."""

from django.urls import path, register_converter

from media import views


class CodeConverter:
    """A code as media.models makes them; anything else is no address of ours."""

    regex = "[A-Za-z0-9_-]{6,64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(CodeConverter, "file_code")

app_name = "media"
urlpatterns = [
    path("tap-tin/<file_code:code>/", views.file, name="file"),
    path("tap-tin/van-phong/<path:signed>", views.back_office, name="back_office"),
]
