"""Steps of a case: screening."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from casework.procedure.screening.guards import (
    DAY,
    allegation_can_be_split,
    allegation_is_in_scope,
    allegation_waits_for_scope,
    an_allegation_is_framed,
    asked_before_lapse,
    commitment_is_in_the_edition_sworn,
    conduct_period_is_given,
    edition_sworn,
    fewer_than_two_rounds_were_used,
    information_time_is_over,
    investigation_stays_within_180_days,
    investigator_is_seated,
    limitation_is_met_or_waived,
    member_is_in_the_register,
    names_are_still_hidden,
    not_extended_before,
    oath_was_in_force_throughout,
    reporter_was_asked_about_identity,
    respondent_is_known,
    risk_is_triaged,
    risk_questions_are_answered,
    scope_has_its_code,
    something_was_supplied_or_nothing_more,
    split_date_is_inside_the_period,
)
from casework.record.events import (
    AllegationFramed,
    AllegationScoped,
    AllegationSplit,
    IdentityDecided,
    InformationLapsed,
    InformationRequested,
    InformationSupplied,
    InformationTimeExtended,
    InvestigationExtended,
    InvestigationOpened,
    RespondentIdentified,
    RiskTriaged,
)
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, ClosingCode, IdentityDecision, Verb
from casework.workflow.guard import refuse_unless
from casework.workflow.signatures import INQUIRY
from casework.workflow.step import CaseMachine, step


@step(Verb.TRIAGE_CASE, S.SCREENING, where=[names_are_still_hidden])
def triage_case(
    case: CaseMachine, *, severity: int, imminent_harm: bool, power_imbalance: bool, dishonesty: bool, harassment: bool
) -> RiskTriaged:
    """Record the answers to the risk questions and a provisional severity, 1 to 4."""
    refuse_unless(risk_questions_are_answered(severity), "risk_questions_are_answered")
    return RiskTriaged(
        severity=severity,
        imminent_harm=imminent_harm,
        power_imbalance=power_imbalance,
        dishonesty=dishonesty,
        harassment=harassment,
    )


@step(Verb.IDENTIFY_RESPONDENT, S.SCREENING)
def identify_respondent(case: CaseMachine, *, respondent: UUID | None) -> RespondentIdentified:
    """Say which member the case is about; `respondent` is the member's pseudonym in this case."""
    refuse_unless(member_is_in_the_register(respondent is not None), "member_is_in_the_register")
    assert respondent is not None
    return RespondentIdentified(respondent=respondent)


@step(Verb.FRAME_ALLEGATION, [S.SCREENING, S.INVESTIGATION], where=[respondent_is_known])
def frame_allegation(
    case: CaseMachine,
    *,
    allegation: UUID,
    commitment: int,
    first_day: date,
    last_day: date,
    ongoing: bool = False,
    known_on: date | None = None,
) -> AllegationFramed:
    """Frame one allegation under the edition the member had sworn to at the time of the conduct."""
    in_order = conduct_period_is_given(first_day, last_day, case.view.today)
    refuse_unless(in_order and (known_on is None or known_on <= case.view.today), "conduct_period_is_given")
    sworn = edition_sworn(first_day, last_day, case.view.sworn)
    refuse_unless(commitment_is_in_the_edition_sworn(case, commitment, sworn), "commitment_is_in_the_edition_sworn")
    assert sworn is not None
    return AllegationFramed(
        allegation=allegation,
        commitment=commitment,
        edition=sworn.edition,
        first_day=first_day,
        last_day=last_day,
        ongoing=ongoing,
        known_on=known_on,
    )


@step(Verb.SPLIT_ALLEGATION, [S.SCREENING, S.INVESTIGATION], where=[an_allegation_is_framed])
def split_allegation(case: CaseMachine, *, allegation: UUID, part: UUID, on: date) -> AllegationSplit:
    """Split an allegation at the day when an edition or an oath began: `part` has the day `on` and all later ones."""
    whole = case.view.allegations.get(allegation)
    refuse_unless(allegation_can_be_split(whole), "allegation_can_be_split")
    assert whole is not None
    refuse_unless(split_date_is_inside_the_period(whole, on), "split_date_is_inside_the_period")
    before = edition_sworn(whole.first_day, on - DAY, case.view.sworn)
    after = edition_sworn(on, whole.last_day, case.view.sworn)
    return AllegationSplit(
        allegation=allegation,
        part=part,
        on=on,
        edition_before=before.edition if before else None,
        edition_after=after.edition if after else None,
    )


