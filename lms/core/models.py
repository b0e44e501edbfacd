"""What the core itself keeps: the audit log."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """Who did what to which thing, and when. Only added, never changed.

    ``details`` is a flat JSON object of what matters for the reader, e.g.
    {"from": "draft", "to": "published"}; no key of an item and no mark stands in it.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_code = models.CharField(max_length=120)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_code"], name="audit_by_object")
        ]

    def __str__(self):
        return f"{self.verb} {self.object_type} {self.object_code}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("An audit entry is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("An audit entry is never deleted.")
