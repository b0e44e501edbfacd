"""Kind of item: essay."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.base import Kind
from question_bank.kinds.essay import form, rule

KIND = Kind("essay", _("Essay"), rule, form, is_automatic=False)