@step(
    Verb.SCOPE_ALLEGATION,
    [S.SCREENING, S.INVESTIGATION],
    where=[an_allegation_is_framed],
    signed_by=replace(INQUIRY, only_in=frozenset({S.INVESTIGATION})),
)
def scope_allegation(
    case: CaseMachine, *, allegation: UUID, in_scope: bool, code: ClosingCode | None = None, waived: bool = False
) -> AllegationScoped:
    """Decide whether an allegation, if true, would breach its commitment; in an investigation, with a decider."""
    waits = allegation_waits_for_scope(case.view.allegations.get(allegation))
    refuse_unless(waits, "allegation_waits_for_scope")
    refuse_unless(scope_has_its_code(in_scope, code is not None), "scope_has_its_code")
    return AllegationScoped(allegation=allegation, in_scope=in_scope, code=code, waived=waived)


@step(Verb.DECIDE_IDENTITY, [S.SCREENING, S.INVESTIGATION])
def decide_identity(case: CaseMachine, *, decision: IdentityDecision, asked: bool) -> IdentityDecided:
    """Decide what happens to the reporter's identity; the same answer when there is no identity to seal."""
    refuse_unless(reporter_was_asked_about_identity(case, asked), "reporter_was_asked_about_identity")
    return IdentityDecided(decision=decision)


@step(
    Verb.OPEN_INVESTIGATION,
    S.SCREENING,
    to=S.INVESTIGATION,
    where=[
        respondent_is_known,
        risk_is_triaged,
        allegation_is_in_scope,
        oath_was_in_force_throughout,
        limitation_is_met_or_waived,
        investigator_is_seated,
    ],
)
def open_investigation(case: CaseMachine) -> InvestigationOpened:
    """Begin the investigation."""
    return InvestigationOpened()


@step(Verb.REQUEST_INFORMATION, S.SCREENING, to=S.INFORMATION_REQUESTED, where=[fewer_than_two_rounds_were_used])
def request_information(case: CaseMachine) -> InformationRequested:
    """Ask the reporter for listed items."""
    return InformationRequested()


@step(Verb.EXTEND_INFORMATION, S.INFORMATION_REQUESTED, where=[asked_before_lapse, not_extended_before])
def extend_information(case: CaseMachine) -> InformationTimeExtended:
    """Give the reporter more time, as much as the rulebook allows, once in each round."""
    return InformationTimeExtended(days=case.view.rules.clocks[ClockName.INFO].extension)


@step(Verb.EXTEND_INVESTIGATION, [S.INVESTIGATION, S.AWAITING_RESPONSE, S.RESPONSE_REVIEW], signed_by=INQUIRY)
def extend_investigation(case: CaseMachine, *, days: int) -> InvestigationExtended:
    """Give the investigation more time, within what the rulebook allows in all."""
    within = investigation_stays_within_180_days(case, days)
    refuse_unless(within, "investigation_stays_within_180_days")
    return InvestigationExtended(days=days)


@step(Verb.SUPPLY_INFORMATION, S.INFORMATION_REQUESTED, to=S.SCREENING)
def supply_information(case: CaseMachine, *, answer_written: bool, nothing_more: bool) -> InformationSupplied:
    """Answer the request for items, if only that there is nothing more."""
    enough = something_was_supplied_or_nothing_more(answer_written, nothing_more)
    refuse_unless(enough, "something_was_supplied_or_nothing_more")
    return InformationSupplied(nothing_more=nothing_more)


@step(Verb.INFORMATION_LAPSES, S.INFORMATION_REQUESTED, to=S.SCREENING, where=[information_time_is_over])
def information_lapses(case: CaseMachine) -> InformationLapsed:
    """Continue with what is there; this never dismisses the report."""
    return InformationLapsed()
