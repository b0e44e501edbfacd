"""People and the codes they are known by."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from lms.core.text import fold, name_key, squeeze
from lms.people.models.intervals import interval
from lms.people.querysets import UserManager


class User(AbstractUser):
    """A person. Names are stored whole and sorted by the given (last) word.

    ``code`` is the identifier that files use (sector identifier, else the code of
    the source system); further identifiers are PersonIdentifier rows.
    """

    code = models.CharField(max_length=64, unique=True, null=True, blank=True)
    full_name = models.CharField(max_length=150, blank=True)
    sort_name = models.CharField(max_length=700, blank=True, editable=False)
    name_fold = models.CharField(max_length=150, blank=True, editable=False)
    is_demo = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)

    objects = UserManager()  # type: ignore[misc]

    class Meta:
        ordering = ["sort_name", "id"]
        indexes = [models.Index(fields=["sort_name"], name="user_by_name")]

    def __str__(self):
        return self.full_name or self.username

    def get_full_name(self):
        """Return the whole name, as Wagtail asks for it."""
        return self.full_name or self.username

    def get_short_name(self):
        """Return the given name."""
        return self.full_name.split(" ")[-1] if self.full_name else self.username

    def derive_names(self):
        """Work out the forms of the name that lists and searches use."""
        self.full_name = squeeze(self.full_name)
        self.sort_name = name_key(self.full_name) if self.full_name else ""
        self.name_fold = fold(self.full_name)[:150]

    def save(self, *args, **kwargs):
        self.derive_names()
        super().save(*args, **kwargs)


class PersonIdentifier(models.Model):
    """One of the codes a person is known by, e.g. scheme "sector", "personal".

    Scheme "source": the id of the person in the system that the roster comes from;
    "former": a code that was replaced. Neither is a name to log in by.
    """

    person = models.ForeignKey(User, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=30)
    value = models.CharField(max_length=255)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"], name="identifier_names_one_person"
            ),
            interval("identifier"),
        ]
        indexes = [models.Index(fields=["value"], name="identifier_by_value")]

    def __str__(self):
        return f"{self.scheme}:{self.value}"
