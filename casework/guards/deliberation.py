"""Guards of the deliberation: late evidence, findings, the respondent's say, the recommendation."""

from collections.abc import Collection
from uuid import UUID

from casework.events import FindingMade
from casework.facts import CaseFacts
from casework.guards.base import Asked, guard
from casework.vocabulary import AllegationState, Answer, CaseState, ClockName, LateRuling, Route, Standard
from policy.rules import Level


@guard("Late evidence is waiting for a ruling.")
def late_evidence_is_dealt_with(case: Asked) -> bool:
    """Whether no late evidence waits."""
    return not case.facts.deliberation.late


@guard("Evidence that was admitted has to be heard. Reopen the hearing first.")
def admitted_evidence_was_heard(case: Asked) -> bool:
    """Whether nothing was admitted since the hearing that has not been heard."""
    return not case.facts.deliberation.late_admitted


@guard("Say why this could not have been sent earlier.")
def evidence_could_not_come_before(cause: bool) -> bool:
    """Whether a cause was written."""
    return cause


@guard(
    "The findings are saved, so the panel takes no more evidence. Speak on the sanction instead, or bring it once the "
    "case is before the board."
)
def panel_still_takes_evidence(case: Asked) -> bool:
    """Whether the case is before the board, or before a panel that has not saved its findings."""
    return case.facts.state is not CaseState.DELIBERATION or not case.facts.deliberation.saved


@guard("The board has voted. Evidence that is new now is a ground of appeal.")
def board_has_not_voted(case: Asked) -> bool:
    """Whether no ballot has come to a result."""
    ballot = case.facts.board.ballot
    return case.facts.state is not CaseState.BOARD_DECISION or ballot is None or not ballot.finished


@guard("There is no late evidence to rule on.")
def late_evidence_waits(case: Asked) -> bool:
    """Whether any waits."""
    return bool(case.facts.deliberation.late)


@guard("Choose a piece of evidence that waits for a ruling.")
def this_evidence_waits(case: Asked, evidence: UUID) -> bool:
    """Whether this one waits."""
    return evidence in case.facts.deliberation.late


@guard(
    "That is not open here. A panel refuses late evidence or reopens the hearing; the board refuses it or takes it for "
    "the sanction, and after a hearing may be asked to remit the facts."
)
def ruling_is_open_here(case: Asked, ruling: LateRuling) -> bool:
    """Whether a ruling is one of those that lead anywhere from where the case is."""
    return ruling in rulings_open(case.facts)


def rulings_open(facts: CaseFacts) -> tuple[LateRuling, ...]:
    """Return what may become of late evidence: a panel hears it, or, its findings saved, weighs it; the board gets it."""
    if facts.state is CaseState.DELIBERATION:
        return (LateRuling.REFUSED, LateRuling.SANCTION_ONLY if facts.deliberation.saved else LateRuling.HEARD)
    whole = facts.board.route is Route.PANEL
    return (LateRuling.REFUSED, LateRuling.SANCTION_ONLY, *([LateRuling.FACTS] if whole else []))


@guard("The time to speak on the sanction has ended.", within=ClockName.SANCTION_VIEWS)
def sanction_views_are_open(case: Asked) -> bool:
    """Whether the days to speak on the sanction have not passed."""
    return case.facts.open(ClockName.SANCTION_VIEWS)


@guard("You have spoken on the sanction already.")
def sanction_views_are_new(case: Asked) -> bool:
    """Whether the respondent has not spoken on the sanction."""
    return not case.facts.deliberation.views_filed


@guard("No late evidence has been admitted that calls for a hearing.")
def late_evidence_needs_a_hearing(case: Asked) -> bool:
    """Whether late evidence was admitted that has to be heard."""
    return case.facts.deliberation.late_admitted


@guard("The findings are saved and cannot be changed.")
def findings_are_not_saved(case: Asked) -> bool:
    """Whether the panel has not saved its findings."""
    return not case.facts.deliberation.saved


@guard("Save the findings first.")
def findings_are_saved(case: Asked) -> bool:
    """Whether the panel has saved its findings."""
    return case.facts.deliberation.saved


@guard("Nothing was found proven.")
def something_is_proven(case: Asked) -> bool:
    """Whether a breach was found."""
    return bool(case.facts.deliberation.proven)


@guard("At least one charge was found proven.")
def nothing_is_proven(case: Asked) -> bool:
    """Whether no breach was found."""
    return not case.facts.deliberation.proven


@guard("Every charge needs a finding.")
def every_charge_has_a_finding(facts: CaseFacts, findings: Collection[FindingMade]) -> bool:
    """Whether there is one finding for each charge, on its commitment and edition, with a severity where it is proven."""
    charged = {one.id: one for one in facts.allegations.in_state(AllegationState.CHARGED)}
    return sorted(f.allegation for f in findings) == sorted(charged) and all(
        (f.commitment, f.edition) == (charged[f.allegation].commitment, charged[f.allegation].edition)
        and f.proven == (f.severity is not None)
        for f in findings
    )


@guard("Name the standard of proof for each finding.")
def standard_of_proof_is_named(findings: Collection[FindingMade]) -> bool:
    """Whether each finding names one of the standards there are."""
    return all(isinstance(finding.standard, Standard) for finding in findings)


@guard("A proven finding must rest on evidence that the respondent had 14 days before the hearing, or on an admission.")
def findings_cite_disclosed_evidence(facts: CaseFacts, findings: Collection[FindingMade]) -> bool:
    """Whether each proven finding cites the bundle as it was in time, or an admission that was made."""
    had = facts.hearing.in_time(facts)
    admitted = {one.id for one in facts.allegations.all if one.answer is Answer.ADMIT}
    return all(
        (f.allegation in admitted or not f.on_admission)
        and set(f.evidence) <= had
        and (not f.proven or f.on_admission or bool(f.evidence))
        for f in findings
    )


@guard("Write the reasons for every finding.")
def finding_reasons_are_written(written: bool) -> bool:
    """Whether the reasons were written."""
    return written


@guard("The respondent’s time to speak on the sanction is still running.", until=ClockName.SANCTION_VIEWS)
def sanction_views_are_in_or_time_is_over(case: Asked) -> bool:
    """Whether the respondent spoke on the sanction, or the time for it has passed, be it before a remittal."""
    facts = case.facts
    run = facts.clock(ClockName.SANCTION_VIEWS)
    passed = run is not None and not run.waiting and run.due is not None and facts.now > run.due
    return facts.deliberation.views_filed or passed


@guard("The respondent's appeal brought this case back: the result may not be harsher than what was appealed against.")
def not_above_what_was_appealed(facts: CaseFacts, level: Level) -> bool:
    """Whether a recommended level stays at or below the one against which the respondent alone appealed."""
    return facts.appeal.ceiling is None or facts.appeal.society_appealed or level <= facts.appeal.ceiling
