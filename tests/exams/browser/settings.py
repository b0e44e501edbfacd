"""Settings of the server that the browser tests talk to: a real process of its own."""

from lms.settings.dev import *  # noqa: F403  settings files extend each other
from lms.settings.dev import STORAGES

STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}


class NoMigrations(dict):
    """Tables straight from the models: a fresh database in seconds."""

    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None


MIGRATION_MODULES = NoMigrations()
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EXAM_OUTAGE_MS = 1500  # nobody waits half a minute here
