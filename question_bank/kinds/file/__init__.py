"""Kind of item: file."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.base import Kind
from question_bank.kinds.file import form, rule

KIND = Kind("file", _("File hand-in"), rule, form, is_automatic=False)
