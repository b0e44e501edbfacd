"""Kind of item: essay."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.essay import rule
from question_bank.kinds.base import Kind

KIND = Kind("essay", _("Essay"), rule, is_automatic=False)
