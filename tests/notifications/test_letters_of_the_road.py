"""Every letter of a case that goes the whole road, written for the one it is addressed to."""

from casework import access
from casework.record.events import CaseToAnswerVoted
from casework.vocabulary import Seat
from local.demo import story as told
from notifications.letters.inbox import OFFICES, inbox
from notifications.letters.table import LETTERS
from notifications.letters.writing import letter_for
from notifications.models import Message
from tests.notifications.road import REPORTER, Road


def test_every_letter_of_the_road_is_written_and_tells_neither_side_of_the_other(road: Road) -> None:
    road.to(told.monitor)
    road.post()
    messages = list(Message.objects.select_related("case__rulebook__code", "case__respondent", "reader"))
    written = {(one.template, one.seat): str(letter_for(one, road.by(one.reader)).html) for one in messages}
    expected = {(post.template, seat) for event in events(road) for seat, post in LETTERS.get(event, {}).items()}
    assert {(template, Seat(seat)) for template, seat in written} == expected
    for (template, seat), html in written.items():
        assert (template, "What happens next" in html) == (template, True)
        sealed = [REPORTER, REPORTER.split()[0], road.case.reference, road.case.code_name]
        if seat != Seat.INTAKE:
            assert (template, [word for word in sealed if word in html]) == (template, [])
        if seat == Seat.COMPLAINANT:
            assert (template, "Rex" in html) == (template, False)
    assert inbox(road.rex, OFFICES, page=1).lines == ()


def test_a_letter_about_the_vote_on_the_report_says_how_many_voted(road: Road) -> None:
    road.to(told.finish_report)
    road.post()
    voted = sum(isinstance(one.event, CaseToAnswerVoted) for one in access.recorded_in(road.case.stream))
    sent = Message.objects.filter(template__in=["charges", "case_goes_to_a_panel"])
    letters = [" ".join(str(letter_for(one, road.by(one.reader)).html).split()) for one in sent]
    assert [f"{voted} people have voted on the report." in letter for letter in letters] == [True] * 2
    assert [words in letter for letter in letters for words in ("Three people", "had not been in")] == [False] * 4


def events(road: Road) -> set[type]:
    """Return the kinds of events in the record of the case."""
    return {type(one.event) for one in access.recorded_in(road.case.stream)}
