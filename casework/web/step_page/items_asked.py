"""What a letter asks the reporter for, above the form in which they answer."""

from casework.access import Actor
from casework.models import Case
from casework.record.events import InformationRequested
from casework.vocabulary import ClockName, Verb
from casework.web.shared.asked_texts import open_asked
from casework.web.shared.context import Context


def over_items(case: Case, verb: Verb, by: Actor) -> Context:
    """Return what the newest request asks for, in its own words, and by which day."""
    entries = [one.event.id for one in case.record if isinstance(one.event, InformationRequested)]
    if verb is not Verb.SUPPLY_INFORMATION or not entries:
        return {}
    address, run = (entries[-1], "items"), case.view.clock(ClockName.INFO)
    words = open_asked(case, verb, by, {address}).get(address)
    return {"items_asked": words, "items_due": case.view.day_of(run.due) if run and run.due else None}
