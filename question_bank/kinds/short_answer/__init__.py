"""Kind of item: short_answer."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.base import Kind
from question_bank.kinds.short_answer import form, rule

KIND = Kind("short_answer", _("Short answer"), rule, form)
