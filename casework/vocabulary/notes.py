"""Who reads a note that an officer writes in a case."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoteLevel(TextChoices):
    """The readers of a note, from the fewest to the most."""

    MINE = "mine", _("Only me")
    SEAT = "seat", _("My seat")
    TEAM = "team", _("Case team")
