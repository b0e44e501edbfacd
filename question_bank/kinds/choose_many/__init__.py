"""Kind of item: choose_many."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.base import Kind
from question_bank.kinds.choose_many import form, rule

KIND = Kind("choose_many", _("Multiple choice"), rule, form)
