"""A case that grows out of another: linked to it, and kept from whoever handled that one."""

from dataclasses import dataclass

from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework.access.actor import Actor
from casework.access.newcomers import new_case
from casework.events import CaseFiled, ConflictDetected
from casework.facts.people import HANDLING
from casework.guards.base import Acting
from casework.models import Case
from casework.vocabulary import Report, Seat


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The case, not saved, with the facts it begins with: the report, and a conflict for each who is kept from it."""

    case: Case
    filed: CaseFiled
    kept_away: tuple[ConflictDetected, ...]


def case_beside(case: Case, by: Actor, report: Report) -> Beside:
    """Return a case linked to `case` about the one person in `report`, under the rulebook in force.

    A reporter who acts is its reporter, with the code they have; asked for by anybody else it is the Society's own, and
    the machine files it. Whoever looked into `case`, decided it or is denied it is denied this one.
    """
    reports = by.user.kind == User.Kind.REPORTER
    user = by.user if reports else User.objects.clock()
    found = new_case(by=user, linked=case.linked, moment=case.facts.now)
    if not reports:
        found.acting = Acting(person=pseudonym(user), seats=frozenset({Seat.CLOCK}))
    (accused,) = report.accused
    filed = found.file_complaint(
        reporter=found.acting.person if reports else None,
        for_someone=False,
        identity=report.reporter.choice,
        commitments=report.commitments,
        help_asked=report.help_asked,
        named=bool(accused.name or accused.details),
        unknown=accused.unknown,
        told=report.told,
        declared=report.declared,
    )
    mine = {case.acting.person} if case.acting.seats & HANDLING else set()
    kept_away = sorted(case.facts.people.kept_from_a_case_about_this_one | mine)
    return Beside(
        case=found,
        filed=filed,
        kept_away=tuple(ConflictDetected(person=person, provisional=False) for person in kept_away),
    )
