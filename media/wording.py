"""Words of the codes of files, archives and packages."""

from django.utils.translation import gettext_lazy as _

from lms.core.wording import register

register(
    {
        "file_type_mismatch": _(
            "The file is named .%(promised)s but its content is %(found)s."
        ),
        "file_not_expected": _("A file of this kind does not belong here."),
        "image_too_many_pixels": _(
            "The picture has more than %(limit)s million pixels. Make it smaller."
        ),
        "image_too_many_frames": _("The moving picture has over %(limit)s frames."),
        "pdf_too_long": _("The PDF has more than %(limit)s pages."),
        "package_start_missing": _(
            "The package has no start page. Put an index.html at its root."
        ),
        "package_launch_external": _(
            "The package wants to open a page outside itself; it is refused."
        ),
        "package_not_played": _("%(kind)s packages cannot be played here yet."),
        "xml_unreadable": _("This XML file cannot be read safely."),
        "zip_unreadable": _("The archive is broken or cut off."),
        "zip_empty": _("The archive holds no file."),
        "zip_too_many": _("The archive holds more than %(limit)s files."),
        "zip_too_big": _("Unpacked, this is larger than %(limit)s MB."),
        "zip_ratio": _(
            "The archive unpacks to more than %(ratio)s times its size; it is refused."
        ),
        "zip_path_escapes": _("This path leads out of the archive."),
        "zip_name_too_long": _("This path in the archive is too long."),
        "zip_link": _("The archive holds a link instead of a file."),
        "zip_encrypted": _("The archive is locked with a password. Remove it first."),
        "zip_nested": _("The archive holds another archive. Unpack that one first."),
        "zip_duplicate": _("The archive holds this name twice."),
    }
)
