"""What readers see: frozen versions, decided by persons, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from library.enums import ResourceKind, Verb, VersionState
from library.models.pages import OPEN_STATES
from library.models.querysets import VersionQuerySet

ENDED_STATES = (VersionState.RETURNED, VersionState.REPLACED, VersionState.WITHDRAWN)
_STEPS = ("submitted", "adopted", "approved", "published", "ended")
# The only columns that may change after a version was frozen.
MOVING = frozenset(
    ["state", "scope", *(f"{step}_{end}" for step in _STEPS for end in ("by", "at"))]
)


def _person(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=name,
    )


class FrozenVersion(models.Model):
    """A page as it was submitted: content, rendering, digest; then its way.

    ``data``: everything a reader sees as JSON (library/rules/content.py says its
    schema). ``digest``: SHA-256 of its canonical form; files take part by their
    own digests. ``scope``: the unit whose people, and all below, may read it once
    published. A person is NULL where the system acted. Times of steps not taken
    are NULL. ``is_direct``: filed and approved in one step (import).
    """

    page = models.ForeignKey(
        "library.ResourcePage", models.PROTECT, related_name="versions"
    )
    code = models.CharField(max_length=12, db_index=True)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=VersionState)
    kind = models.CharField(max_length=12, choices=ResourceKind)
    format = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=255)
    title_fold = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    subject = models.ForeignKey("curriculum.Subject", models.PROTECT, related_name="+")
    grade = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    units_total = models.PositiveIntegerField(default=0)
    checks_total = models.PositiveIntegerField(default=0)
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    unit = models.ForeignKey("people.OrgUnit", models.PROTECT, related_name="+")
    scope = models.ForeignKey("people.OrgUnit", models.PROTECT, related_name="+")
    author = _person("author")
    is_direct = models.BooleanField(default=False)
    submitted_by = _person("submitted by")
    submitted_at = models.DateTimeField()
    adopted_by = _person("adopted by")
    adopted_at = models.DateTimeField(null=True, blank=True)
    approved_by = _person("approved by")
    approved_at = models.DateTimeField(null=True, blank=True)
    published_by = _person("published by")
    published_at = models.DateTimeField(null=True, blank=True)
    ended_by = _person("ended by")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="version_once"),
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(state__in=OPEN_STATES),
                name="version_one_under_way",
            ),
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(state=VersionState.PUBLISHED),
                name="version_one_published",
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values), name="version_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ResourceKind.values), name="version_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(grade__range=(1, 12)), name="version_grade_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[VersionState.APPROVED, VersionState.PUBLISHED])
                | Q(adopted_at__isnull=False, approved_at__isnull=False),
                name="version_approved_after_adoption",
            ),
            models.CheckConstraint(
                condition=~Q(state=VersionState.PUBLISHED)
                | Q(published_at__isnull=False),
                name="version_published_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED_STATES, ended_at__isnull=False)
                | (~Q(state__in=ENDED_STATES) & Q(ended_at=None)),
                name="version_ended_has_time",
            ),
            models.CheckConstraint(
                condition=Q(is_direct=True)
                | Q(author=None)
                | (
                    (Q(adopted_by=None) | ~Q(adopted_by=F("author")))
                    & (Q(approved_by=None) | ~Q(approved_by=F("author")))
                ),
                name="version_not_decided_by_author",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "subject", "grade", "kind"], name="version_by_shelf"
            )
        ]

    def __str__(self):
        return f"{self.code} {self.number}"

    def save(self, *args, **kwargs):
        """Freeze: after the first save only the steps of its way may be saved."""
        fields = kwargs.get("update_fields")
        if self.pk is not None and (fields is None or not set(fields) <= MOVING):
            raise TypeError("A frozen version is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A frozen version is never deleted.")


class VersionPart(models.Model):
    """One page of reading: a chapter, or the whole. Derived from ``data``.

    ``blocks``: list of {"id", "type", "html"} with formulas drawn; check questions
    and links to other material are drawn when shown.
    """

    version = models.ForeignKey(FrozenVersion, models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=255, blank=True)
    blocks = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="version_part_once"
            )
        ]

    def __str__(self):
        return f"{self.version_id}/{self.position}"


class VersionFile(models.Model):
    """A stored file that a version shows; its door asks the version's."""

    version = models.ForeignKey(FrozenVersion, models.CASCADE, related_name="files")
    file_code = models.CharField(max_length=32, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "file_code"], name="version_file_once"
            )
        ]

    def __str__(self):
        return self.file_code


class VersionNode(models.Model):
    """A topic or lesson that a version serves, by the code it had then."""

    version = models.ForeignKey(FrozenVersion, models.CASCADE, related_name="nodes")
    node_code = models.CharField(max_length=60, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "node_code"], name="version_node_once"
            )
        ]

    def __str__(self):
        return self.node_code


class Decision(models.Model):
    """Who decided what about a version, and when. Only added, never changed."""

    version = models.ForeignKey(FrozenVersion, models.PROTECT, related_name="decisions")
    verb = models.CharField(max_length=10, choices=Verb)
    by = _person("by")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verb__in=Verb.values), name="decision_verb_known"
            ),
            models.CheckConstraint(
                condition=~Q(verb=Verb.RETURN) | ~Q(reason=""),
                name="decision_return_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.verb} {self.version_id}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("A decision is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A decision is never deleted.")


class SearchTerm(models.Model):
    """A word of a published version. ``term``: folded, or "=" and its exact key."""

    version = models.ForeignKey(FrozenVersion, models.CASCADE, related_name="terms")
    term = models.CharField(max_length=40)
    weight = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "version"], name="search_term_once")
        ]

    def __str__(self):
        return self.term
