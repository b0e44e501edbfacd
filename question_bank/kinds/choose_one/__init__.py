"""Kind of item: choose_one."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.base import Kind
from question_bank.kinds.choose_one import form, rule

KIND = Kind("choose_one", _("Single choice"), rule, form)
