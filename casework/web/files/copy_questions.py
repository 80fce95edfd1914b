"""What is asked before a covered copy is put forward, and which copies of the same evidence the bundle already has."""

from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.record.state.evidence import Copy
from casework.vocabulary import NotNow
from casework.workflow.guard import reason_of

QUESTIONS = {
    "one_holder": (_("Say whether only one person could have had this."), "source_stays_hidden"),
    "known_hand": (
        _("Say whether it has the voice or the handwriting of somebody whose name is sealed."),
        "voice_and_hand_stay_in",
    ),
}
"""What is asked before a copy is made: what is said without an answer, and the guard that a yes meets."""
AGAIN = "again"
NOT_AGAIN = _("A copy of this evidence is in the bundle already. Tick that another one is to go out.")


def copies_in_bundle(case: Case, evidence: UUID) -> tuple[Copy, ...]:
    """Return the copies of a piece of evidence that stand in the bundle."""
    known = case.view.evidence
    return tuple(one for one in known.copies_of(evidence) if one.given_by not in known.shut)


def refuse_unanswered(sent: QueryDict, case: Case, evidence: UUID) -> None:
    """Raise NotNow unless each question has the answer no, and a further copy of the same evidence is meant."""
    for name, (unanswered, guard) in QUESTIONS.items():
        if sent.get(name) not in ("yes", "no"):
            raise NotNow(str(unanswered))
        if sent.get(name) == "yes":
            raise NotNow(reason_of(guard, case.view))
    if AGAIN not in sent and copies_in_bundle(case, evidence):
        raise NotNow(str(NOT_AGAIN))
