"""What a party can ask for while a case runs, from the notice to the final decision."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RequestKind(TextChoices):
    """What is asked for."""

    MORE_TIME = "more_time", _("More time")
    ANOTHER_DAY = "another_day", _("Another day for the hearing")
    ADJUSTMENT = "adjustment", _("An adjustment, so that I can take part")
    WITNESS = "witness", _("A witness")
    DOCUMENT = "document", _("A document that the Society has")
    LATE_OFFER = "late_offer", _("Leave to offer an agreed outcome shortly before the hearing")
    RULING = "ruling", _("A ruling")
    SHOULD_NOT_SIT = "should_not_sit", _("Somebody should not deal with this case")
