"""What can have happened: publication."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class PublicationTextApproved(Fact):
    """."""

    type: ClassVar[str] = "case.publication_text_approved"
    verb: ClassVar[Verb] = Verb.APPROVE_PUBLICATION_TEXT


@dataclass(frozen=True, kw_only=True)
class SanctionPublished(Fact):
    """."""

    type: ClassVar[str] = "case.sanction_published"
    verb: ClassVar[Verb] = Verb.PUBLISH_SANCTION
