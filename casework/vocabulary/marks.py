"""The marks that officers put on cases for themselves. Nobody else sees them, and no step depends on them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OwnMark(TextChoices):
    """A mark. Its words are fixed, so that no list holds text that somebody typed about a case."""

    WATCH = "watch", _("Watch")
    DISCUSS = "discuss", _("To discuss")
    CALL = "call", _("To call")
    ADVICE = "advice", _("Needs advice")
    AGAIN = "again", _("Look again")
