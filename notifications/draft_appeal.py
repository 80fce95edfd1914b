"""The letters of a decision on appeal that is not made yet, as each side would read them. Nothing of them is recorded."""

from collections.abc import Mapping
from typing import Any, cast

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE

from casework.models import Case
from casework.procedure.findings.sanction_worksheet import Sheet
from casework.procedure.plain_step import PlainStep
from casework.record.events import Event, Moved, Recorded
from casework.record.rights import ACCUSED
from casework.vocabulary import CaseState, Seat, Verb
from casework.workflow.step import STEPS
from ledger.canonical import Values
from notifications.letter_context import letter_context
from notifications.letters import LETTERS
from notifications.subjects import SUBJECTS

READERS: Mapping[Seat, Promise] = {
    Seat.RESPONDENT: _("The letter to the member"),
    Seat.COMPLAINANT: _("The letter to the reporter"),
}


def draft_letter(case: Case, verb: Verb, given: Values, reader: Seat) -> SafeString:
    """Return the letter to one side about a step of the appeal panel with these answers, as an article to be set into a page.

    NotNow for answers that the step refuses. The case is one that was shown: it is changed in memory, and must not be kept.
    """
    before = CaseState(case.state)
    event, texts, values = _made(case, verb, given)
    if isinstance(event, Moved):
        event = event.between(before, _target(case, verb, values))
    happened = Recorded(event=event, at=case.view.now, actor=case.acting.person, role=Seat.APPEAL_CHAIR)
    opened = {(event.id, name): value for name, value in texts.items()} if reader in ACCUSED else {}
    template = LETTERS[type(event)][reader].template
    heading = {"subject": SUBJECTS[template], "placed_on": None, "reference": ""}
    context = letter_context(case, case.view.apply(happened), (happened,), reader, opened)
    return render_to_string(f"letters/{template}.html", heading | context)


def _made(case: Case, verb: Verb, given: Values) -> tuple[Event, Mapping[str, Any], Values]:
    """Return the event that a step would make, the texts that it would seal, and its arguments. Its guards on them hold."""
    if verb is Verb.VARY_ON_APPEAL:
        sheet: Sheet = given["sheet"]
        values: Values = {
            "quashed": tuple(given["quashed"]),
            "succeeded": given["succeeded"],
            "terms": given["terms"],
            "sheet": sheet,
            "reasons_written": bool(given["reasons"] and given["wording"]),
        }
        named = ("reasons", "wording", "conditions", "lower_level", "outside_range")
        texts = {name: given[name] or None for name in named} | {"factors": sheet.as_kept()}
    else:
        plain = PlainStep.of(verb)
        values, texts = plain.arguments(given), plain.texts(given)
    return STEPS[verb].function(case, **values), texts, values


def _target(case: Case, verb: Verb, values: Values) -> CaseState:
    to = STEPS[verb].to
    return to if isinstance(to, CaseState) else cast(CaseState, cast(GET_STATE, to).func(case, **values))
