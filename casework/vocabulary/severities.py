"""How grave a breach is, in words: by the number that rulebooks and the record use."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEVERITY_WORDS: Mapping[int, Promise] = {
    1: _("S1 lapse"),
    2: _("S2 material"),
    3: _("S3 serious"),
    4: _("S4 gross"),
}
SEVERITY_NAMES: Mapping[int, Promise] = {1: _("Lapse"), 2: _("Material"), 3: _("Serious"), 4: _("Gross")}
"""The same where no number is needed beside the words."""
