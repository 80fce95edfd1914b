"""Guards of declarations: who has answered, what waits for a ruling, and whose silence gives the seat to somebody else."""

from collections.abc import Collection
from uuid import UUID

from casework.record.state.eligibility import seated_appeal_panel, seated_panel, silent
from casework.vocabulary import Declared, Seat
from casework.workflow.guard import Asked, answer_guard, guard


@guard("You have declared already. If something has come up since, declare a conflict.")
def has_not_declared(case: Asked) -> bool:
    view, person = case.view, case.acting.person
    free = view.board.declared if case.acting.as_(Seat.BOARD_MEMBER) else view.declarations.free
    return person not in free | view.declarations.waiting


@guard("A ballot is open, and its voters are fixed. Should it be put again, declare then.")
def declares_between_ballots(case: Asked) -> bool:
    ballot = case.view.board.ballot
    return not case.acting.as_(Seat.BOARD_MEMBER) or ballot is None or not ballot.is_running


what_is_told_is_written = answer_guard("what_is_told_is_written", "Write what there is to tell.")


@guard("Write something only if there is something to tell.")
def nothing_else_is_told(answer: Declared, written: bool) -> bool:
    return answer is Declared.TELL or not written


@guard("Somebody on this panel has not declared yet. No list goes out before.")
def panel_has_declared(case: Asked) -> bool:
    """Whether everybody on the panel is free to sit, and nothing that one of them told waits for a ruling."""
    return seated_panel(case.view) <= case.view.declarations.free


@guard("Somebody on the appeal panel has not declared yet.")
def appeal_panel_has_declared(case: Asked) -> bool:
    return seated_appeal_panel(case.view) <= case.view.declarations.free


@guard("Somebody on this list was named before and did not declare in time. Choose somebody else.")
def nobody_named_was_silent(case: Asked, people: Collection[UUID]) -> bool:
    return not set(people) & silent(case.view, seated_panel(case.view))


@guard("Nothing that somebody told waits for a ruling.")
def a_declaration_waits(case: Asked) -> bool:
    return bool(case.view.declarations.waiting - case.view.people.barred)


@guard("This person told nothing that waits for a ruling.")
def declaration_of_this_person_waits(case: Asked, person: UUID) -> bool:
    return person in case.view.declarations.waiting - case.view.people.barred


what_both_sides_read_is_written = answer_guard(
    "what_both_sides_read_is_written", "Write what both sides read of it. They may then challenge this person."
)
