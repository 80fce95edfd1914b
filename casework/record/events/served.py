"""Events that keep, beside an act, what the body could open for it and since when the member had each item."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event
from casework.vocabulary import Verb


class ServedItemsListed(Event):
    """Which entries the body could open for its act, and on which day each was served on the member, in the same order.

    What the body wrote itself is left out, and so are declarations and the roll call.
    """

    entries: tuple[UUID, ...]
    served_on: tuple[date, ...]


class ServedItemsOfHearingListed(ServedItemsListed):
    """What the panel could open when the hearing was opened."""

    type = "case.hearing_papers_listed"
    title = _("What the panel could read at the hearing")
    verb = Verb.OPEN_HEARING


class ServedItemsOfFindingsListed(ServedItemsListed):
    """What the panel could open when it saved its findings."""

    type = "case.findings_papers_listed"
    title = _("What the panel could read for its findings")
    verb = Verb.RECORD_FINDINGS


class ServedItemsOfBallotListed(ServedItemsListed):
    """What the board could open when its ballot was opened."""

    type = "case.ballot_papers_listed"
    title = _("What the board could read for its ballot")
    verb = Verb.OPEN_BALLOT


class ServedItemsOfAppealListed(ServedItemsListed):
    """What the appeal panel could open when it heard the appeal."""

    type = "case.appeal_papers_listed"
    title = _("What the appeal panel could read")
    verb = Verb.HEAR_APPEAL
