"""What a reporter added about who must not see the report: for the person who rules on it, and sent in each part that waits."""

from dataclasses import replace
from uuid import uuid5

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.threads.follow_up import OWN, own_cases
from casework.verbs import Step, perform
from casework.vocabulary import CaseCompartment, DoneBefore, NotNow, Refused, Verb
from casework.web.shared.context import Context


def over_additions(case: Case, verb: Verb, by: Actor) -> Context:
    """Return what the reporter added, each with its day, newest first; opened on the record."""
    entries = case.view.filing.told_to_asked
    if verb is not Verb.RULE_ON_KEEP_AWAY or not entries:
        return {}
    wanted = [(entry, "explanation") for entry in entries]
    texts = open_content(reference=case.reference, by=by, rights=[verb], wanted={CaseCompartment.KEEP_AWAY: wanted})
    days = {one.event.id: case.view.day_of(one.at) for one in case.record}
    return {"added": [(days[entry], texts[entry, "explanation"]) for entry in reversed(entries)]}


def add_in_each_part(request: HttpRequest, by: Actor, wanted: Step, chosen: str) -> None:
    """Take the step in the other parts that wait too: their lines are the same. Each takes a request once."""
    if wanted.verb is not Verb.EXPLAIN_KEEP_AWAY:
        return
    for reference in own_cases(by.user):
        if reference != chosen and access.case_shown(by, reference, OWN).view.filing.lines_waiting:
            _add(request, by, wanted, reference)


def _add(request: HttpRequest, by: Actor, wanted: Step, reference: str) -> None:
    own = replace(by, request_key=by.request_key and uuid5(by.request_key, reference))
    try:
        perform(wanted, reference=reference, by=own, typed=request.POST)
    except DoneBefore:
        return
    except Refused as refused:
        why = refused.reasons[0] if isinstance(refused, NotNow) else _("nobody can write in one of them any more.")
        messages.warning(request, _("It was not sent in each part: %(reason)s") % {"reason": why})
