"""What a party did in a case, for the person who did it and for the side that it was done for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.queries.case.page import Text, all_readable
from casework.record import events as e
from casework.record.events import BundleFrozen, CaseFiled, Recorded, ServedItemsListed
from casework.vocabulary import Seat

MEMBERS_SIDE = frozenset({Seat.RESPONDENT, Seat.REPRESENTATIVE})
REPORTERS_WORDS: Mapping[type[e.Event], Promise] = {
    e.CaseFiled: _("Your report"),
    e.ReporterMessageSent: _("Your message to the Society"),
    e.ReporterMessageFileSent: _("A file with your message to the Society"),
    e.ReporterProtectionMessageSent: _("Your message to the protection officer"),
    e.ReporterProtectionFileSent: _("A file with your message to the protection officer"),
    e.NameGiven: _("How you want to be known"),
    e.KeepAwayExplained: _("What you added about who must not see your report"),
    e.CodeClaimed: _("You took twelve words of your own"),
    e.ResponseCommented: _("Your comment on the answer"),
    e.ConsentCommented: _("Your comment on the offer"),
    e.WellbeingTold: _("You said how you are"),
}
"""What a reporter did, in words to the reporter, where the title of the entry speaks of the reporter."""
UNTOLD = frozenset({"reference", "oath", "oaths"})
"""Fields that the system added to what somebody wrote."""


@dataclass(frozen=True, kw_only=True)
class OwnAct:
    """One entry that a party made, with the texts that were typed for it; `file` is the key of the file that came with it.

    `commitments` are those that a report names, by their numbers; None for everything that is no report.
    """

    entry: UUID
    what: Promise
    on: date
    texts: tuple[Text, ...]
    file: UUID | None
    commitments: tuple[int, ...] | None


def own_acts(case: Case) -> tuple[OwnAct, ...]:
    """Return every act of the viewing party in a case, oldest first, with the texts that it may open. No query."""
    return tuple(
        OwnAct(
            entry=one.event.id,
            what=_what(one, case),
            on=case.view.day_of(one.at),
            texts=tuple(text for text in texts if text.field not in UNTOLD),
            file=getattr(one.event, "file", None),
            commitments=one.event.commitments if isinstance(one.event, CaseFiled) else None,
        )
        for one, texts in all_readable(case)
        if is_own_act(one, case)
    )


def is_own_act(one: Recorded, case: Case) -> bool:
    """Whether the viewer made an entry. A member and their representative count as one.

    The freezing of the bundle at an appeal is not their act. A report that an officer took down for them is.
    """
    if isinstance(one.event, CaseFiled):
        return one.event.reporter == case.acting.person
    if isinstance(one.event, BundleFrozen | ServedItemsListed):
        return False
    return one.actor == case.acting.person or (bool(case.seats & MEMBERS_SIDE) and one.role in MEMBERS_SIDE)


def _what(one: Recorded, case: Case) -> Promise:
    """Return what the party did, in words to its reader."""
    own = REPORTERS_WORDS.get(type(one.event)) if Seat.COMPLAINANT in case.seats else None
    return own or one.event.title
