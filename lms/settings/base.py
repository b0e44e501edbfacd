"""Settings that hold everywhere. Safe by default: no debug, no secret."""

import os
from pathlib import Path
from typing import Any

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF

from lms.settings import env
from lms.settings.database import database, use_bundled_sqlite

use_bundled_sqlite()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = env.folder("LMS_VAR", BASE_DIR / "var")

DEBUG = False
EMBEDDED = False  # True where one process tree does it all, without services
SECRET_KEY = env.secret("LMS_SECRET_KEY")
HOST = env.text("LMS_HOST", "127.0.0.1")
PORT = env.whole("PORT", default=8000, low=1, high=65535)
CONTENT_PORT = env.whole("CONTENT_PORT", default=8001, low=1, high=65535)
if PORT == CONTENT_PORT:
    raise env.WrongSetting(
        "CONTENT_PORT", env.gettext_noop("PORT and CONTENT_PORT must differ.")
    )
WEB_WORKERS = env.whole("LMS_WEB_WORKERS", default=2, low=1, high=128)
WEB_THREADS = env.whole("LMS_WEB_THREADS", default=8, low=1, high=256)
# Where active content (simulations, packages) is served: an origin of its own.
# Empty: the host of the request with CONTENT_PORT.
CONTENT_ORIGIN = env.text("LMS_CONTENT_ORIGIN").rstrip("/")
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "lms.demo",
    "lms.portal",
    "lms.records",
    "exams",
    "library",
    "question_bank",
    "media",
    "lms.people",
    "lms.curriculum",
    "lms.core",
    "lms.editor_words",
    "axes",
    "csp",
    "modelcluster",
    "taggit",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "media.middleware.content_origin",
    "exams.views.protocol.protocol_gate",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lms.core.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "library.views.editor_gate.editor_gate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "lms.core.middleware.private_by_default",
    "lms.core.middleware.refusals",
    "lms.people.middleware.own_password_first",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "lms" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.core.context_processors.frame",
            ],
            "builtins": ["lms.core.templatetags.vi"],
        },
    }
]

DATABASES = {"default": database(env.text("LMS_DATABASE_URL"), var=VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


CACHE_URL = env.address(
    "LMS_CACHE_URL", schemes=("redis", "rediss"), example="redis://host:6379/1"
)
CACHES: dict[str, Any] = {  # memory of the process where no address is set
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if not CACHE_URL
    else {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
    }
}

# People
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "lms.people.backends.IdentifierBackend",
    "library.queries.policies.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "people:log_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_SAMESITE = "Lax"
# A computer room shares one address: lock by name and address together.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "people/locked.html"
AXES_VERBOSE = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False
SILENCED_SYSTEM_CHECKS = ["axes.W003"]

# Language and place
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "lms" / "locale"]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = "lms.formats"

# Files
STATIC_URL = "/static/"
# Made by `make setup` and shared by every run; a read-only project keeps its own.
STATIC_ROOT = (
    BASE_DIR / "staticfiles" if os.access(BASE_DIR, os.W_OK) else VAR_DIR / "static"
)
STATICFILES_DIRS = [BASE_DIR / "lms" / "static"]
MEDIA_ROOT = VAR_DIR / "files"
MEDIA_URL = "/files/"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "media.storage.FolderStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
if bucket := env.text("LMS_S3_BUCKET"):
    STORAGES["default"] = {
        "BACKEND": "media.bucket.BucketStorage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.address(
                "LMS_S3_ENDPOINT",
                schemes=("http", "https"),
                example="https://s3.example.vn",
            )
            or None,
            "querystring_auth": True,
            "file_overwrite": False,
        },
    }
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Tables that are brought in: the file itself, and an Excel book, which is laid out
# in memory and may unpack to fifteen times as much.
TABLE_MAX_MB = env.whole("LMS_TABLE_MAX_MB", default=400, low=1, high=20_000)
BOOK_MAX_MB = env.whole("LMS_BOOK_MAX_MB", default=100, low=1, high=2_000)

# How the online share is counted; what is unset stands in lms.records.rules.share.
_SHARE = {
    "share_w": env.share("LMS_SHARE_W"),
    "min_completion": env.share("LMS_MIN_COMPLETION"),
}
LMS_ONLINE_SHARE: dict[str, Any] = {
    name: value for name, value in _SHARE.items() if value
} | {"count_room_tests": env.flag("LMS_COUNT_ROOM_TESTS", default=True)}

# Background work
CELERY_BROKER_URL = env.address(
    "LMS_BROKER_URL",
    schemes=("redis", "rediss", "amqp", "amqps"),
    example="redis://host:6379/0, amqp://host",
)
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "run" / "schedule")
CELERY_BEAT_SCHEDULE = {
    "close-overdue-attempts": {"task": "exams.close_overdue", "schedule": 15.0},
    "copy-journal-heads": {"task": "exams.copy_heads", "schedule": 60.0},
    "score-sealed-attempts": {"task": "exams.score_sealed", "schedule": 5.0},
    "take-results": {"task": "records.take_results", "schedule": 60.0},
    "resume-runs": {"task": "people.resume_runs", "schedule": 60.0},
    "resume-imports": {"task": "question_bank.resume_imports", "schedule": 30.0},
    "nightly": {"task": "records.nightly", "schedule": crontab(hour=2, minute=10)},
}

# Wagtail
WAGTAIL_SITE_NAME = "Học tập và thi của tỉnh"
WAGTAILADMIN_BASE_URL = f"http://{HOST}:{PORT}"
WAGTAIL_I18N_ENABLED = False
WAGTAILSEARCH_BACKENDS: dict[str, Any] = {
    "default": {"BACKEND": "modelsearch.backends.database"}
}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "pdf", "pptx", "zip", "mp4", "webm", "mp3", "m4a", "ogg", "wav", "vtt",
    "jpg", "jpeg", "png", "gif", "webp",
]  # fmt: skip
WAGTAILDOCS_DOCUMENT_FORM_BASE = "library.forms.files.FileForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 1024 * 2**20
WAGTAILIMAGES_IMAGE_FORM_BASE = "library.forms.files.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 2**20
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_ENABLED = False  # the review is ours (library.services.review)
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh"]
WAGTAIL_AUTOSAVE_INTERVAL = 4000  # milliseconds after the last key
WAGTAILADMIN_LOGIN_URL = "people:log_in"
WAGTAIL_FRONTEND_LOGIN_URL = "/dang-nhap/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
TAGGIT_CASE_INSENSITIVE = True

# Browser rules. The Wagtail admin has inline scripts and styles of its own, so
# its pages get a looser policy (lms.core.middleware).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, "'unsafe-hashes'", NONCE],
        "style-src-attr": ["'unsafe-inline'"],  # KaTeX places its boxes so
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF, "data:"],  # sounds inside a sealed paper
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "lms": {"level": "INFO"},
        "exams": {"level": "INFO"},
        "django.request": {"level": "ERROR"},  # a 404 is not an event
    },
}
