"""Who gets in to stored files: those whom the purpose of a file lets in."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from media.storage import signed_name
from tests.access import (
    ADMIN,
    CANDIDATE,
    EXAM_OFFICER,
    GUARDIAN,
    HEAD,
    HIDDEN,
    OFFICER,
    STRANGER,
    TEACHER,
    Route,
    who,
)
from tests.factories.library import make_image, make_lecture, publish
from tests.factories.media import picture_bytes


def build(world):
    block = ("picture", {"image": make_image(), "alt": "Hình", "caption": ""})
    version = publish(make_lecture(unit=world.school, body=[block]))
    world.file_code = version.files.get().file_code
    name = default_storage.save("images/a.png", ContentFile(picture_bytes()))
    world.signed = signed_name(name)


ROUTES = [
    # No log-in page for a picture: a stranger is told nothing at all.
    Route(
        "media:file",
        lambda w: [w.file_code],
        who(
            CANDIDATE,
            GUARDIAN,
            TEACHER,
            HEAD,
            OFFICER,
            EXAM_OFFICER,
            ADMIN,
            anonymous=HIDDEN,
        ),
    ),
    Route(
        "media:back_office",
        lambda w: [w.signed],
        who(TEACHER, HEAD, OFFICER, STRANGER, anonymous=HIDDEN),
    ),
]
