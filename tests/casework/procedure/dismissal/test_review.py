"""A dismissal looked at again, an investigation stopped, a case referred: on the database."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from casework.access import Actor
from casework.models import Case
from casework.procedure.plain_step import do
from casework.procedure.screening.forms import codes_of_dismissal
from casework.vocabulary import CaseState, ClosingCode, NoRight, NotSeen, Seat, Verb
from casework.workflow.guard import REASONS
from ledger.clock import now
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.writing import letter_for
from notifications.models import Message
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.taking import last, reason, take, trying, words
from tests.casework.web.conftest import signed_in
from tests.casework.web.reporting import history_of
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
ABOUT = "Commitment 2 (Ethical, fair and transparent practice), 12 January 2026"
begun = begun_by(Inquiry)


@pytest.fixture
def inquiry(here: tuple[Inquiry, Any]) -> Inquiry:
    return here[0]


def dismissed(inquiry: Inquiry) -> Case:
    case, one = inquiry.framed()
    first, second = inquiry.screeners(case)
    said = {f"code_{one.hex}": ClosingCode.OUT_OF_SCOPE.value, f"reasons_{one.hex}": "Not ours, wheatear."}
    return take(case, Verb.DISMISS_CASE, first, second, **said)


def unframed(inquiry: Inquiry) -> Case:
    case = inquiry.screening()
    first, second = inquiry.screeners(case)
    risk = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), False)
    do(Verb.TRIAGE_CASE, reference=case.reference, by=first, severity=2, notes="calm", **risk)
    said = {"code_complaint": ClosingCode.OUT_OF_SCOPE.value, "reasons_complaint": "Not ours, wheatear."}
    return take(case, Verb.DISMISS_CASE, first, second, **said)


def under_review(inquiry: Inquiry) -> Case:
    case = dismissed(inquiry)
    return take(case, Verb.REQUEST_REVIEW, inquiry.reporter(case), ground="You missed the mail, siskin.")


def stopped(inquiry: Inquiry) -> Case:
    case = inquiry.disclosed()
    one = inquiry.the_one(case)
    said = {f"code_{one.hex}": ClosingCode.DUPLICATE.value, f"reasons_{one.hex}": "Too old, whinchat."}
    return take(case, Verb.STOP_INVESTIGATION, inquiry.by("ola"), inquiry.by("dee"), **said)


@pytest.mark.parametrize(("begun", "about"), [(dismissed, ABOUT), (unframed, "The complaint")], indirect=["begun"])
def test_on_the_page_and_in_the_letter_each_reason_stands_beside_what_it_is_about(
    inquiry: Inquiry, case: Case, about: str
) -> None:
    while place_letters():
        pass
    letter = letter_for(Message.objects.get(case=case, template="dismissal"), inquiry.reporter(case)).html
    case = take(case, Verb.REQUEST_REVIEW, inquiry.reporter(case), ground="You missed the mail, siskin.")
    page = history_of(signed_in(inquiry["vera"]), case.reference)
    for html in (str(letter), page):
        assert f"<dt><strong>{about}</strong></dt> <dd>Not ours, wheatear.</dd>" in " ".join(html.split())


@begins(dismissed)
def test_the_letter_names_the_ground_in_the_words_that_the_screener_chose_from(inquiry: Inquiry, case: Case) -> None:
    while place_letters():
        pass
    (offered,) = (words for code, words in codes_of_dismissal(case.view) if code is ClosingCode.OUT_OF_SCOPE)
    letter = letter_for(Message.objects.get(case=case, template="dismissal"), inquiry.reporter(case)).html
    assert f"The ground: {offered}" in " ".join(str(letter).split())


@begins(dismissed)
def test_an_open_allegation_ends_with_the_dismissal(inquiry: Inquiry, case: Case) -> None:
    page = signed_in(inquiry["ines"]).get(reverse("case_allegations", args=[case.reference])).content.decode()
    assert ("· Dismissed" in page, "In scope" in page) == (True, False)


@begins(dismissed)
def test_only_the_reporter_asks_in_time_and_once(inquiry: Inquiry, case: Case) -> None:

    def ask(by: Actor) -> Callable[[], Case]:
        return trying(case, Verb.REQUEST_REVIEW, by, ground="Again.")

    assert [refused(case, ask(inquiry.by(name))) for name in ("ines", "stranger")] == [NoRight, NotSeen]
    inquiry.clock.move_to(now() + timedelta(days=32))
    assert refused(case, ask(inquiry.reporter(case))) == (reason(case, "review_is_in_time"),)


@begins(dismissed)
def test_a_request_for_review_is_sealed_and_goes_to_a_reviewer(inquiry: Inquiry, case: Case) -> None:
    assert "uphold_dismissal" not in inquiry.rights("vera", case)
    case = Case.objects.get()
    case = take(case, Verb.REQUEST_REVIEW, inquiry.reporter(case), ground="You missed the mail, siskin.")
    assert (case.state, words(case, "ground")) == (CaseState.DISMISSAL_REVIEW, "You missed the mail, siskin.")
    assert {row.name for row in case.clocks.all()} == {"REVIEW_DECISION", "STATUS"}
    assert {"uphold_dismissal", "reinstate_case", "resume_investigation"} <= inquiry.rights("vera", case)


@begins(under_review)
def test_a_dismissal_that_is_upheld_closes_the_case_with_its_code(inquiry: Inquiry, case: Case) -> None:
    case = take(case, Verb.UPHOLD_DISMISSAL, inquiry.by("vera"), reasons="Rightly so, linnet.")
    assert case.state == CaseState.CLOSED
    assert case.closing_code == ClosingCode.OUT_OF_SCOPE
    assert last(case)[1]["closing_code"] == "out_of_scope"
    assert words(case, "reasons") == "Rightly so, linnet."


@begins(under_review)
def test_a_reinstated_case_is_screened_by_a_new_pair(inquiry: Inquiry, case: Case) -> None:
    before = case.view.people.spent | {(p, Seat.SCREENER) for p in case.view.people.holding(Seat.SCREENER)}
    back = trying(case, Verb.RESUME_INVESTIGATION, inquiry.by("vera"), reasons="x")
    assert refused(case, back) == (REASONS["stopped_in_investigation"],)
    case = take(case, Verb.REINSTATE_CASE, inquiry.by("vera"), reasons="There is more to it.")
    assert case.state == CaseState.SCREENING
    assert {(p, Seat.SCREENER) for p in case.view.people.holding(Seat.SCREENER)} & before == set()
    assert len(case.view.people.holding(Seat.SCREENER)) == 1
    assert {"SCREEN", "FEEDBACK", "STATUS"} == {row.name for row in case.clocks.all()}


@begins(under_review)
def test_who_dismissed_does_not_review(inquiry: Inquiry, case: Case) -> None:
    for by in inquiry.screeners(case):
        assert refused(case, lambda b=by: take(case, Verb.UPHOLD_DISMISSAL, b, reasons="x")) in (NoRight, NotSeen)


@begins(stopped)
def test_an_investigation_is_stopped_by_two_and_the_respondent_never_hears_of_it(inquiry: Inquiry, case: Case) -> None:
    assert case.state == CaseState.DISMISSED
    assert case.dismissed_from == "investigation"
    assert inquiry.rights("rex", case) == set()
    assert list(words(case, "reasons").values()) == ["Too old, whinchat."]
    assert {row.name for row in case.clocks.all()} == {"REVIEW", "STATUS"}


@begins(stopped)
def test_a_stopped_investigation_goes_on_after_review(inquiry: Inquiry, case: Case) -> None:
    case = take(case, Verb.REQUEST_REVIEW, inquiry.reporter(case), ground="It is not old.")
    back = trying(case, Verb.REINSTATE_CASE, inquiry.by("vera"), reasons="x")
    assert refused(case, back) == (REASONS["dismissed_at_screening"],)
    case = take(case, Verb.RESUME_INVESTIGATION, inquiry.by("vera"), reasons="It is in time.")
    assert case.state == CaseState.INVESTIGATION
    assert {row.name for row in case.clocks.all()} == {"INVESTIGATION", "FEEDBACK", "STATUS"}


REFERRED = {
    "forum": "The regulator",
    "reasons": "It has powers that we lack, brambling.",
    "disclosure": "The complaint without its name.",
    "consented": "yes",
}


@begins(Inquiry.screening)
def test_a_case_is_referred_by_two_and_closed(inquiry: Inquiry, case: Case) -> None:
    first, second = inquiry.screeners(case)
    case = take(case, Verb.REFER_CASE, first, second, **REFERRED)
    assert case.state == CaseState.CLOSED
    assert case.closing_code == ClosingCode.REFERRED
    assert last(case)[1] == {"closing_code": "referred", "consented": True, "from": "screening", "to": "closed"}
    assert [words(case, field) for field in ("forum", "disclosure", "reasons")] == [
        "The regulator",
        "The complaint without its name.",
        "It has powers that we lack, brambling.",
    ]


@begins(Inquiry.disclosed)
def test_without_the_reporter_s_word_only_a_duty_refers(inquiry: Inquiry, case: Case) -> None:
    ola, dee = inquiry.by("ola"), inquiry.by("dee")
    case = take(case, Verb.REFER_CASE, ola, **REFERRED | {"consented": "no"})
    assert refused(case, trying(case, Verb.REFER_CASE, dee)) == (REASONS["reporter_consents_or_duty"],)
