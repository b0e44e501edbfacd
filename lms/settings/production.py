"""A province's own servers. Guesses nothing: what is missing stops the start."""

from lms.settings import env
from lms.settings.base import *  # noqa: F403  settings files extend each other
from lms.settings.base import CONTENT_ORIGIN, SECRET_KEY
from lms.settings.database import database

SECRET_KEY = env.required("LMS_SECRET_KEY", SECRET_KEY)
ALLOWED_HOSTS = env.words("LMS_ALLOWED_HOSTS")
env.required("LMS_ALLOWED_HOSTS", ",".join(ALLOWED_HOSTS))
CONTENT_ORIGIN = env.required("LMS_CONTENT_ORIGIN", CONTENT_ORIGIN)
DATABASES = {
    "default": database(
        env.required("LMS_DATABASE_URL", env.text("LMS_DATABASE_URL")),
        var=VAR_DIR,  # noqa: F405  comes with base
    )
}
env.required("LMS_CACHE_URL", env.text("LMS_CACHE_URL"))
env.required("LMS_BROKER_URL", env.text("LMS_BROKER_URL"))
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]
WAGTAILADMIN_BASE_URL = CSRF_TRUSTED_ORIGINS[0]

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
