"""What every page's frame needs."""

from django.conf import settings
from django.http import HttpRequest

from lms.core.frame import frame_for


def frame(request: HttpRequest) -> dict:
    """Return the frame: is it a demonstration, the menu, the person's names.

    Lazy: the menu is asked for only by pages that show it.
    """
    return {
        "frame": frame_for(request),
        "languages": settings.LANGUAGES,
    }
