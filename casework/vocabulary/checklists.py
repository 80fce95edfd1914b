"""What officers tick off in each state of a case. Nothing here holds back a step: guards do that."""

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


CHECKLISTS: Mapping[S, tuple[ChecklistItem, ...]] = {
    S.SUBMITTED: (
        ChecklistItem(key="danger", words=_("Read the report for danger to a person.")),
        ChecklistItem(key="reach", words=_("Look whether the reporter needs an interpreter or an adjustment.")),
    ),
    S.SCREENING: (
        ChecklistItem(key="days", words=_("Look on which days each act was, and which oath held then.")),
        ChecklistItem(key="elsewhere", words=_("Ask whether a court, an employer or the police has the same matter.")),
        ChecklistItem(key="preserve", words=_("Ask for evidence to be kept that may soon be gone.")),
    ),
    S.INVESTIGATION: (
        ChecklistItem(key="plan", words=_("Write down what has to be shown, and by what.")),
        ChecklistItem(key="witnesses", words=_("List who saw it, and hear each of them alone.")),
        ChecklistItem(key="for_member", words=_("Look for what speaks for the member.")),
    ),
    S.AWAITING_RESPONSE: (
        ChecklistItem(key="support", words=_("Ask whether the member needs support or an adjustment.")),
    ),
    S.RESPONSE_REVIEW: (
        ChecklistItem(key="each_point", words=_("Follow up each point of the answer.")),
        ChecklistItem(key="both_sides", words=_("Look whether both sides have seen what is new.")),
    ),
    S.PANEL_FORMING: (ChecklistItem(key="room", words=_("Arrange the room, the link and an interpreter.")),),
    S.HEARING: (
        ChecklistItem(key="called", words=_("Look whether each witness has the day and knows how it goes.")),
        ChecklistItem(key="originals", words=_("Bring the originals that were lent.")),
    ),
    S.MONITORING: (ChecklistItem(key="conditions", words=_("Note the day of each condition.")),),
    S.CLOSED: (
        ChecklistItem(key="return", words=_("Give back what was lent.")),
        ChecklistItem(key="lessons", words=_("Write down for the team what to do better next time.")),
    ),
}
