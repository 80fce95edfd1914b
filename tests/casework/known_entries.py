"""The entries of a case that its pages show to a person: what anybody may be told of."""

from uuid import UUID

from casework import access
from casework.access import SHOWING, Actor
from casework.queries.case.own_acts import own_acts
from casework.queries.case.page import case_page, texts_shown
from casework.record.state.people import PARTIES
from casework.vocabulary import NotSeen, Reading, Verb


def known_entries(by: Actor, reference: str) -> frozenset[UUID]:
    """Return them: an officer's from the lines of the case, a party's from the papers that they can open and their own acts."""
    try:
        case = access.case_shown(by, reference, *SHOWING, *Verb)
    except NotSeen:
        return frozenset()
    if Reading.SEE_CASE.value in case.rights and not case.seats & PARTIES:
        return frozenset(line.entry for line in case_page(by, reference, verbs=()).lines)
    return frozenset((*(text.entry for text in texts_shown(case)), *(act.entry for act in own_acts(case))))
