"""Kind of item: match."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.base import Kind
from question_bank.kinds.match import form, rule

KIND = Kind("match", _("Matching"), rule, form)
