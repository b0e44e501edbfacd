"""Uploads in the editor pass the same border as everything else (media)."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from lms.core import wording
from lms.core.errors import DomainError
from media.api import checked_file, package_facts

FILES = frozenset({"pdf", "pptx", "archive", "video", "audio", "captions", "image"})


def checked_upload(upload: Any, expect: frozenset[str]) -> Any:
    """Return the upload, or what is to be kept in its place.

    Raises ValidationError with the words of the refusal.
    """
    if upload is None or not hasattr(upload, "content_type"):
        return upload  # nothing new was sent
    try:
        found: Any = checked_file(upload, name=upload.name, expect=expect)
        if found.family == "archive":
            package_facts(upload)
    except DomainError as error:
        raise forms.ValidationError(wording.say_problem(error)) from None
    if found.stream is upload:
        upload.seek(0)
        upload.name = found.name
        return upload
    found.stream.seek(0)
    return SimpleUploadedFile(found.name, found.stream.read(), found.mime)


class PictureForm(BaseImageForm):
    """A picture loses its notes (place, camera) before it is kept."""

    def clean_file(self) -> Any:
        upload = self.cleaned_data.get("file")
        kept = checked_upload(upload, frozenset({"image"}))
        if kept is not upload:
            kept.image = getattr(upload, "image", None)  # Wagtail reads its size
        return kept


class FileForm(BaseDocumentForm):
    """A PDF, slides, a recording, captions or a package."""

    def clean_file(self) -> Any:
        return checked_upload(self.cleaned_data.get("file"), FILES)
