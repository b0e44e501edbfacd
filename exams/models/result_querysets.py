"""Reads on results."""

from django.db import models


class ResultQuerySet(models.QuerySet):
    """Results; those that were superseded stay readable."""

    def current(self):
        """The newest revision of each result."""
        return self.filter(superseded_by=None)

    def of(self, user):
        """A student's own."""
        return self.filter(student_id=user.pk)
