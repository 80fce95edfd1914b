"""A case that grows out of another: it is linked to that case and denied to the people who handled it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from accounts.offices import holders_by_name
from casework.access.actor import Actor
from casework.access.filing import new_case
from casework.access.grants import reconcile
from casework.access.history import view_of
from casework.access.other_case import clock_acting, grown_cases
from casework.models import Case
from casework.record.events import CaseFiled, ConflictDetected
from casework.record.rights.by_office import DESK
from casework.record.state import CaseView
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
    its reporter, and the machine files it. People who handled `case` or another case of its report, or to whom one of them
    is denied, do not see this one.
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
    kept_away = case.view.people.kept_from_a_case_about_this_one.union(mine, *_handling_the_same_report(case))
    return LinkedCase(
        case=found,
        filed=filed,
        sealed=report.sealed_texts(accused, new_reference("R")),
        kept_away=_conflicts(_without_last_alternates(kept_away, case.view, case.view.people.barred)),
    )


def keep_new_people_away(
    case: Case, among: Sequence[Case] | None = None, also: Collection[UUID] = ()
) -> list[tuple[Case, Conflicts]]:
    """Deny the cases that grew out of `case` to the people who handle it since, and return each with the conflicts to record.

    The same goes for the cases that grew out of those; `also` are people to be kept away from them too. A destroyed file is
    left as it is. `among` are these cases and perhaps others, if the caller has locked them already. Only inside the
    transaction of a step in `case`, after its events were folded and before anything is recorded. OperationalError if others
    hold a lock too long.
    """
    found = []
    people = case.view.people.kept_from_a_case_about_this_one.union(also)
    grown = grown_cases(case) if among is None else [one for one in among if one.pk in case.view.joining.grown]
    for other in grown:
        barred = case.view.people.barred | other.view.people.barred
        conflicts = _conflicts(_without_last_alternates(people, other.view, barred) - other.view.people.barred)
        if conflicts and other.view.holding.erased_on is None:
            other.keep(*(one for one, _ in conflicts))
            reconcile(other)
            found.append((other, conflicts))
        found += keep_new_people_away(other, among, people)
    return found


def _handling_the_same_report(case: Case) -> Iterator[frozenset[UUID]]:
    """Yield the people who may not see what grows out of each other case of the same report. One query and their entries."""
    together = Case.objects.filter(linked=case.linked, filed_at=case.filed_at).exclude(pk=case.pk)
    for other in together.exclude(pk__in=case.view.joining.grown):
        yield view_of(other, case.view.now).people.kept_from_a_case_about_this_one


def _without_last_alternates(people: frozenset[UUID], view: CaseView, barred: frozenset[UUID]) -> frozenset[UUID]:
    """Return the people to be kept away without one outside alternate for each office of the desk that nobody else holds.

    A report that nobody sees protects nobody. Only somebody who handled the first case is spared, and nobody who is `barred`.
    One query for each office, none without people.
    """
    spared: set[UUID] = set()
    for office in DESK if people - barred else ():
        pool = holders_by_name(office, view.today)
        if all(person in people | barred for person, _ in pool):
            spared |= set([person for person, one in pool if one.alternate and person not in barred][:1])
    return people - spared


def _conflicts(people: Collection[UUID]) -> Conflicts:
    return tuple((ConflictDetected(person=person, provisional=False), BASIS) for person in sorted(people))
