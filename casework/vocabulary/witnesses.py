"""How a witness is heard, who they are to the case, and who puts the questions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WitnessWay(TextChoices):
    """How a witness is heard."""

    IN_PERSON = "in_person", _("In person")
    BY_VIDEO = "by_video", _("By video")
    IN_WRITING = "in_writing", _("In writing")


class WitnessCare(TextChoices):
    """Whether a witness is protected from questions of the other side in person."""

    REPORTER = "reporter", _("The reporter")
    VULNERABLE = "vulnerable", _("Somebody vulnerable")
    OTHER = "other", _("Another witness")


class Questioner(TextChoices):
    """Who puts the questions of both sides to a witness."""

    CHAIR = "chair", _("The chair")
    SPEAKERS = "speakers", _("The chair, or the person who speaks for a side")
    SIDES = "sides", _("Each side itself")
