"""The last stage of a case of which the member was told, for those who tell the reporter how far it has come."""

from casework.models import Case
from casework.record.events import Moved, StatusSent
from casework.record.rights import ACCUSED
from casework.record.rights.hidden_letters import JUDGES
from casework.record.state.letters_tell import is_told
from casework.record.state.service import Sent
from casework.vocabulary import CaseState, Seat


def stage_told(case: Case) -> CaseState | None:
    """Return the last stage that the member learned by a letter that is served, or by an act of their own. No query."""
    served = {one.about for one in case.view.service.served if one.reader is Seat.RESPONDENT}
    stage, told = None, None
    for one in case.record:
        stage = one.event.to_state if isinstance(one.event, Moved) else stage
        if isinstance(one.event, (Moved, StatusSent)) and (one.event.id in served or one.role in ACCUSED):
            told = stage
    return told


def reads_letter(case: Case, letter: Sent) -> bool:
    """Whether the viewer may read a letter to the member, if they may know the people of the case."""
    return is_told(letter.needs, case.rights) and case.seats.isdisjoint(JUDGES)
