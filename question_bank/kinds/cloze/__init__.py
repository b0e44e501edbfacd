"""Kind of item: cloze."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.base import Kind
from question_bank.kinds.cloze import form, rule

KIND = Kind("cloze", _("Text with gaps"), rule, form)
