"""What the case knows already, in the fields of a step: each filled field says where its words come from."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, cast

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from casework.access import Actor
from casework.forms.base import PickMany, PickOne, VerbForm
from casework.models import Case
from casework.procedure.evidence.guards import piece_covered
from casework.procedure.requests.guards import days_that_can_be_given
from casework.queries.threads.notes import own_note
from casework.record.state.requests import requests_for
from casework.recording import OpenedTexts
from casework.verbs import read_proposal
from casework.vocabulary import IdentityChoice, Verb
from casework.web.decisions.conditions_in_force import conditions_in_force, words_in_force
from casework.web.drafts.notes import require_notes
from casework.web.drafts.page import fill_form
from casework.web.requests import read_uuid
from casework.web.shared.asked_texts import Address, open_asked
from casework.web.step_page.report_sections import report_begun, texts_of_sections
from casework.web.step_page.sheet_again import sheet_again, sheet_before

type Filled = Mapping[str, Any]


class Prefill(NamedTuple):
    """`fill` returns the values of fields from the case and from the texts that `needs` names; `source` is said beside them.

    `whole`: the values belong together, so they fill no form of which a draft was kept.
    """

    fill: Callable[[Case, OpenedTexts], Filled]
    source: Promise | str
    needs: Callable[[Case], Iterable[Address]] = lambda _case: ()
    whole: bool = False


def of_the_report(*names: str) -> Callable[[Case], Iterable[Address]]:
    """Return what names these texts of the report, once the risk was assessed with names hidden."""

    def needs(case: Case) -> Iterable[Address]:
        entry = case.view.filing.entry
        return [(entry, name) for name in names] if entry and case.view.screening.triaged else ()

    return needs


def member_named(case: Case, texts: OpenedTexts) -> Filled:
    """Return the member's number as the reporter wrote it, or the name: the form answers a name with numbers."""
    said = _one(texts, "accused") or {}
    return {"member": said.get("number") or said.get("name") or ""}


def conduct_reported(case: Case, texts: OpenedTexts) -> Filled:
    """Return the first commitment of the report that is not framed yet, and the days that the reporter gave.

    Days that the reporter only guessed, or told in words, are left out: whether the report came in time follows from them.
    """
    said, framed = _one(texts, "particulars") or {}, set(case.view.allegations.commitments())
    left = [number for number in case.view.filing.commitments if number not in framed]
    given = () if said.get("about") or said.get("when_words") else ("first_day", "last_day", "known_on")
    days = {name: date.fromisoformat(said[name]) for name in given if said.get(name)}
    return {"commitment": left[0] if left else None, "ongoing": said.get("ongoing") or None, **days}


def pieces_without_copy(case: Case) -> list[Any]:
    """Return the evidence of which there is no copy, and no covered copy that waits for its second signature."""
    known = {copy.evidence for copy in case.view.evidence.copies} | {piece_covered(case.view)}
    return [one for one in case.view.evidence.all if one.id not in known]


def piece_to_copy(case: Case, _texts: OpenedTexts) -> Filled:
    """Return the only piece of evidence of which there is no copy. Its title may be a file name that names people."""
    left = pieces_without_copy(case)
    return {"evidence": left[0].id} if len(left) == 1 else {}


def draft_begun(case: Case, texts: OpenedTexts) -> Filled:
    return {"draft_text": report_begun(case, texts)}


def last_draft(case: Case) -> Iterable[Address]:
    return [(case.view.report.draft, "draft")] if case.view.report.draft else ()


def draft_shared(case: Case, texts: OpenedTexts) -> Filled:
    return {"report": _one(texts, "draft") or ""}


def days_asked(case: Case, _texts: OpenedTexts) -> Filled:
    """Return the days that were asked for, or the most that are possible, if only one request waits for this person."""
    waiting = requests_for(case.view, case.acting.seats)
    asked = waiting[0].days if len(waiting) == 1 else None
    return {"days": min(asked, days_that_can_be_given(case, waiting[0].clock)) or None} if asked else {}


def last_name(case: Case) -> Iterable[Address]:
    entry = case.view.filing.identity_entry
    return [(entry, "identity")] if entry else ()


def name_given(_case: Case, texts: OpenedTexts) -> Filled:
    """Return what the reporter said of themselves last. A name that is sealed stays sealed unless they choose otherwise."""
    said = _one(texts, "identity") or {}
    sealed = said.get("choice") == IdentityChoice.CONFIDENTIAL
    return {
        **{name: said.get(name) for name in ("name", "email", "phone")},
        "choice": IdentityChoice.CONFIDENTIAL if sealed else None,
    }


def words_first_approved(case: Case) -> Iterable[Address]:
    first = case.view.publication.first
    return [(first, "text")] if first else ()


