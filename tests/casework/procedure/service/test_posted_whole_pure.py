"""Posting a letter: where no seat prints all of it, a box affirms that the whole letter was posted."""

from dataclasses import replace
from uuid import uuid4

import pytest

from casework.procedure.service.forms import RecordServiceForm, RemindReaderForm
from casework.record import events as e
from casework.record.rights import rights_of
from casework.record.rights.posting import poster_of, reads_whole
from casework.record.state.filing import FilingPart
from casework.vocabulary import CaseState, Channel, Seat, Verb
from casework.workflow.guard import Acting
from tests.casework.pure import CLOCK, PureCase
from tests.casework.pure_road import OLA
from tests.casework.silence import letter_of, sent


def posting(kind: type[e.Event], **typed: str) -> RecordServiceForm:
    """Return what the seat that posts a letter of this kind sends about it, the proof left out."""
    case, letter = sent(kind)
    known = case.view.service.letter(letter.id)
    posts = poster_of(case.view, known) if known else None
    assert posts is not None
    by = Acting(person=uuid4(), seats=frozenset({posts}))
    return RecordServiceForm(
        {"letter": f"{letter.id}:{Seat.RESPONDENT}", "channel": "post"} | typed, view=case.view, acting=by
    )


@pytest.mark.parametrize(("typed", "is_refused"), [({}, True), ({"whole": "on"}, False)], ids=["empty", "ticked"])
def test_a_letter_that_no_seat_prints_whole_is_posted_with_a_tick(typed: dict[str, str], is_refused: bool) -> None:
    form = posting(e.InterimProposed, **typed)
    assert "letter" not in form.errors
    assert ("whole" in form.errors) is is_refused


def test_a_letter_that_its_poster_prints_whole_asks_for_no_tick() -> None:
    form = posting(e.NoticeServed)
    assert "letter" not in form.errors
    assert "whole" not in form.fields


def test_somebody_who_prints_it_by_another_seat_of_theirs_ticks_nothing() -> None:
    case, letter = sent(e.InterimProposed)
    known = case.view.service.letter(letter.id)
    assert known is not None
    prints = [seat for seat in Seat if reads_whole(case.view, known, rights_of(seat, case.view))]
    posts = poster_of(case.view, known)
    assert posts is not None
    by = Acting(person=uuid4(), seats=frozenset({posts, prints[0]}))
    form = RecordServiceForm({"letter": f"{letter.id}:{Seat.RESPONDENT}", "channel": "post"}, view=case.view, acting=by)
    assert ("letter" in form.errors, "whole" in form.fields) == (False, False)


def test_the_entry_of_a_reminder_by_post_says_that_all_was_sent_because_it_needs_the_tick() -> None:
    case, letter = sent(e.InterimProposed)
    case.do(Verb.RECORD_BOUNCE, by=CLOCK, about=letter.id, reader=Seat.RESPONDENT, channel=Channel.MAIL)
    known = case.view.service.letter(letter.id)
    posts = poster_of(case.view, known) if known else None
    assert posts is not None
    by = Acting(person=uuid4(), seats=frozenset({posts}))
    found = []
    for typed in ({}, {"whole": "on"}):
        form = RemindReaderForm({"letter": f"{letter.id}:{Seat.RESPONDENT}", **typed}, view=case.view, acting=by)
        found.append(("letter" in form.errors, "whole" in form.errors))
    assert found == [(False, True), (False, False)]


DECIDED = CaseState.APPEAL_WINDOW
RECOMMENDED = replace(letter_of(e.SanctionRecommended), from_state=DECIDED, to_state=DECIDED)  # type: ignore[call-arg]


@pytest.mark.parametrize(("recommended", "prints"), [("before", False), ("after", True), ("never", True)])
def test_a_letter_prints_only_kinds_of_entry_that_the_case_had_before_it(recommended: str, prints: bool) -> None:
    """A decision by consent has no recommendation, so somebody who may not read one can print it whole."""
    case = PureCase.new(state=DECIDED, filing=FilingPart(swept=True))
    case.happen(e.InterimProposed(), by=OLA)
    if recommended == "before":
        case.happen(RECOMMENDED, by=OLA)
    case.wait(days=1)
    decided = letter_of(e.BoardDecided)
    case.happen(decided, by=OLA)
    case.wait(days=1)
    if recommended == "after":
        case.happen(RECOMMENDED, by=OLA)
    known = case.view.service.letter(decided.id)
    assert known is not None
    assert reads_whole(case.view, known, rights_of(Seat.INVESTIGATOR, case.view)) is prints
