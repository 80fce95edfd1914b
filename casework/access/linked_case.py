"""A case that grows out of another: it is linked to that case and denied to the people who handled it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from casework.access.actor import Actor
from casework.access.filing import new_case
from casework.access.grants import reconcile
from casework.access.other_case import clock_acting, grown_cases
from casework.models import Case
from casework.record.events import CaseFiled, ConflictDetected
from casework.record.state.people import HANDLING
from casework.vocabulary import Report, Verb
from casework.workflow.step import STEPS
from ledger.canonical import Values
from policy.conflicts import Basis
from vault.references import new_reference

type Conflicts = tuple[tuple[ConflictDetected, Values], ...]

BASIS = {"basis": [Basis.LINKED_CASE.value]}


@dataclass(frozen=True, kw_only=True)
class LinkedCase:
    """The unsaved case with its first events: the report, and a conflict for each person to whom it is denied."""

    case: Case
    filed: CaseFiled
    sealed: Values
    kept_away: Conflicts

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
        found.acting = clock_acting()
    (accused,) = report.accused
    reporter = found.acting.person if reports else None
    filed: CaseFiled = STEPS[Verb.FILE_COMPLAINT](
        found, reporter=reporter, for_someone=False, rulebook=found.rulebook_id, **report.filing_input(accused)
    )
    mine = {case.acting.person} if case.acting.seats & HANDLING else set()
    kept_away = case.view.people.kept_from_a_case_about_this_one | mine
    return LinkedCase(
        case=found,
        filed=filed,
        sealed=report.sealed_texts(accused, new_reference("R")),
        kept_away=_conflicts(kept_away),
    )


def keep_new_people_away(
    case: Case, among: Sequence[Case] | None = None, also: Collection[UUID] = ()
) -> list[tuple[Case, Conflicts]]:
    """Deny the cases that grew out of `case` to the people who handle it since, and return each with the conflicts to record.

    The same goes for the cases that grew out of those; `also` are people to be kept away from them too. A destroyed file is
    left as it is. `among` are these cases and perhaps others, if the caller has locked them already. Only inside the
    transaction of a step in `case`, after its events were kept and before anything is recorded. OperationalError if others
    hold a lock too long.
    """
    found = []
    people = case.view.people.kept_from_a_case_about_this_one.union(also)
    grown = grown_cases(case) if among is None else [one for one in among if one.pk in case.view.joining.grown]
    for other in grown:
        conflicts = _conflicts(people - other.view.people.barred)
        if conflicts and other.view.holding.erased_on is None:
            other.keep(*(one for one, _ in conflicts))
            reconcile(other)
            found.append((other, conflicts))
        found += keep_new_people_away(other, among, people)
    return found


def _conflicts(people: Collection[UUID]) -> Conflicts:
    return tuple((ConflictDetected(person=person, provisional=False), BASIS) for person in sorted(people))
