"""The slip that an officer hands to a caller: a code for the caller's report, shown once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext

from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.reports.reporter_dates import days_told
from casework.queries.threads.follow_up import OWN, own_cases
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, ClockName, NotNow, NotSeen
from vault.codes import Code

CALL = timedelta(hours=1)
"""How long after a report its caller gets the first words even from an officer who is kept away: nobody else can give them."""


@dataclass(frozen=True, kw_only=True)
class Slip:
    """The content of a slip: the reporter's reference, the day of the report, and a code that nobody has seen before.

    `feedback_by` can only come sooner until the report is taken up, as on the receipt of a report.
    """

    reference: str
    filed_on: date | None
    feedback_by: date | None
    taken_up: bool
    code: Code = field(repr=False)


def check_slip_may_be_made(cases: Sequence[Case], officer: UUID, *, again: bool) -> None:
    """Raise NotSeen unless the officer took these cases down, and NotNow once the reporter has chosen or declined a code.

    NotSeen as well for an officer who is kept away since then, `again` or after `CALL`.
    """
    if not cases or any(_is_not_theirs(case, officer, again) for case in cases):
        raise NotSeen
    if any(case.view.filing.code_claimed for case in cases):
        raise NotNow(
            gettext("The caller has used a slip and chosen a code of their own. Nobody can make another slip.")
        )
    if any(case.view.filing.code_declined for case in cases):
        raise NotNow(gettext("The caller took no words. Nobody can make words for this report."))


def _is_not_theirs(case: Case, officer: UUID, again: bool) -> bool:
    if case.view.filing.taken_by != officer:
        return True
    late = again or case.view.now >= case.filed_at + CALL
    return late and officer in case.view.people.barred


def slip_of(case: Case, code: Code) -> Slip:
    """Return a slip with the reporter's own reference."""
    told = days_told(case.view)
    return Slip(
        reference=number_of(case),
        filed_on=case.view.filing.filed_on,
        feedback_by=told.get(ClockName.FEEDBACK),
        taken_up=ClockName.ACK not in told,
        code=code,
    )


def number_of_report(*, by: Actor, reporter: UUID) -> str:
    """Return the number of a report, for the officer who took it down. Raises as `make_slip` does."""
    user = User.objects.filter(pk=reporter).first()
    cases = [access.case_shown(Actor(user=user), each, OWN) for each in own_cases(user)] if user else []
    check_slip_may_be_made(cases, pseudonym(by.user), again=False)
    return number_of(cases[0])


def number_of(case: Case) -> str:
    """Return the number by which intake finds a report. The officer filed it, so no opening is recorded."""
    entry = case.view.filing.entry
    if entry is None:
        raise NotSeen
    found: str = open_texts(case, CaseCompartment.REPORTER, [(entry, "reference")])[entry, "reference"]
    return found
