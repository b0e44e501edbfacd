"""The house: ground floor (core, curriculum, people) and roof (records, portal)."""

from lms.celery import app as celery_app

__all__ = ["celery_app"]
