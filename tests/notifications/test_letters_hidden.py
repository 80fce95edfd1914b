"""What an officer may not read of a letter is not opened for them: the page says so in its place."""

from typing import Any

import pytest

from casework.models import Case
from casework.recording import Rehearsed
from casework.verbs import VERBS, rehearse
from casework.vocabulary import Reading, Verb
from notifications.dispatch.letters_ahead import NOT_SHOWN, LetterAhead, letters_ahead
from tests.casework.answer_cast import Inquiry
from tests.scenario_fixtures import begun_by, case, here

__all__ = ["case", "here"]
AGAIN = Verb.SERVE_NOTICE_AGAIN
begun = begun_by(Inquiry, to=Inquiry.noticed)


@pytest.fixture
def inquiry(here: tuple[Inquiry, Any]) -> Inquiry:
    return here[0]


@pytest.fixture
def made(inquiry: Inquiry, case: Case) -> Rehearsed:
    """The notice, sent again by somebody who may read all of it."""
    said = {"channel": "post", "words": "Once more."}
    return rehearse(VERBS[AGAIN], reference=case.reference, by=inquiry.by("ola"), typed=said)


def notice(made: Rehearsed, inquiry: Inquiry) -> LetterAhead:
    (one,) = letters_ahead(made, AGAIN, inquiry.by("ola"))
    return one


def test_an_officer_reads_all_that_their_rights_open(made: Rehearsed, inquiry: Inquiry) -> None:
    shown = notice(made, inquiry)
    assert (shown.hides, str(NOT_SHOWN) in shown.html) == (False, False)


def test_what_no_right_of_theirs_opens_is_not_shown(made: Rehearsed, inquiry: Inquiry) -> None:
    whole = notice(made, inquiry).html
    made.shown.rights -= {Reading.READ_COMPLAINT.value, Reading.READ_NOTICE.value}
    shown = notice(made, inquiry)
    assert (shown.hides, str(NOT_SHOWN) in shown.html, shown.html == whole) == (True, True, False)
