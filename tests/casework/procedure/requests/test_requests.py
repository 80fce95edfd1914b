"""Requests on the database: what is sealed for whom, what each side sees of them, and the letters that answer them."""

import pytest
from django.urls import reverse

from accounts.budgets import PER_HOUR, Budget
from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.name_check import TOO_OFTEN
from casework.queries.case.page import texts_shown
from casework.queries.case.requests import request_lines
from casework.queries.evidence.outgoing import HELD
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, NoRight, NotSeen, RequestKind, Verb
from casework.workflow.guard import Acting
from ledger import queries as ledger
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.writing import letter_for
from notifications.models import Message
from notifications.topics.table import Topic
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import SINCE
from tests.casework.taking import last, take, trying
from tests.notifications.test_pages import notice, signed_in, words
from tests.notifications.test_waiting import waiting
from tests.scenario_fixtures import begins

K = RequestKind


def read_by(case: Case, by: Actor) -> set[str]:
    """Return the names of the texts of the latest entry that somebody may open."""
    entry = ledger.stream(case.stream)[-1].id
    try:
        shown = access.case_shown(by, case.reference, *access.SHOWING)
    except (NotSeen, NoRight):
        return set()
    return {text.field for text in texts_shown(shown) if text.entry == entry}


def sealed(case: Case, field: str, kept: CaseCompartment) -> object:
    entry = ledger.stream(case.stream)[-1].id
    return open_texts(case, kept, [(entry, field)])[entry, field]


@begins(Inquiry.answered)
def test_a_request_of_the_member_is_read_by_those_who_answer_and_not_by_the_reporter(
    inquiry: Inquiry, case: Case
) -> None:
    case = take(case, Verb.MAKE_REQUEST, inquiry.by("rex"), kind=K.WITNESS.value, words="Wim Teal saw it, brambling.")
    assert sealed(case, "request", CaseCompartment.RESPONDENT) == "Wim Teal saw it, brambling."
    assert {name: "request" in read_by(case, inquiry.by(name)) for name in ("rex", "ola", "dee", "stranger")} == {
        "rex": True,
        "ola": True,
        "dee": True,
        "stranger": False,
    }
    assert read_by(case, inquiry.reporter(case)) == set()
    (line,) = request_lines(case.view, acting(case, inquiry.reporter(case)))
    assert (line.kind, line.own) == (K.WITNESS, False)


def acting(case: Case, by: Actor) -> Acting:
    return access.case_shown(by, case.reference, *access.SHOWING).acting


@begins(Inquiry.answered)
def test_what_somebody_needs_in_order_to_take_part_is_read_by_them_and_the_adviser(
    inquiry: Inquiry, case: Case
) -> None:
    ava = User.objects.create_person(email="ava@society.example", name="Ava Thorne")
    appoint(user=ava, office=Office.ADVISER, since=SINCE)
    for by, kept in (
        (inquiry.by("rex"), CaseCompartment.RESPONDENT),
        (inquiry.reporter(case), CaseCompartment.REPORTER),
    ):
        case = take(case, Verb.MAKE_REQUEST, by, kind=K.ADJUSTMENT.value, words="Large print, brambling.")
        assert sealed(case, "need", kept) == "Large print, brambling."
        others = [one for one in (inquiry.by("rex"), inquiry.reporter(case)) if one != by]
        readers = [by, Actor(user=ava, proven=True)]
        kept_out = [inquiry.by("ola"), inquiry.by("dee"), *others]
        assert ["need" in read_by(case, one) for one in (*readers, *kept_out)] == [True, True, False, False, False]
        assert [one.own for one in request_lines(case.view, acting(case, others[0])) if not one.own] == []


@begins(Inquiry.answered)
def test_a_request_of_a_sealed_reporter_never_says_who(inquiry: Inquiry, case: Case) -> None:
    ask = trying(case, Verb.MAKE_REQUEST, inquiry.reporter(case), kind=K.RULING.value, words="I am Pia Sandgrouse.")
    assert "something in it stays sealed" in str(refused(case, ask))
    case = take(case, Verb.MAKE_REQUEST, inquiry.reporter(case), kind=K.RULING.value, words="Hear it in private.")
    assert read_by(case, inquiry.by("rex")) == {"request"}
    jar = signed_in(inquiry["rex"])
    place_letters()
    page = words(jar.get(reverse("member_case", args=[notice(case).reference])))
    assert "<strong>A ruling</strong> (by the other side)" in page
    assert [word for word in ("Pia ", "Sandgrouse", case.reference, case.code_name) if word in page] == []


