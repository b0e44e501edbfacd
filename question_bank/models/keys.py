"""Keys and solutions, apart from what is shown.

Nothing that serves a candidate imports this module (import contract "keys").
"""

from django.db import models

from question_bank.models.items import ItemVersion


class ItemKey(models.Model):
    """The key of one version, its solution and its scoring rules.

    ``key``: as the kind's rule describes it; null where the source has none: such
    a version cannot be published unless a person marks its kind. ``rules``: {} or
    what the kind's ``score`` knows, e.g. {"partial": "right_minus_wrong"}.
    ``digest``: fingerprint of key and rules, written beside every score.
    """

    version = models.OneToOneField(
        ItemVersion, models.PROTECT, related_name="+", primary_key=True
    )
    key = models.JSONField(null=True)
    rules = models.JSONField(default=dict)
    explanation_html = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    def __str__(self):
        return f"key of {self.version_id}"
