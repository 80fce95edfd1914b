"""What a party did in a case, for the person who did it and for the side that it was done for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from casework.models import Case
from casework.queries.case_page import Text, all_readable
from casework.record.events import BundleFrozen, CaseFiled, Recorded, ServedItemsListed
from casework.vocabulary import Seat

MEMBERS_SIDE = frozenset({Seat.RESPONDENT, Seat.REPRESENTATIVE})
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
            what=one.event.title,
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
