"""A case that grows out of another: it is linked to that case and denied to the people who handled it."""

from dataclasses import dataclass

from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework.access.actor import Actor
from casework.access.filing import new_case
from casework.models import Case
from casework.record.events import CaseFiled, ConflictDetected
from casework.record.state.people import HANDLING
from casework.vocabulary import Report, Seat, Verb
from casework.workflow.guard import Acting
from casework.workflow.step import STEPS
from ledger.canonical import Values
from policy.conflicts import Basis
from vault.references import new_reference

BASIS = {"basis": [Basis.LINKED_CASE.value]}


@dataclass(frozen=True, kw_only=True)
class LinkedCase:
    """The unsaved case with its first events: the report, and a conflict for each person to whom it is denied."""

    case: Case
    filed: CaseFiled
    sealed: Values
    kept_away: tuple[tuple[ConflictDetected, Values], ...]

    def keep(self) -> None:
        self.case.keep(self.filed, *(conflict for conflict, _ in self.kept_away))


def build_linked_case(case: Case, by: Actor, report: Report) -> LinkedCase:
    """Return a case linked to `case` about the one person in `report`, under the rulebook in force.

    If a reporter acts, they are its reporter, with the code that they have. If anybody else asks for it, the Society is
    its reporter, and the machine files it. People who handled `case`, or to whom it is denied, do not see this one.
    """
    reports = by.user.kind == User.Kind.REPORTER
    user = by.user if reports else User.objects.clock()
    found = new_case(by=user, linked=case.linked, moment=case.view.now)
    if not reports:
        found.acting = Acting(person=pseudonym(user), seats=frozenset({Seat.CLOCK}))
    (accused,) = report.accused
    reporter = found.acting.person if reports else None
    filed: CaseFiled = STEPS[Verb.FILE_COMPLAINT](
        found, reporter=reporter, for_someone=False, rulebook=found.rulebook_id, **report.filing_input(accused)
    )
    mine = {case.acting.person} if case.acting.seats & HANDLING else set()
    kept_away = sorted(case.view.people.kept_from_a_case_about_this_one | mine)
    conflicts = tuple(ConflictDetected(person=person, provisional=False) for person in kept_away)
    return LinkedCase(
        case=found,
        filed=filed,
        sealed=report.sealed_texts(accused, new_reference("R")),
        kept_away=tuple((one, BASIS) for one in conflicts),
    )
