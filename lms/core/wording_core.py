"""Words of the codes that the core itself raises."""

from django.utils.translation import gettext_lazy as _

from lms.core.wording import register

register(
    {
        "not_found": _("This was not found, or you may not see it."),
        "not_allowed": _("You do not have the right to do this."),
        "file_missing": _("The file does not exist or cannot be read."),
        "file_unwritable": _("The file cannot be written: %(why)s."),
        "file_empty": _("The file is empty."),
        "file_too_big": _("The file is larger than %(limit)s."),
        "file_unreadable": _("The file cannot be read as %(format)s."),
        "file_encrypted": _("The file is locked with a password. Remove it first."),
        "doc_old_binary": _(
            "This is a Word file of the old kind (.doc). Open it in Word and save it as .docx."
        ),
        "xls_old_binary": _(
            "This is an Excel file of the old kind (.xls). Open it in Excel and save it as .xlsx."
        ),
        "office_old_binary": _(
            "This is an Office file of the old kind, or the rest of one that was cut "
            "off. Open it and save it as .docx or .xlsx."
        ),
        "format_unknown": _("This kind of file is not understood."),
        "columns_missing": _("The columns %(columns)s are missing."),
        "columns_repeated": _("The columns %(columns)s stand there twice."),
        "cell_too_long": _("A cell holds more than %(limit)s characters."),
        "cells_too_many": _(
            "The row has more cells than the header: “%(value)s”. Numbers with a "
            "comma must stand in quotation marks."
        ),
        "not_utf8": _("The file is not in UTF-8. Save it as “CSV UTF-8”."),
        "too_many_rows": _("The file has more than %(limit)s rows."),
        "too_many_cells": _(
            "The sheet reaches further than %(limit)s cells. Delete the empty rows and "
            "columns behind the table."
        ),
        "duplicate_key": _(
            "Two rows of this file say different things about the same entry."
        ),
        "bad_value": _("“%(value)s” is not allowed in the column %(column)s."),
        "value_too_long": _(
            "The column %(column)s holds more than %(limit)s characters."
        ),
        "value_missing": _("The column %(column)s is empty."),
        "reason_missing": _("Write the reason, so that the other person can go on."),
        "arguments_wrong": _(
            "The arguments of the command are not right. Ask it with --help."
        ),
        "nothing_to_do": _("There is nothing to do."),
        "port_taken": _(
            "Port %(port)s is in use by another program. Stop that program, or choose "
            "other ports: PORT=8080 CONTENT_PORT=8081 make demo"
        ),
        "port_forbidden": _(
            "This user may not open port %(port)s. Choose one above 1023: PORT=8080"
        ),
        "host_unknown": _("LMS_HOST=%(host)s is not an address of this machine."),
        "folder_read_only": _(
            "The folder %(folder)s cannot be written (%(reason)s). Make it writable, or "
            "set LMS_VAR to a folder that is."
        ),
        "already_serving": _(
            "The folder %(folder)s is already being served. Stop the other one, or set "
            "LMS_VAR, PORT and CONTENT_PORT for a second."
        ),
        "database_unreachable": _(
            "The database does not answer. The pages will say so until it does."
        ),
        "database_missing": _(
            "The database does not answer or cannot be opened. Check LMS_DATABASE_URL "
            "and LMS_VAR; manage.py doctor says more."
        ),
        "not_migrated": _(
            "%(count)s migrations are not applied yet. Run: manage.py migrate"
        ),
        "request_unreadable": _("The server could not read this request."),
        "try_again": _("The system is busy. Please try again."),
    }
)
