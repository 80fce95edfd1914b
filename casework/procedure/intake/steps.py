"""Steps of a case: the report and its reception."""

from collections.abc import Sequence
from uuid import UUID

from casework.procedure.intake import guards
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import IdentityChoice, KeepAwayRuling, Origin, TakenDown, Verb
from casework.workflow.guard import check_guard
from casework.workflow.step import NEW, OPEN, CaseMachine, step


@step(Verb.FILE_COMPLAINT, NEW, to=S.SUBMITTED)
def file_complaint(
    case: CaseMachine,
    *,
    reporter: UUID | None,
    for_someone: bool,
    identity: IdentityChoice,
    commitments: tuple[int, ...],
    rulebook: UUID,
    help_asked: bool = False,
    named: bool = True,
    unknown: bool = False,
    told: bool = True,
    declared: bool = True,
    slow: bool = False,
    danger: bool = False,
    taken: TakenDown | None = None,
    origin: Origin | None = None,
) -> events.CaseFiled:
    """File a report about one person. The choice to stay unnamed is sealed with the identity."""
    check_guard(guards.respondent_is_named_or_unknown, named, unknown)
    check_guard(guards.commitment_is_chosen_or_help_asked, commitments, help_asked)
    check_guard(guards.account_is_given, told)
    check_guard(guards.truth_is_declared, declared)
    shown = identity if identity is IdentityChoice.OPEN else IdentityChoice.CONFIDENTIAL
    return events.CaseFiled(
        reporter=reporter,
        for_someone=for_someone,
        identity=shown,
        commitments=commitments,
        rulebook=rulebook,
        slow=slow,
        danger=danger,
        came=taken.came if taken else None,
        received_on=taken.received_on if taken else None,
        read_back=taken is not None and taken.read_back,
        origin=origin,
    )


@step(Verb.SWEEP_CONFLICTS, list(S))
def sweep_conflicts(
    case: CaseMachine,
    *,
    compared: int,
    kept_by_line: tuple[int, ...] = (),
    kept_by_tick: int = 0,
    lines_spared: tuple[int, ...] = (),
) -> events.ConflictsSwept:
    """Record how many people were compared with the people in the case, and how many the reporter's wishes shut out."""
    return events.ConflictsSwept(
        compared=compared, kept_by_line=kept_by_line, kept_by_tick=kept_by_tick, lines_spared=lines_spared
    )


@step(
    Verb.EXPLAIN_KEEP_AWAY,
    S.SUBMITTED,
    where=[guards.somebody_has_to_rule, guards.more_was_not_said_too_often],
    by_code=True,
)
def explain_keep_away(case: CaseMachine) -> events.KeepAwayExplained:
    """Say more about who must not see the report, for the person from outside who has to say whom the lines mean."""
    return events.KeepAwayExplained()


@step(
    Verb.RULE_ON_KEEP_AWAY,
    S.SUBMITTED,
    where=[guards.keep_away_lines_wait, guards.what_was_added_is_compared],
)
def rule_on_keep_away(case: CaseMachine, *, rulings: Sequence[KeepAwayRuling]) -> events.KeepAwayRuled:
    """Rule whom each line that fitted nobody means. The report opens to the officers, except to these people."""
    lines = tuple(ruling.line for ruling in rulings)
    check_guard(guards.every_line_is_ruled_on, case, lines)
    return events.KeepAwayRuled(
        lines=lines,
        kept_by_line=tuple(len(ruling.persons) for ruling in rulings),
        lines_spared=tuple(ruling.line for ruling in rulings if ruling.spared and not ruling.persons),
        persons=tuple(dict.fromkeys(person for ruling in rulings for person in ruling.persons)),
    )


@step(Verb.ACKNOWLEDGE_COMPLAINT, S.SUBMITTED, to=S.SCREENING, where=[guards.conflicts_are_swept])
def acknowledge_complaint(case: CaseMachine) -> events.CaseAcknowledged:
    """Acknowledge the report to the reporter, and begin the screening."""
    return events.CaseAcknowledged()


@step(Verb.CLAIM_CODE, list(S), where=[guards.code_waits_to_be_claimed])
def claim_code(case: CaseMachine, *, declined: bool = False) -> events.CodeClaimed | events.CodeDeclined:
    """Replace the code that staff made by a code of the reporter, or end it because the caller wants none."""
    return events.CodeDeclined() if declined else events.CodeClaimed()


@step(
    Verb.GIVE_NAME,
    OPEN,
    where=[guards.reporter_is_not_named_openly, guards.name_was_not_said_too_often],
    by_code=True,
)
def give_name(case: CaseMachine, *, choice: IdentityChoice) -> events.NameGiven:
    """Give a name after the report, sealed or for those who look into the case."""
    check_guard(guards.name_is_shown_or_sealed, choice)
    return events.NameGiven(identity=choice)
