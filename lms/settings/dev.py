"""One school, one machine, no services: everything embedded in LMS_VAR."""

from lms.settings import env
from lms.settings.base import *  # noqa: F403  settings files extend each other
from lms.settings.base import HOST, SECRET_KEY, STORAGES, VAR_DIR
from lms.settings.embedded import check_folder, kept_secret

EMBEDDED = True
DEBUG = env.flag("LMS_DEBUG")
check_folder(VAR_DIR)
SECRET_KEY = SECRET_KEY or kept_secret(VAR_DIR / "secret_key")
ALLOWED_HOSTS = (
    ["*"]
    if HOST in {"0.0.0.0", "::"}  # noqa: S104  asked for by LMS_HOST
    else ["localhost", "127.0.0.1", "[::1]", HOST]
)
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

if not env.text("LMS_BROKER_URL"):
    QUEUE_DIR = VAR_DIR / "queue"
    CELERY_BROKER_URL = "filesystem://localhost/"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR / "messages"),
        "data_folder_out": str(QUEUE_DIR / "messages"),
        "control_folder": str(QUEUE_DIR / "control"),
        "store_processed": False,
        "polling_interval": 0.1,
    }

# The demonstration is plain http; static files need no build step to be found.
STORAGES["staticfiles"] = {
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
}
