"""The index of near-duplicates: derived, and made anew from the words of a version."""

from django.db import models


class LikenessMark(models.Model):
    """One mark of a version (``rules.marks``); items that are alike share some.

    ``bank``: of the item, so that a full bank never hides the items of another.
    """

    bank = models.ForeignKey(  # the index below begins with what is asked first
        "question_bank.Bank", models.CASCADE, related_name="+", db_index=False
    )
    mark = models.BigIntegerField()
    version = models.ForeignKey(
        "question_bank.ItemVersion", models.CASCADE, related_name="marks"
    )

    class Meta:
        indexes = [
            models.Index(fields=["mark", "bank", "version"], name="likeness_mark_found")
        ]

    def __str__(self):
        return f"{self.version_id} {self.mark}"