@begins(Inquiry.answered)
def test_tries_of_a_sealed_name_in_an_answer_are_counted(
    inquiry: Inquiry, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PER_HOUR, Budget.HELD, 1)
    case = take(case, Verb.MAKE_REQUEST, inquiry.by("rex"), kind=K.RULING.value, words="Is this in the Code?")
    (asked,) = case.view.requests.waiting
    say = {"request": str(asked.id), "granted": "no", "reasons": "Pia Sandgrouse says no."}
    tries = [refused(case, trying(case, Verb.ANSWER_REQUEST, inquiry.by("dee"), **say)) for _ in range(3)]
    assert tries == [(str(HELD),), (str(HELD),), (str(TOO_OFTEN),)]


@begins(Inquiry.answered)
def test_only_the_side_that_asked_has_a_letter_with_the_answer(inquiry: Inquiry, case: Case) -> None:
    case = take(case, Verb.MAKE_REQUEST, inquiry.by("rex"), kind=K.RULING.value, words="Is this in the Code?")
    case = take(case, Verb.MAKE_REQUEST, inquiry.reporter(case), kind=K.DOCUMENT.value, words="The list of guests.")
    mine, theirs = case.view.requests.waiting
    say = {"granted": "no", "reasons": "Not now, brambling."}
    case = take(case, Verb.ANSWER_REQUEST, inquiry.by("dee"), request=str(mine.id), **say)
    assert last(case)[0] == "case.respondent_request_answered"
    say = {"granted": "yes", "due_on": "2026-03-20", "reasons": "It may matter, brambling."}
    case = take(case, Verb.ANSWER_REQUEST, inquiry.by("dee"), request=str(theirs.id), **say)
    note = {"note": "Nobody kept one, brambling."}
    take(case, Verb.PRODUCE_DOCUMENT, inquiry.by("ola"), request=str(theirs.id), **note)
    while place_letters():
        pass
    told = Message.objects.filter(template__in=["request_answered", "document_produced"]).select_related(
        "case__rulebook__code", "case__respondent", "reader"
    )
    written = {(one.template, one.seat): str(letter_for(one, Actor(user=one.reader)).html) for one in told}
    assert set(written) == {
        ("request_answered", "respondent"),
        ("request_answered", "complainant"),
        ("document_produced", "respondent"),
        ("document_produced", "complainant"),
    }
    assert all("brambling" in html and "What happens next" in html for html in written.values())
    assert "It is refused." in written["request_answered", "respondent"]
    assert "20 March 2026" in written["request_answered", "complainant"]


@begins(Inquiry.answered)
def test_a_document_waits_for_the_investigator_from_its_order_until_it_is_there(inquiry: Inquiry, case: Case) -> None:
    for kind in (K.RULING, K.DOCUMENT):
        case = take(case, Verb.MAKE_REQUEST, inquiry.by("rex"), kind=kind.value, words="The list of guests.")
    case = take(case, Verb.MAKE_REQUEST, inquiry.reporter(case), kind=K.DOCUMENT.value, words="The list of hosts.")
    ruling, *documents = [str(one.id) for one in case.view.requests.waiting]
    case = take(case, Verb.ANSWER_REQUEST, inquiry.by("dee"), request=ruling, granted="yes", reasons="It is.")
    assert ("Ola", Topic.DOCUMENT) not in waiting(case)
    for one in documents:
        ordered = {"request": one, "granted": "yes", "due_on": "2026-03-20", "reasons": "It may matter."}
        case = take(case, Verb.ANSWER_REQUEST, inquiry.by("dee"), **ordered)
    for one in documents:
        assert ("Ola", Topic.DOCUMENT) in waiting(case)
        case = take(case, Verb.PRODUCE_DOCUMENT, inquiry.by("ola"), request=one, note="Nobody kept one.")
    assert ("Ola", Topic.DOCUMENT) not in waiting(case)
