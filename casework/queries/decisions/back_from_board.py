"""What a panel is told of a case that the board sent back to it: the day, the reason, and what it had recommended."""

from dataclasses import dataclass
from datetime import date

from casework.models import Case
from casework.queries.case.page import Text, all_readable
from casework.queries.decisions.pack import terms_in_words
from casework.record.events import RemittedToPanel, SanctionRecommended
from casework.record.state.minute_days import board_reasons_open_by, board_reasons_open_on
from casework.record.state.people import PANEL
from casework.vocabulary import CaseState, Seat

READERS = frozenset({*PANEL, Seat.ADVISER})
KINDS = (SanctionRecommended, RemittedToPanel)


@dataclass(frozen=True, kw_only=True)
class BackFromBoard:
    """`recommended`: the terms of the panel's last recommendation in words. `why` and `wording` are texts to open.

    `why` is None until the panel may read it, from the day `opens_on`: the member has to have had it first. While they have
    not, that day is None, and `opens_by` is the day for a member who never opens the letter.
    """

    on: date
    recommended: str
    why: Text | None
    wording: Text | None
    opens_on: date | None
    opens_by: date | None


def back_from_board(case: Case) -> BackFromBoard | None:
    """Return this to a panel that has to recommend again; None to everybody else, and to a panel that found nothing itself.

    No query.
    """
    sits = case.seats & READERS and case.view.state is CaseState.DELIBERATION and case.view.board.remitted
    shown = [found for found in all_readable(case) if isinstance(found[0].event, KINDS)] if sits else []
    if not shown or not isinstance(shown[-1][0].event, RemittedToPanel):
        return None
    (back, reasons), before = shown[-1], [one for one in shown if isinstance(one[0].event, SanctionRecommended)]
    if not before:
        return None
    (one, texts), view = before[-1], case.view
    assert isinstance(one.event, SanctionRecommended)
    return BackFromBoard(
        on=view.day_of(back.at),
        recommended=terms_in_words(view, one.event),
        why=next(iter(reasons), None),
        wording=next((text for text in texts if text.field == "wording"), None),
        opens_on=board_reasons_open_on(view),
        opens_by=board_reasons_open_by(view),
    )
