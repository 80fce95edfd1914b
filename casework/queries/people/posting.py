"""A case as letters need it: its events now, and its events at the moment that a letter is about."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from casework import access
from casework.models import Case
from casework.record.clocks.serving import SERVES
from casework.record.events import Recorded
from casework.record.state import CaseView, fold
from casework.vocabulary import Seat
from policy.queries import rules_of


def case_of_stream(stream: str, moment: datetime) -> Case | None:
    """Return the case of a stream with its events at `moment`; None for streams that are not a case's."""
    kind, _, key = stream.partition("/")
    return access.case_behind(UUID(key), moment) if kind == "case" else None


def events_of_step(record: Sequence[Recorded], about: UUID) -> tuple[Recorded, ...]:
    """Return the event called `about` and those recorded in the same step. ValueError when it is not in the record."""
    for place, one in enumerate(record):
        if one.event.id == about:
            return tuple(other for other in record[place:] if (other.at, other.actor) == (one.at, one.actor))
    raise ValueError("the record does not hold this entry")


def view_for_letter(case: Case, record: Sequence[Recorded], about: UUID, reader: Seat) -> CaseView:
    """Return what was known just after the step of `about`, and the day on which its letter reached its reader.

    Because of this a letter always says the same, apart from the dates that its own service fixes.
    """
    step = events_of_step(record, about)
    end = record.index(step[-1]) + 1
    served = [one for one in record[end:] if _serves(one, about, reader)]
    start = CaseView(case=case.id, rules=rules_of(case.rulebook_id), now=step[0].at)
    return fold(start, [*record[:end], *served])


def _serves(one: Recorded, about: UUID, reader: Seat) -> bool:
    return isinstance(one.event, SERVES) and (one.event.about, one.event.reader) == (about, reader)
