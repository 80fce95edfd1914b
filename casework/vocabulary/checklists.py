"""What officers tick off in each state of a case. No step waits for an item: only guards stop a step."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.vocabulary.states import CaseState as S


@dataclass(frozen=True, kw_only=True)
class ChecklistItem:
    """One thing to look after. `key` is stored once it is ticked, and is never used for another."""

    key: str
    words: Promise


READ_FOR_DANGER = ChecklistItem(key="danger", words=_("Read the report for danger to a person."))
CHECKLISTS: Mapping[S, tuple[ChecklistItem, ...]] = {
    S.SUBMITTED: (
        READ_FOR_DANGER,
        ChecklistItem(key="reach", words=_("Check whether the reporter needs an interpreter or an adjustment.")),
    ),
    S.SCREENING: (
        ChecklistItem(
            key="days", words=_("Check on which days each act took place, and which oath was in force then.")
        ),
        ChecklistItem(
            key="elsewhere", words=_("Ask whether a court, an employer or the police is dealing with the same matter.")
        ),
        ChecklistItem(key="preserve", words=_("Ask people to keep evidence that may soon be gone.")),
    ),
    S.INVESTIGATION: (
        ChecklistItem(key="plan", words=_("Write down what has to be proven, and by which evidence.")),
        ChecklistItem(key="witnesses", words=_("List who saw it, and hear each of them alone.")),
        ChecklistItem(key="for_member", words=_("Look for evidence in favour of the member.")),
    ),
    S.AWAITING_RESPONSE: (
        ChecklistItem(key="support", words=_("Ask whether the member needs support or an adjustment.")),
    ),
    S.RESPONSE_REVIEW: (
        ChecklistItem(key="each_point", words=_("Follow up each point of the answer.")),
        ChecklistItem(key="both_sides", words=_("Check that both sides have seen what is new.")),
    ),
    S.PANEL_FORMING: (ChecklistItem(key="room", words=_("Arrange the room, the link and an interpreter.")),),
    S.HEARING: (
        ChecklistItem(key="called", words=_("Check that each witness knows the day and what will happen.")),
        ChecklistItem(key="originals", words=_("Bring the originals that were lent.")),
    ),
    S.MONITORING: (ChecklistItem(key="conditions", words=_("Note the day of each condition.")),),
    S.CLOSED: (
        ChecklistItem(key="return", words=_("Give back what was lent.")),
        ChecklistItem(key="lessons", words=_("Write down for the team what to do better next time.")),
    ),
}
