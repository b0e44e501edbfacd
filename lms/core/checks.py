"""System checks of the installation: contradictions are said at the start."""

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security, deploy=True)
def content_origin_is_apart(**_kwargs: object) -> list[Error]:
    """lms.E001: active content must have an origin of its own in production."""
    if settings.EMBEDDED or settings.CONTENT_ORIGIN:
        return []
    return [
        Error(
            "Active content (simulations) has no origin of its own.",
            hint="Set LMS_CONTENT_ORIGIN to another host name than the site's.",
            id="lms.E001",
        )
    ]
