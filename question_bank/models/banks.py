"""Banks and who may use them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from question_bank.enums import Answer, Right
from question_bank.models.querysets import BankQuerySet


class Bank(models.Model):
    """A collection of items with one owner: a unit, a person, or the system.

    A secret bank is seen by the people named in its grants and by nobody else, until
    two of them release it (``BankRelease``).
    ``next_number`` numbers the items that bring no code of their own.
    """

    code = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=200)
    owner_unit = models.ForeignKey(
        "people.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="banks",
    )
    subject = models.ForeignKey(
        "curriculum.Subject", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_secret = models.BooleanField(default=False)
    next_number = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BankQuerySet.as_manager()

    class Meta:
        ordering = ["title", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner_unit=None) | Q(owner_person=None),
                name="bank_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(is_secret=False) | Q(owner_person=None),
                name="bank_secret_is_not_private",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_private(self):
        """Whether it is one teacher's own bank."""
        return self.owner_person_id is not None


class BankGrant(models.Model):
    """A named person's right in a bank, beside what her roles give."""

    bank = models.ForeignKey(Bank, models.CASCADE, related_name="grants")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="bank_grants"
    )
    right = models.CharField(max_length=10, choices=Right, default=Right.READ)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["bank", "person"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank", "person"], name="bank_grant_one_a_person"
            ),
            models.CheckConstraint(
                condition=Q(right__in=Right.values), name="bank_grant_right_known"
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.right} {self.bank_id}"


class BankRelease(models.Model):
    """Opening a secret bank: one reviewer asks, another one decides."""

    bank = models.ForeignKey(Bank, models.PROTECT, related_name="releases")
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["bank", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bank"], condition=Q(answer=""), name="bank_release_one_open"
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answer__in=Answer.values),
                name="bank_release_answer_known",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (
                    ~Q(answer="")
                    & Q(answered_by__isnull=False, answered_at__isnull=False)
                ),
                name="bank_release_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(answer="released") | ~Q(answered_by=F("asked_by")),
                name="bank_release_takes_two",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="bank_release_has_reason"
            ),
        ]

    def __str__(self):
        return f"{self.bank_id} {self.answer or 'asked'}"
