"""Kind of item: order."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.base import Kind
from question_bank.kinds.order import form, rule

KIND = Kind("order", _("Ordering"), rule, form)
