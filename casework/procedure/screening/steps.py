"""Steps of a case: screening."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from casework.procedure.screening import guards
from casework.procedure.screening.against_the_sheet import check_codes_fit_the_sheet
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, ClosingCode, IdentityDecision, Verb
from casework.workflow.guard import check_guard
from casework.workflow.signatures import INVESTIGATOR_AND_DECIDER
from casework.workflow.step import ACKNOWLEDGED, CaseMachine, not_none, step


@step(Verb.TRIAGE_CASE, S.SCREENING, where=[guards.names_are_still_hidden])
def triage_case(
    case: CaseMachine,
    *,
    severity: int,
    imminent_harm: bool,
    power_imbalance: bool | None,
    dishonesty: bool,
    harassment: bool,
) -> events.RiskTriaged:
    """Record the answers to the risk questions and a provisional severity, 1 to 4."""
    check_guard(guards.risk_questions_are_answered, severity)
    return events.RiskTriaged(
        severity=severity,
        imminent_harm=imminent_harm,
        power_imbalance=power_imbalance,
        dishonesty=dishonesty,
        harassment=harassment,
    )


@step(Verb.READ_BLIND, ACKNOWLEDGED, where=[guards.blind_reading_runs])
def read_blind(
    case: CaseMachine,
    *,
    severity: int,
    imminent_harm: bool,
    power_imbalance: bool | None,
    dishonesty: bool,
    harassment: bool,
) -> events.RiskReadBlind:
    """Answer the risk questions as a second reader, who saw neither a name nor the first answers."""
    check_guard(guards.risk_questions_are_answered, severity)
    return events.RiskReadBlind(
        severity=severity,
        imminent_harm=imminent_harm,
        power_imbalance=power_imbalance,
        dishonesty=dishonesty,
        harassment=harassment,
    )


@step(Verb.IDENTIFY_RESPONDENT, S.SCREENING)
def identify_respondent(case: CaseMachine, *, respondent: UUID | None) -> events.RespondentIdentified:
    """Say which member the case is about; `respondent` is the member's pseudonym in this case."""
    check_guard(guards.member_is_in_the_register, respondent is not None)
    return events.RespondentIdentified(respondent=not_none(respondent))


@step(Verb.FRAME_ALLEGATION, [S.SCREENING, S.INVESTIGATION], where=[guards.respondent_is_known])
def frame_allegation(
    case: CaseMachine,
    *,
    allegation: UUID,
    commitment: int,
    first_day: date,
    last_day: date,
    ongoing: bool = False,
    known_on: date | None = None,
) -> events.AllegationFramed:
    """Frame one allegation under the edition the member had sworn to at the time of the conduct."""
    check_guard(guards.conduct_period_is_given, case, first_day, last_day, known_on)
    sworn = guards.edition_sworn(first_day, last_day, case.view.sworn)
    check_guard(guards.commitment_is_in_the_edition_sworn, case, commitment, sworn)
    return events.AllegationFramed(
        allegation=allegation,
        commitment=commitment,
        edition=not_none(sworn).edition,
        first_day=first_day,
        last_day=last_day,
        ongoing=ongoing,
        known_on=known_on,
    )


@step(Verb.SPLIT_ALLEGATION, [S.SCREENING, S.INVESTIGATION], where=[guards.an_allegation_is_framed])
def split_allegation(case: CaseMachine, *, allegation: UUID, part: UUID, on: date) -> events.AllegationSplit:
    """Split an allegation at the day when an edition or an oath began: `part` gets the day `on` and all later days."""
    whole = case.view.allegations.get(allegation)
    check_guard(guards.allegation_can_be_split, whole)
    assert whole is not None
    check_guard(guards.split_date_is_inside_the_period, whole, on)
    before = guards.edition_sworn(whole.first_day, on - guards.DAY, case.view.sworn)
    after = guards.edition_sworn(on, whole.last_day, case.view.sworn)
    return events.AllegationSplit(
        allegation=allegation,
        part=part,
        on=on,
        edition_before=before.edition if before else None,
        edition_after=after.edition if after else None,
    )


