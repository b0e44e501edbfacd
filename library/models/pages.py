"""Where authors write: Wagtail pages, drafts only.

A page here is never shown to readers. What they see is a FrozenVersion, made
when the page is submitted; Wagtail's own "publish" is closed to everybody.
"""

import secrets
from typing import Any

from django.db import models
from django.db.models import Q
from django.shortcuts import redirect
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from library.blocks.chapters import ChapterStream, LectureStream
from library.enums import Licence, ResourceKind, VersionState
from library.models.testers import DraftTester

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
MAX_NODES = 3
OPEN_STATES = (VersionState.GROUP_REVIEW, VersionState.APPROVED)


def new_code() -> str:
    """Return a short code that can be read aloud, e.g. HL-7K2M9Q."""
    return "HL-" + "".join(secrets.choice(_ALPHABET) for _place in range(6))


class DraftsOnly:
    """Pages that Wagtail never publishes."""

    def permissions_for_user(self, user):
        """Return what the person may do with the page in the editor."""
        return DraftTester(user, self)

    def get_sitemap_urls(self, request=None):
        return []


class LibraryIndex(DraftsOnly, Page):
    """The root of the repository: shelves stand below it."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["library.Shelf"]

    class Meta:
        verbose_name = _("repository")

    def serve(self, request, *args, **kwargs):
        return redirect("library:search")


class Shelf(DraftsOnly, Page):
    """The shelf of a school or of the province: its people write below it."""

    unit = models.OneToOneField(
        "people.OrgUnit", models.PROTECT, related_name="library_shelf"
    )
    collection = models.OneToOneField(  # of the pictures and files of its people
        "wagtailcore.Collection", models.PROTECT, related_name="+"
    )
    parent_page_types = ["library.LibraryIndex"]
    subpage_types = [
        "library.LecturePage",
        "library.TextbookPage",
        "library.SimulationPage",
        "library.TelevisedPage",
        "library.DocumentPage",
        "library.VideoPage",
        "library.LinkPage",
    ]

    class Meta:
        verbose_name = _("shelf")

    @property
    def status_string(self):
        """A shelf has no state; Wagtail's head shows what it is."""
        return gettext("shelf")

    def serve(self, request, *args, **kwargs):
        return redirect("library:search")


class ResourcePage(DraftsOnly, Page):
    """What all kinds of material have in common. ``grade``: 1 to 12."""

    kind = ResourceKind.LECTURE
    code = models.CharField(
        max_length=12, unique=True, default=new_code, editable=False
    )
    subject = models.ForeignKey(
        "curriculum.Subject",
        models.PROTECT,
        related_name="+",
        verbose_name=_("subject"),
    )
    grade = models.PositiveSmallIntegerField(
        pgettext_lazy("material", "grade"),
        choices=[(number, str(number)) for number in range(1, 13)],
    )
    summary = models.TextField(
        _("summary"),
        max_length=600,
        blank=True,
        help_text=_("Two or three sentences: what a pupil learns from it."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"),
        null=True,
        blank=True,
        help_text=_("How long a pupil needs for it."),
    )
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence, default=Licence.CC_BY
    )
    authors = models.CharField(
        _("authors"),
        max_length=200,
        blank=True,
        help_text=_("Names as they are to be cited. Empty: your own name."),
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Where texts or pictures by others come from."),
    )

    # SHA-256 of the file it was imported from: the same file again is the same page.
    import_digest = models.CharField(max_length=64, blank=True, editable=False)

    is_creatable = False
    parent_page_types: list[str] = []
    exclude_fields_in_copy = ["code"]

    class Meta:
        verbose_name = _("material")
        constraints = [
            models.CheckConstraint(
                condition=Q(grade__range=(1, 12)), name="resource_grade_known"
            ),
            models.CheckConstraint(
                condition=Q(licence__in=Licence.values), name="resource_licence_known"
            ),
        ]

    def full_clean(self, *args, **kwargs):
        """Take the code as address in the tree: it never changes."""
        self.slug = self.code.lower()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        """Do the same for drafts, which Wagtail checks less."""
        self.slug = self.code.lower()
        super().minimal_clean()

    def serve(self, request, *args, **kwargs):
        """Send readers to our own page; its door decides."""
        return redirect("library:resource", code=self.code)

    @property
    def status_string(self):
        """Where it stands in the review; Wagtail's lists show it."""
        states = {version.state for version in self.versions.all()}
        for state in (*OPEN_STATES, VersionState.PUBLISHED):
            if state in states:
                return str(VersionState(state).label)
        return gettext("Draft")

    @property
    def shelf(self):
        """The shelf it stands on."""
        return Shelf.objects.ancestor_of(self).select_related("unit").get()

    @property
    def node_codes(self):
        """Codes of the topics or lessons it serves, at most three."""
        return [row.node.code for row in self.nodes.all()]


