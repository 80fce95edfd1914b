"""The event of opening sealed content. It stands beside the cases, so that reading never slows a case."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event
from casework.vocabulary import CaseCompartment, Verb


class ContentOpened(Event):
    """A person opened the texts of one compartment of a case, or the `file` that is kept there."""

    type = "content.opened"
    title = _("Papers opened")
    verb = Verb.OPEN_CONTENT
    case: UUID
    kept: CaseCompartment
    file: UUID | None = None
