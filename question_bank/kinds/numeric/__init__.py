"""Kind of item: numeric."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.base import Kind
from question_bank.kinds.numeric import form, rule

KIND = Kind("numeric", _("Number with tolerance"), rule, form)
