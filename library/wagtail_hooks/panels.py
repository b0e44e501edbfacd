"""What an author fills in, kind by kind; and how the draft looks to her.

Panels are hung onto the page classes here, because models know nothing of the
editor.
"""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
)

from library import models
from library.forms.pages import ResourceForm
from library.services.freezing import frozen_content
from library.services.inks import LookingInk
from library.services.rendering import rendered_parts, with_addresses
from library.views.showing import shown_check
from library.wagtail_hooks.choosers import node_chooser
from lms.core import wording
from lms.core.errors import DomainError

HEAD = [
    HelpPanel(template="library/editor/status.html"),
    FieldPanel("title", classname="title"),
    FieldRowPanel([FieldPanel("subject"), FieldPanel("grade"), FieldPanel("minutes")]),
    FieldPanel("summary", widget=forms.Textarea(attrs={"rows": 3})),
]
NODES = InlinePanel(
    "nodes",
    [
        FieldPanel(
            "node",
            widget=node_chooser.widget_class(
                linked_fields={"subject": "#id_subject", "grade": "#id_grade"}
            ),
        )
    ],
    heading=_("Topics and lessons it serves"),
    label=_("topic or lesson"),
    max_num=models.MAX_NODES,
)
FOOT = [
    NODES,
    MultiFieldPanel(
        [FieldPanel("authors"), FieldPanel("source"), FieldPanel("licence")],
        heading=_("Authors and licence"),
    ),
]
MIDDLE: dict[type[models.ResourcePage], list[Any]] = {
    models.LecturePage: [FieldPanel("body")],
    models.TextbookPage: [FieldPanel("chapters")],
    models.SimulationPage: [FieldPanel("package"), FieldPanel("body")],
    models.TelevisedPage: [
        FieldRowPanel([FieldPanel("broadcast_at"), FieldPanel("channel")]),
        FieldPanel("recording"),
        FieldPanel("recording_url"),
        FieldPanel("body"),
    ],
    models.DocumentPage: [FieldPanel("file"), FieldPanel("body")],
    models.VideoPage: [
        FieldPanel("file"),
        FieldPanel("captions"),
        FieldPanel("transcript"),
        FieldPanel("body"),
    ],
    models.LinkPage: [FieldPanel("url"), FieldPanel("repository"), FieldPanel("body")],
}


def preview(self: Any, request: HttpRequest, mode_name: str) -> Any:
    """Draw the draft as its readers would see it; nothing is stored."""
    try:
        data = frozen_content(self, LookingInk())
    except DomainError as error:
        sentence = wording.say_problem(error)
        return render(request, "library/editor/preview.html", {"sentence": sentence})
    parts = rendered_parts(data)
    for part, source in zip(parts, data["parts"], strict=True):
        for block, original in zip(part["blocks"], source["blocks"], strict=True):
            if block["type"] == "check":
                block.update(shown_check(original, None))
            elif block["type"] == "resource":
                block.update({"code": original["code"], "note": original["note"]})
    main = with_addresses(data["main"]) if data["main"] else None
    context = {"page": self, "data": data, "parts": parts, "main": main}
    return render(request, "library/editor/preview.html", context)


for _model, _panels in MIDDLE.items():
    _model.base_form_class = ResourceForm
    _model.content_panels = [*HEAD, *_panels, *FOOT]
    _model.promote_panels = []
    _model.settings_panels = []
    _model.show_in_menus_default = False
for _closed in (models.Shelf, models.LibraryIndex):
    _closed.content_panels = [FieldPanel("title")]
    _closed.promote_panels = []
    _closed.settings_panels = []
models.ResourcePage.serve_preview = preview
