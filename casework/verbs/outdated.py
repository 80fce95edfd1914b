"""A step that was put forward and no longer fits the case: why, and how the case stood when it was put forward."""

from itertools import takewhile
from uuid import UUID

from django.utils.datastructures import MultiValueDict

from casework.models import Case
from casework.procedure.row import Step
from casework.record.state import CaseView, fold
from ledger.canonical import Values


def why_outdated(step: Step, case: Case, typed: Values) -> tuple[str, ...]:
    """Return why the viewer's signature could not take a step with this input; empty if it could. It checks no guard."""
    data = typed if isinstance(typed, MultiValueDict) else MultiValueDict(dict(typed))
    form = step.form(data, view=case.view, acting=case.acting)
    return () if form.is_valid() else form.why_refused()


def view_when_put_forward(case: Case, entry: UUID) -> CaseView:
    """Return the view of the case before the entry that put a step forward: it names choices that are gone since."""
    known = case.view
    start = CaseView(
        case=known.case,
        rules=known.rules,
        now=known.now,
        sworn=known.sworn,
        elsewhere=known.elsewhere,
        board_members=known.board_members,
    )
    return fold(start, takewhile(lambda one: one.event.id != entry, case.record))
