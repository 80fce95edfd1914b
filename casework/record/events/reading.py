"""What can have happened: somebody opened sealed content. Kept beside the cases, so that reading never slows a case."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event
from casework.vocabulary import CaseCompartment, Verb


@dataclass(frozen=True, kw_only=True)
class ContentOpened(Event):
    """A person opened the texts of one compartment of a case."""

    type: ClassVar[str] = "content.opened"
    title: ClassVar[Promise] = _("Papers opened")
    verb: ClassVar[Verb] = Verb.OPEN_CONTENT
    case: UUID
    kept: CaseCompartment
