"""Fast settings for the tests: cheap hasher, memory cache, tasks in the process."""

import os
import tempfile
from pathlib import Path

from lms.settings.base import *  # noqa: F403  settings files extend each other
from lms.settings.base import (
    AUTHENTICATION_BACKENDS,
    BASE_DIR,
    DATABASES,
    MIDDLEWARE,
    STORAGES,
)

SECRET_KEY = "only-for-tests-" + "x" * 40
EMBEDDED = True
ALLOWED_HOSTS = ["*"]
VAR_DIR = Path(tempfile.gettempdir()) / f"lms-test-{os.getpid()}"
MEDIA_ROOT = VAR_DIR / "files"
STATIC_ROOT = VAR_DIR / "static"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
MIDDLEWARE = [m for m in MIDDLEWARE if "axes" not in m and "whitenoise" not in m]
AUTHENTICATION_BACKENDS = [b for b in AUTHENTICATION_BACKENDS if "axes" not in b]
AXES_ENABLED = False
CELERY_BROKER_URL = "memory://"
LMS_TASKS_INLINE = True  # enqueue() runs the task at once, after commit
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.database", "AUTO_UPDATE": False}
}

if "postgresql" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": f"test_lms_{BASE_DIR.name}"}
    DATABASES["default"]["CONN_MAX_AGE"] = 0
LMS_DEMO_NOTICE = False  # pages of tests are not asked; tests/demo turns it on
