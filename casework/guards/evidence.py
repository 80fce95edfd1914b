"""Guards of evidence: what comes in whole and in time, and what may go out."""

from collections.abc import Collection
from uuid import UUID

from casework.guards.base import Asked, guard
from casework.vocabulary import CaseState, ClockName
from policy.deadlines import counted_back


@guard("The file did not arrive whole. Please send it again.")
def file_is_received_whole(received: bool) -> bool:
    """Whether there is something to keep: words, or a file of which every byte was read back."""
    return received


@guard("Evidence is due 14 days before the hearing. Ask the chair for leave.")
def evidence_is_in_time_or_has_leave(case: Asked) -> bool:
    """Whether, once a hearing is called, the last day for evidence has not passed."""
    facts = case.facts
    if facts.state is not CaseState.HEARING or facts.hearing.on is None:
        return True
    rule = facts.rules.clocks[ClockName.BUNDLE]
    return facts.today <= counted_back(end=facts.hearing.on, days=rule.days or 0, calendar=facts.rules.calendar)


@guard("Choose a piece of evidence of this case.")
def evidence_is_of_this_case(case: Asked, evidence: UUID) -> bool:
    """Whether a piece of evidence has come in under this key."""
    return case.facts.evidence.get(evidence) is not None


@guard("Prepare the copy for this reader first.")
def copy_is_redacted(case: Asked, *, copied: bool, file: UUID | None) -> bool:
    """Whether there is a copy of its own: new words, or a new file that is no file of the evidence itself."""
    originals = {one.file for one in case.facts.evidence.all}
    return copied and (file is None or file not in originals)


@guard("Only one person could have this document. Describe it, and do not attach it.")
def source_stays_hidden(*, one_holder: bool, file: UUID | None) -> bool:
    """Whether nothing is attached that would by itself tell who brought it."""
    return file is None or not one_holder


@guard("Attach the evidence that is relied on.")
def evidence_is_attached(case: Asked, evidence: Collection[UUID]) -> bool:
    """Whether something is relied on, and all of it are copies that were prepared for the respondent."""
    return bool(evidence) and set(evidence) <= case.facts.evidence.given
