"""The form of a step about letters says which of them Today does not ask for, and who prints what its reader cannot."""

from dataclasses import replace
from uuid import uuid4

import pytest

from casework.procedure.service.forms import PostingForm, RecordServiceForm, RemindReaderForm
from casework.record import events as e
from casework.record.rights.posting import poster_of
from casework.record.state import CaseView
from casework.record.turns import days_of_step
from casework.vocabulary import Channel, Seat, Verb
from casework.workflow.guard import Acting
from tests.casework.pure import CLOCK
from tests.casework.pure_road import OLA
from tests.casework.silence import business_day, pass_days, sent


def hints(form: type[PostingForm], view: CaseView, seat: Seat) -> list[str]:
    made = form(view=view, acting=Acting(person=uuid4(), seats=frozenset({seat})))
    found: dict[str, str] = made.fields["letter"].widget.attrs["choice_hints"]
    return list(found.values())


def test_the_letters_that_the_form_asks_for_are_those_that_today_counts() -> None:
    case, _letter = sent(e.NoticeServed)
    (early,) = hints(RecordServiceForm, case.view, Seat.INVESTIGATOR)
    day = business_day(6)
    assert early.endswith(f"it counts as not opened from {day.day} {day:%B} {day.year}.")
    pass_days(case, day)
    case.happen(e.InvestigationExtended(days=20), by=OLA)
    said, counted = hints(RecordServiceForm, case.view, Seat.INVESTIGATOR), days_of_step
    assert len(said) == 2
    assert said.count("") == len(counted(case.view, Seat.INVESTIGATOR, Verb.RECORD_SERVICE)) == 1


def test_a_letter_that_another_seat_is_asked_to_post_says_so() -> None:
    case, _letter = sent(e.HearingReopened)
    pass_days(case, business_day(6))
    (said,) = hints(RecordServiceForm, case.view, Seat.INVESTIGATOR)
    assert said == f"You are not asked for it: {Seat.ADVISER.label} is."


def test_a_reminder_by_post_says_from_which_day_it_is_asked_for_and_that_both_are_entered() -> None:
    case, letter = sent(e.HearingReopened)
    case.do(Verb.RECORD_BOUNCE, by=CLOCK, about=letter.id, reader=Seat.RESPONDENT, channel=Channel.MAIL)
    assert hints(RemindReaderForm, case.view, Seat.ADVISER) == [""]
    for day in (3, 6):
        pass_days(case, business_day(day))
        reminder = {"channel": Channel.POST, "sent_on": case.view.today, "proof_written": True}
        case.do(Verb.REMIND_READER, by=OLA, about=letter.id, **reminder)
    assert hints(RemindReaderForm, case.view, Seat.ADVISER) == ["Both reminders are entered."]


@pytest.mark.parametrize(("is_seated", "says"), [(True, "Who can: Screener."), (False, "Nobody who has a seat")])
def test_the_box_of_a_letter_printed_by_others_says_who_can_print_it(is_seated: bool, says: str) -> None:
    case, letter = sent(e.InterimProposed)
    view, held = case.view, case.view.people.seats
    if is_seated:
        people = replace(view.people, seats=type(held)([*held, (uuid4(), Seat.SCREENER)]))
        view = replace(view, people=people)
    posts = poster_of(view, next(one for one in view.service.unserved if one.about == letter.id))
    assert posts is not None
    by = Acting(person=uuid4(), seats=frozenset({posts}))
    form = RecordServiceForm({"letter": f"{letter.id}:{Seat.RESPONDENT}"}, view=view, acting=by)
    assert says in str(form.fields["whole"].help_text)
