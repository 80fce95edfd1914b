"""The requests that wait in a case, for those who answer them and for those who conduct the hearing."""

from dataclasses import dataclass
from datetime import date

from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.procedure.requests.forms import label_of
from casework.queries.case.page import all_readable, group_by_compartment
from casework.record.state.requests import Request, requests_for
from casework.vocabulary import ClockName, RequestKind, Seat, Verb
from casework.web.shared.context import Context

WORDS = frozenset({"request", "need"})


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A request that waits. `words` are those of the side that asked, empty where they are not shown; `due`: answered by."""

    label: str
    due: date | None
    words: str = ""


def over_requests(case: Case, verb: Verb, by: Actor) -> Context:
    """Return what the page that answers requests shows above its form: each in the words of the side that asked."""
    if verb is not Verb.ANSWER_REQUEST:
        return {}
    waiting = requests_for(case.view, case.acting.seats)
    keys = {one.id for one in waiting}
    readable = (text for _, some in all_readable(case) for text in some if text.entry in keys and text.field in WORDS)
    wanted = group_by_compartment(readable)
    texts = open_content(reference=case.reference, by=by, rights=[verb], wanted=wanted) if wanted else {}
    said = {entry: str(text) for (entry, _field), text in texts.items() if text}
    return {"asked": [_waiting(case, one, said.get(one.id, "")) for one in waiting]}


def at_the_hearing(case: Case) -> Context:
    """Return the requests that wait while a hearing is conducted. Only the adviser knows of an adjustment."""
    hidden = set() if case.acting.as_(Seat.ADVISER) else {RequestKind.ADJUSTMENT}
    return {
        "requests_waiting": [_waiting(case, one) for one in case.view.requests.waiting if one.kind not in hidden],
        "answers_requests": bool(requests_for(case.view, case.acting.seats)),
    }


def _waiting(case: Case, one: Request, words: str = "") -> Waiting:
    run = case.view.clock(ClockName.REQUEST, one.id)
    return Waiting(label=label_of(one), due=case.view.day_of(run.due) if run and run.due else None, words=words)
