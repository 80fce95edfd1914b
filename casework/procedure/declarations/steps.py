"""Steps of declarations: whether somebody is free to decide, and the ruling on what they told."""

from uuid import UUID

from casework.procedure.declarations import guards
from casework.record import events
from casework.record.state import CaseView
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Declared, Verb
from casework.workflow.docket import task
from casework.workflow.guard import check_guard
from casework.workflow.step import CaseMachine, step

LATE = [S.APPEAL_WINDOW, S.MONITORING, S.CLOSED]
"""Where an appeal panel rules on an application that came late."""


def declarations_are_asked(view: CaseView) -> bool:
    """Whether those who are to decide are asked: of a board from the day on which the pack went out, which starts its time."""
    return view.state is not S.BOARD_DECISION or view.board.pack is not None


@step(
    Verb.DECLARE_INTERESTS,
    [S.PANEL_FORMING, S.BOARD_DECISION, S.APPEAL, *LATE],
    where=[guards.declares_between_ballots, guards.has_not_declared],
    docket=task(ClockName.DECLARATION, ClockName.BOARD_PAPERS, ClockName.BOARD_VOTE, wanted=declarations_are_asked),
)
def declare_interests(case: CaseMachine, *, answer: Declared, told_written: bool) -> events.InterestsDeclared:
    """Say, after reading the names and before any paper, whether one is free, and what there is to tell."""
    if answer is Declared.TELL:
        check_guard(guards.what_is_told_is_written, told_written)
    check_guard(guards.nothing_else_is_told, answer, told_written)
    return events.InterestsDeclared(answer=answer)


@step(
    Verb.RULE_DECLARATION,
    [S.PANEL_FORMING, S.BOARD_DECISION, S.APPEAL, *LATE],
    where=[guards.a_declaration_waits],
)
def rule_declaration(
    case: CaseMachine, *, person: UUID, harmless: bool, published_written: bool
) -> events.DeclarationRuled:
    """Rule, as a reviewer, whether what somebody told is harmless; the others may then know of it."""
    check_guard(guards.declaration_of_this_person_waits, case, person)
    if harmless:
        check_guard(guards.what_both_sides_read_is_written, published_written)
    return events.DeclarationRuled(person=person, harmless=harmless)
