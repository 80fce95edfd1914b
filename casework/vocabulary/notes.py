"""Who reads a note that an officer writes in a case."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoteLevel(TextChoices):
    """The readers of a note, from the fewest to the most."""

    MINE = "mine", _("Only me")
    SEAT = "seat", _("My seat")
    TEAM = "team", _("Case team")


INTERVIEW = _(
    "Interview\n\n"
    "With whom:\n"
    "Day, hour, and place or link:\n"
    "Who was present, and for whom:\n\n"
    "Told at the beginning:\n"
    "□ what it is about, and what I am not asking about\n"
    "□ that I take notes, and who reads them\n"
    "□ that any question may stay without an answer, and that a break is possible\n\n"
    "Questions and answers:\n"
    "1. \n"
    "2. \n\n"
    "□ read back; corrected:\n"
    "Will send, by which day:\n"
    "To do next:"
)
BEGINNINGS = {"interview": INTERVIEW}
"""What a note can begin with, by the name that a link to the page gives."""
