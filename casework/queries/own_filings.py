"""What a party filed in a case, for its author and for the side that it was filed for to read again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from casework.models import Case
from casework.queries.case_page import Text, all_readable
from casework.record.events import Recorded
from casework.vocabulary import Seat

MEMBERS_SIDE = frozenset({Seat.RESPONDENT, Seat.REPRESENTATIVE})
UNTOLD = frozenset({"reference", "oath", "oaths"})
"""Fields that the system added to what somebody wrote."""


@dataclass(frozen=True, kw_only=True)
class Filing:
    """One thing that was filed, with its texts; `file` is the key of the file that came with it, or None."""

    entry: UUID
    what: Promise
    on: date
    texts: tuple[Text, ...]
    file: UUID | None


def own_filings(case: Case) -> tuple[Filing, ...]:
    """Return what the viewing party has filed in a case and may open, oldest first. No query."""
    return tuple(
        Filing(
            entry=one.event.id,
            what=one.event.title,
            on=case.view.day_of(one.at),
            texts=texts,
            file=getattr(one.event, "file", None),
        )
        for one, texts in _of_this_side(case)
    )


def _of_this_side(case: Case) -> Iterator[tuple[Recorded, tuple[Text, ...]]]:
    person, members = case.acting.person, bool(case.seats & MEMBERS_SIDE)
    for one, texts in all_readable(case):
        told = tuple(text for text in texts if text.field not in UNTOLD)
        if told and (one.actor == person or (members and one.role in MEMBERS_SIDE)):
            yield one, told
