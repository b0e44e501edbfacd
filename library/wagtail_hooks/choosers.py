"""Choosing a topic or lesson of the programme."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from lms.core.text import fold
from lms.curriculum.enums import NodeKind
from lms.curriculum.models import Node


class _NodeRows:
    """Rows of the chooser: current topics and lessons of the form's subject and grade."""

    def get_object_list(self) -> Any:
        rows = Node.objects.current().exclude(kind=NodeKind.OUTCOME)
        return rows.select_related("subject").order_by(
            "subject__code", "grade", "position"
        )

    def filter_object_list(self, objects: Any) -> Any:
        query = self.request.GET  # type: ignore[attr-defined]
        if (subject := query.get("subject", "")).isdecimal():
            objects = objects.filter(subject_id=int(subject))
        if (grade := query.get("grade", "")).isdecimal():
            objects = objects.filter(grade=int(grade))
        words = fold(query.get("q", "")).split()
        if not words:
            return objects
        wanted = [
            node.pk
            for node in objects
            if all(word in fold(f"{node.code} {node.title}") for word in words)
        ]
        return objects.filter(pk__in=wanted)

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,  # type: ignore[misc]
            Column("code", label=_("Code"), accessor="code"),
            Column("subject", label=_("Subject"), accessor="subject"),
            Column("grade", label=_("Grade"), accessor="grade"),
        ]


class NodeChooseView(_NodeRows, ChooseView):
    """The whole chooser."""


class NodeResultsView(_NodeRows, ChooseResultsView):
    """Its results alone."""


class NodeChooserViewSet(ChooserViewSet):
    """Topics and lessons, those of the page's subject and grade first."""

    model = Node
    icon = "list-ul"
    choose_one_text = _("Choose a topic or lesson")
    choose_another_text = _("Choose another topic or lesson")
    edit_item_text = _("Edit")
    per_page = 50
    choose_view_class = NodeChooseView
    choose_results_view_class = NodeResultsView
    preserve_url_parameters = ["multiple", "subject", "grade"]


node_chooser = NodeChooserViewSet("library_node_chooser")


@hooks.register("register_admin_viewset")
def register_node_chooser() -> NodeChooserViewSet:
    """Hang the chooser in."""
    return node_chooser