class ResourceNode(Orderable):
    """A topic or lesson of the programme that a material serves."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="nodes")
    node = models.ForeignKey(
        "curriculum.Node",
        models.CASCADE,
        related_name="+",
        verbose_name=_("topic or lesson"),
    )

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "node"], name="resource_node_once")
        ]

    def __str__(self):
        return f"{self.page_id} {self.node_id}"


def _page_file(label: Any, *, help_text: Any = "") -> models.ForeignKey:
    """Return the field for a file that an author brings."""
    return models.ForeignKey(
        "wagtaildocs.Document",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
        help_text=help_text,
    )


class LecturePage(ResourcePage):
    """A lesson written block by block."""

    kind = ResourceKind.LECTURE
    body = StreamField(LectureStream(), verbose_name=_("content"), blank=True)
    parent_page_types = ["library.Shelf"]
    subpage_types: list[str] = []
    is_creatable = True
    page_description = _("Texts, formulas, pictures and questions, written here")

    class Meta:
        verbose_name = _("e-lesson")
        verbose_name_plural = _("e-lessons")


class TextbookPage(ResourcePage):
    """A book in chapters."""

    kind = ResourceKind.TEXTBOOK
    chapters = StreamField(ChapterStream(), verbose_name=_("chapters"), blank=True)
    parent_page_types = ["library.Shelf"]
    subpage_types: list[str] = []
    is_creatable = True
    page_description = _("A book, written chapter by chapter")

    class Meta:
        verbose_name = _("e-textbook")
        verbose_name_plural = _("e-textbooks")


class SimulationPage(ResourcePage):
    """Active content in a package, with a guide."""

    kind = ResourceKind.SIMULATION
    package = _page_file(
        _("package"),
        help_text=_("A .zip with an index.html at its root, or a SCORM package."),
    )
    body = StreamField(LectureStream(), verbose_name=_("guide"), blank=True)
    parent_page_types = ["library.Shelf"]
    subpage_types: list[str] = []
    is_creatable = True
    page_description = _("A package (zip or SCORM) that runs on its own")

    class Meta:
        verbose_name = _("simulation")
        verbose_name_plural = _("simulations")


class TelevisedPage(ResourcePage):
    """A lesson on television: when, where, and the recording afterwards."""

    kind = ResourceKind.TELEVISED
    broadcast_at = models.DateTimeField(_("broadcast"), null=True, blank=True)
    channel = models.CharField(_("channel"), max_length=80, blank=True)
    recording = _page_file(_("recording"))
    recording_url = models.URLField(_("link to the recording"), blank=True)
    body = StreamField(LectureStream(), verbose_name=_("guide"), blank=True)
    parent_page_types = ["library.Shelf"]
    subpage_types: list[str] = []
    is_creatable = True
    page_description = _("When and where it is broadcast, and its recording")

    class Meta:
        verbose_name = _("televised lesson")
        verbose_name_plural = _("televised lessons")


class DocumentPage(ResourcePage):
    """A PDF, a picture or slides."""

    kind = ResourceKind.DOCUMENT
    file = _page_file(_("file"), help_text=_("A PDF, a picture or slides."))
    body = StreamField(LectureStream(), verbose_name=_("guide"), blank=True)
    parent_page_types = ["library.Shelf"]
    subpage_types: list[str] = []
    is_creatable = True
    page_description = _("A PDF, a picture or slides")

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class VideoPage(ResourcePage):
    """A film or a sound recording."""

    kind = ResourceKind.VIDEO
    file = _page_file(_("file"), help_text=_("MP4, WebM, MP3, M4A, OGG or WAV."))
    captions = _page_file(_("captions (.vtt)"))
    transcript = models.TextField(
        _("spoken text"),
        blank=True,
        help_text=_("For those who cannot hear or have no line for the film."),
    )
    body = StreamField(LectureStream(), verbose_name=_("guide"), blank=True)
    parent_page_types = ["library.Shelf"]
    subpage_types: list[str] = []
    is_creatable = True
    page_description = _("A film or a sound recording with captions")

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")


class LinkPage(ResourcePage):
    """A material of another repository, approved here, opened there."""

    kind = ResourceKind.LINK
    url = models.URLField(_("address"), max_length=500)
    repository = models.CharField(_("name of the repository"), max_length=120)
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_alive = models.BooleanField(null=True, editable=False)
    body = StreamField(LectureStream(), verbose_name=_("guide"), blank=True)
    parent_page_types = ["library.Shelf"]
    subpage_types: list[str] = []
    is_creatable = True
    page_description = _("The address of material that stays elsewhere")

    class Meta:
        verbose_name = _("link to another repository")
        verbose_name_plural = _("links to other repositories")
