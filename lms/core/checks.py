"""System checks of the installation: contradictions are said at the start."""

from urllib.parse import urlsplit

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


@register(Tags.security, deploy=True)
def content_host_is_another(**_kwargs: object) -> list[Error]:
    """lms.E002: the host of active content must not be one of the site's own."""
    host = urlsplit(settings.CONTENT_ORIGIN).hostname
    if settings.EMBEDDED or host is None or host not in settings.ALLOWED_HOSTS:
        return []
    return [
        Error(
            f"Active content would share the host {host} with the site.",
            hint="Give LMS_CONTENT_ORIGIN a host name that LMS_ALLOWED_HOSTS lacks.",
            id="lms.E002",
        )
    ]
