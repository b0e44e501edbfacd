"""The look of the editor: our colours and type, and what its fields do."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def own_styles() -> str:
    """Load our colours into every page of the editor."""
    return format_html(
        '<link rel="stylesheet" href="{}">', static("library/editor.css")
    )


@hooks.register("insert_editor_js")
def pasting() -> str:
    """Let texts be pasted from Word without losing letters in silence."""
    return format_html(
        '<script src="{}" data-formulas="{}" data-pictures="{}" data-tables="{}"></script>',
        static("library/paste.js"),
        _(
            "Formulas did not come along: write them between dollar signs, or add a "
            "block “Formula”."
        ),
        _("Pictures did not come along: add a block “Picture”."),
        _(
            "The table has become lines with |. To keep it a table, add a block "
            "“Table” and paste it there."
        ),
    )
