"""The look of the editor: our colours and type."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def own_styles() -> str:
    """Load our colours into every page of the editor."""
    return format_html(
        '<link rel="stylesheet" href="{}">', static("library/editor.css")
    )
