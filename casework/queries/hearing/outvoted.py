"""What somebody who was outvoted on a panel can still write, and until when. Nobody else is told that they were."""

from datetime import date

from casework.models import Case
from casework.queries.hearing.opinions import count_findings, signed_opinions
from casework.vocabulary import ClockName, Verb
from casework.workflow.step import in_the_way


def last_day_of_minority(case: Case) -> date | None:
    """Return the last day on which the person who has entered a case can write why they hold a proven charge not proven.

    None for everybody else. Two queries while these days run for somebody on the panel, because what each signed is sealed and
    no row may say who was outvoted; otherwise none.
    """
    view, step = case.view, Verb.WRITE_MINORITY_REASONS
    run = view.clock(ClockName.MINORITY)
    if step.value not in case.rights or run is None or run.due is None or in_the_way(case, step):
        return None
    counted = count_findings(view, signed_opinions(case))
    outvoted = any(found.proven and case.acting.person in minority for found, minority in counted)
    return view.day_of(run.due) if outvoted else None