def words_approved(_case: Case, texts: OpenedTexts) -> Filled:
    return {"text": _one(texts, "text") or ""}


PREFILLS: Mapping[Verb, Prefill] = {
    Verb.IDENTIFY_RESPONDENT: Prefill(
        member_named, _lazy("From the report. Check that it is this person."), of_the_report("accused")
    ),
    Verb.FRAME_ALLEGATION: Prefill(conduct_reported, _lazy("From the report."), of_the_report("particulars")),
    Verb.DISCLOSE_EVIDENCE: Prefill(piece_to_copy, _lazy("The only piece that has no copy yet.")),
    Verb.SHARE_DRAFT_REPORT: Prefill(
        draft_begun,
        _lazy("Begun from the allegations, the answer and the evidence. Write what was found out."),
        texts_of_sections,
    ),
    Verb.FINALISE_REPORT: Prefill(draft_shared, _lazy("The draft as both sides read it."), last_draft),
    Verb.ANSWER_REQUEST: Prefill(days_asked, _lazy("Filled in: the days of the request, or the most that you can give.")),
    Verb.APPROVE_PUBLICATION_TEXT: Prefill(
        words_approved, _lazy("The other of the two has approved them."), words_first_approved
    ),
    Verb.RECOMMEND_SANCTION: Prefill(sheet_again, "", sheet_before, whole=True),
    Verb.VARY_ON_APPEAL: Prefill(
        conditions_in_force, _lazy("As decided. It no longer applies if you empty it."), words_in_force, whole=True
    ),
    Verb.GIVE_NAME: Prefill(name_given, _lazy("As you gave it."), last_name),
}  # fmt: skip
"""The steps whose fields the case can fill."""
OF_PARTIES = frozenset({Verb.GIVE_NAME})
"""The steps that are filled for a party, with their own words."""
ALL_CHOSEN = frozenset({Verb.SERVE_NOTICE, Verb.SERVE_BUNDLE})
"""The steps that send documents: all that there are go out, unless somebody leaves one out."""
EVERY_ONE = _lazy("All are chosen. Leave out what should not go.")
FROM_NOTE = _lazy("From your note. It is not in the record until you send this: take out what should not be there.")
LONGEST_FIRST_LINE = 150
ONLY_ONE = _lazy("Chosen because it is the only one.")


def prefill(form: VerbForm, case: Case, verb: Verb, by: Actor) -> None:
    """Fill fields of a step, after recording which texts were opened. What was typed or kept as a draft stays as it is."""
    if form.is_bound:
        return
    for name, field in form.fields.items():
        if verb in ALL_CHOSEN and isinstance(field, PickMany):
            _set(form, name, [key for key, _words in cast(list[tuple[Any, Any]], field.choices)], EVERY_ONE)
        if (
            isinstance(field, PickOne)
            and field.required
            and len(choices := list(cast(Iterable[Any], field.choices))) == 1
        ):
            _set(form, name, choices[0][0], ONLY_ONE)
    known = PREFILLS.get(verb)
    if known and not (known.whole and form.initial):
        texts = open_asked(case, verb, by, set(known.needs(case)))
        for name, value in known.fill(case, texts).items():
            _set(form, name, value, known.source)


def prefill_from_proposal(form: VerbForm, case: Case, verb: Verb, by: Actor) -> None:
    """Fill the form of somebody who rewrites what waits for a signature with its words."""
    waiting = case.view.proposals.of(verb)
    if waiting is not None and not form.is_bound:
        said = read_proposal(waiting, case.reference, by)
        fill_form(form, {name: [str(each) for each in some] for name, some in said.lists()}, {})


def prefill_from_note(form: VerbForm, case: Case, verb: Verb, by: Actor, asked: QueryDict) -> None:
    """Fill the form of new evidence from a note of the viewer's own that the address names. NotSeen for any other note."""
    key = read_uuid(asked.get("note", ""))
    if verb is not Verb.ADD_EVIDENCE or key is None or form.is_bound:
        return
    note = own_note(require_notes(by, case.reference), by.user.pk, key)
    first, words = next(iter(note.lines), ""), note.words or ""
    _set(form, "title", f"{first[:LONGEST_FIRST_LINE]}, {date_format(note.on, 'j F Y')}" if first else "", FROM_NOTE)
    _set(form, "text", words, FROM_NOTE)


def _set(form: VerbForm, name: str, value: Any, source: Promise | str) -> None:
    if name not in form.fields or value in (None, "", []) or form.initial.get(name) is not None:
        return
    field = form.fields[name]
    field.initial = value
    field.help_text = f"{field.help_text} {source}".strip()


def _one(texts: OpenedTexts, name: str) -> Any:
    return next((said for (_entry, field), said in texts.items() if field == name), None)
