"""The slip that an officer hands to a caller: a code for the caller's report, shown once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from casework.models import Case
from casework.queries.follow_up import days_told
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, ClockName, NotNow, NotSeen
from vault.codes import Code


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


def check_slip_may_be_made(cases: Sequence[Case], officer: UUID) -> None:
    """Raise NotSeen unless the officer took these cases down, and NotNow once the reporter has chosen a code."""
    if not cases or any(case.view.filing.taken_by != officer for case in cases):
        raise NotSeen
    if any(case.view.filing.code_claimed for case in cases):
        raise NotNow(
            gettext("The caller has used a slip and chosen a code of their own. Nobody can make another slip.")
        )


def slip_of(case: Case, code: Code) -> Slip:
    """Return a slip with the reporter's own reference. The officer filed the report, so no opening is recorded."""
    filing = case.view.filing
    if filing.entry is None:
        raise NotSeen
    found: str = open_texts(case, CaseCompartment.REPORTER, [(filing.entry, "reference")])[filing.entry, "reference"]
    told = days_told(case.view)
    return Slip(
        reference=found,
        filed_on=filing.filed_on,
        feedback_by=told.get(ClockName.FEEDBACK),
        taken_up=ClockName.ACK not in told,
        code=code,
    )
