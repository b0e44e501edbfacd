"""Kind of item: match."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.match import rule
from question_bank.kinds.base import Kind

KIND = Kind("match", _("Matching"), rule)
