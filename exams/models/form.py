"""A form: the frozen paper as candidates get it."""

from django.db import models

from exams.models.sitting import Sitting


class Form(models.Model):
    """What one group of candidates answers: slots, and the package they open.

    ``slots`` is canonical JSON, never changed once a candidate has claimed: a list of
    {"slot", "kind", "version_id", "points", "option_order", "shape"}; no key and no
    wording in it. ``package`` is the sealed wording (``exams.rules.packages``).
    """

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="forms")
    code = models.CharField(max_length=20)
    slots = models.TextField()
    slots_digest = models.CharField(max_length=64)
    package = models.BinaryField()
    package_sha256 = models.CharField(max_length=64, unique=True)
    package_key = models.BinaryField()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "code"], name="form_code_once_in_sitting"
            )
        ]

    def __str__(self):
        return f"{self.sitting_id}/{self.code}"
