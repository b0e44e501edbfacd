"""Kind of item: short_text."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.base import Kind
from question_bank.kinds.short_text import form, rule

KIND = Kind("short_text", _("Word or phrase"), rule, form)
