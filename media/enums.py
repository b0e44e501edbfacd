"""Words of files and packages that are stored."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PackageKind(TextChoices):
    """Kinds of active content."""

    HTML5 = "html5", _("Simulation (HTML5)")
    SCORM_12 = "scorm12", _("SCORM 1.2 package")
    SCORM_2004 = "scorm2004", _("SCORM 2004 package")
