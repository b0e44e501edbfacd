"""Kind of item: true_false_cluster."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.base import Kind
from question_bank.kinds.true_false_cluster import form, rule

KIND = Kind("true_false_cluster", _("True/false cluster"), rule, form)
