"""Kind of item: hotspot."""

from django.utils.translation import gettext_lazy as _

from question_bank.kinds.base import Kind
from question_bank.kinds.hotspot import form, rule

KIND = Kind("hotspot", _("Hot spot in a picture"), rule, form)
