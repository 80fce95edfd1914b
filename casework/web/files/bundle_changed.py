"""Warns who sends the bundle on that its frozen pages have changed, above the form of that step."""

from casework.models import Case
from casework.queries.evidence.bundle import may_read_bundle
from casework.queries.evidence.bundle_freezing import stages_that_changed
from casework.vocabulary import Verb
from casework.web.shared.context import Context

SENDS = frozenset({Verb.SERVE_BUNDLE, Verb.SEND_BOARD_PACK})
"""The steps by which an officer sends the bundle to others."""


def over_bundle(case: Case, verb: Verb) -> Context:
    """Return the stages at which the bundle was frozen with other pages than it has now, for a reader of the bundle."""
    if verb not in SENDS or not may_read_bundle(case.rights):
        return {}
    day_of = case.view.day_of
    return {"bundle_changed": [{"event": one.event, "on": day_of(one.at)} for one in stages_that_changed(case)]}
