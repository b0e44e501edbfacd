"""Kind of item: file."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.base import Kind
from question_bank.kinds.file import rule

KIND = Kind("file", _("File hand-in"), rule, is_automatic=False)