@step(
    Verb.SCOPE_ALLEGATION,
    [S.SCREENING, S.INVESTIGATION],
    where=[guards.an_allegation_is_framed],
    choices=guards.an_allegation_waits_for_scope,
    signed_by=replace(INVESTIGATOR_AND_DECIDER, only_in=frozenset({S.INVESTIGATION})),
)
def scope_allegation(
    case: CaseMachine, *, allegation: UUID, in_scope: bool, code: ClosingCode | None = None, waived: bool = False
) -> events.AllegationScoped:
    """Decide whether an allegation, if true, would breach its commitment; in an investigation, with a decider."""
    check_guard(guards.allegation_waits_for_scope, case.view.allegations.get(allegation))
    check_guard(guards.scope_has_its_code, in_scope, code is not None)
    check_codes_fit_the_sheet(case, [allegation], [code] if code else [])
    return events.AllegationScoped(allegation=allegation, in_scope=in_scope, code=code, waived=waived)


@step(Verb.DECIDE_IDENTITY, [S.SCREENING, S.INVESTIGATION])
def decide_identity(case: CaseMachine, *, decision: IdentityDecision, asked: bool) -> events.IdentityDecided:
    """Decide what happens to the reporter's identity; the same answer when there is no identity to seal."""
    check_guard(guards.reporter_was_asked_about_identity, case, asked)
    return events.IdentityDecided(decision=decision)


@step(
    Verb.OPEN_INVESTIGATION,
    S.SCREENING,
    to=S.INVESTIGATION,
    where=[
        guards.respondent_is_known,
        guards.risk_is_triaged,
        guards.allegation_is_in_scope,
        guards.oath_was_in_force_throughout,
        guards.limitation_is_met_or_waived,
        guards.investigator_is_seated,
        guards.no_end_of_the_case_waits,
    ],
)
def open_investigation(case: CaseMachine) -> events.InvestigationOpened:
    """Begin the investigation."""
    return events.InvestigationOpened()


@step(
    Verb.REQUEST_INFORMATION,
    S.SCREENING,
    to=S.INFORMATION_REQUESTED,
    where=[guards.reporter_can_answer, guards.fewer_than_two_rounds_were_used, guards.no_end_of_the_case_waits],
)
def request_information(case: CaseMachine) -> events.InformationRequested:
    """Ask the reporter for listed items."""
    return events.InformationRequested()


@step(Verb.EXTEND_INFORMATION, S.INFORMATION_REQUESTED, where=[guards.asked_before_lapse, guards.not_extended_before])
def extend_information(case: CaseMachine) -> events.InformationTimeExtended:
    """Give the reporter more time, once in each round, and as much as the rulebook allows."""
    return events.InformationTimeExtended(days=case.view.rules.clocks[ClockName.INFO].extension)


@step(
    Verb.EXTEND_INVESTIGATION,
    [S.INVESTIGATION, S.AWAITING_RESPONSE, S.RESPONSE_REVIEW],
    signed_by=INVESTIGATOR_AND_DECIDER,
)
def extend_investigation(case: CaseMachine, *, days: int) -> events.InvestigationExtended:
    """Give the investigation more time, within the total that the rulebook allows."""
    check_guard(guards.investigation_stays_within_180_days, case, days)
    return events.InvestigationExtended(days=days)


@step(Verb.SUPPLY_INFORMATION, S.INFORMATION_REQUESTED, to=S.SCREENING, by_code=True)
def supply_information(
    case: CaseMachine, *, received: bool, nothing_more: bool, pieces: tuple[UUID, ...] = ()
) -> events.InformationSupplied:
    """Answer the request for items in words, with files or both, or say that there is nothing more."""
    check_guard(guards.something_was_supplied_or_nothing_more, received, nothing_more)
    return events.InformationSupplied(nothing_more=nothing_more, pieces=pieces)


@step(
    Verb.INFORMATION_LAPSES,
    S.INFORMATION_REQUESTED,
    to=S.SCREENING,
    where=[guards.information_time_is_over],
    on_lapse=(ClockName.INFO,),
)
def information_lapses(case: CaseMachine) -> events.InformationLapsed:
    """Continue without the missing items; this never dismisses the report."""
    return events.InformationLapsed()
