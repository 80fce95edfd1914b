"""Somebody speaks for the respondent: within what was said, until a day, and as nothing else."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from casework import tasks
from casework.access import Actor, the_clock
from casework.models import Case, Clock
from casework.procedure.intake.actions import sweep_conflicts
from casework.procedure.plain_step import do
from casework.record.events import RepresentativeAppointed, TalksFailed
from casework.vocabulary import (
    BadShape,
    CaseCompartment,
    CaseState,
    ClockName,
    NoRight,
    NotSeen,
    Reading,
    Scope,
    Seat,
    Verb,
)
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.clock import now
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import MONDAY
from tests.casework.pure import PureCase, someone
from tests.casework.taking import last, reason, take, trying, words
from tests.savepoints import rollback_at_end
from tests.step_client import StepClient

LENA = "lena@chambers.example"


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def served(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Inquiry, Case]]:
    with django_db_blocker.unblock(), rollback_at_end(), time_machine.travel(MONDAY, tick=False) as clock:
        inquiry = Inquiry(clock)
        yield inquiry, inquiry.served()


@pytest.fixture
def inquiry(served: tuple[Inquiry, Case]) -> Iterator[Inquiry]:
    moment = now()
    yield served[0]
    served[0].clock.move_to(moment)


@pytest.fixture
def case(served: tuple[Inquiry, Case]) -> Case:
    return Case.objects.get(pk=served[1].pk)


def named(case: Case, inquiry: Inquiry, *, accepted: bool = True, **given: Any) -> Case:
    until = (now() + timedelta(days=90)).date().isoformat()
    typed = {"name": "Lena Lawson", "email": LENA, "scope": [Scope.ANSWER.value], "until": until}
    case = take(case, Verb.APPOINT_REPRESENTATIVE, inquiry.by("rex"), **typed | given)
    return take(case, Verb.ACCEPT_REPRESENTATION, lena(), confirmed="on") if accepted else case


def post() -> None:
    while place_letters():
        pass


def lena() -> Actor:
    return Actor(user=User.objects.get(email=LENA))


def rights_of(user: User, case: Case) -> set[str]:
    return set(case.grants.filter(user=user).values_list("permission__codename", flat=True))


def test_a_representative_reads_and_answers_in_place_of_the_respondent(case: Case, inquiry: Inquiry) -> None:
    case = named(case, inquiry, accepted=False)
    kind, told = last(case)
    assert kind == "case.representative_appointed"
    assert told["scope"] == ["answer"]
    assert told["until"] == "2026-05-31"
    assert [words(case, field, CaseCompartment.RESPONDENT) for field in ("name", "email")] == ["Lena Lawson", LENA]
    case = take(case, Verb.ACCEPT_REPRESENTATION, lena(), confirmed="on")
    assert rights_of(lena().user, case) == {
        Reading.READ_NOTICE,
        Reading.READ_OFFER,
        Reading.READ_RESPONDENT_MESSAGES,
        Verb.SEND_MESSAGE,
        Verb.READ_MESSAGES,
        Reading.READ_BUNDLE,
        Reading.READ_RESPONSE,
        Reading.READ_OWN_EVIDENCE,
        Reading.READ_INTERIM,
        Verb.ANSWER_INTERIM,
        Verb.FLAG_HEALTH,
        Verb.CLEAR_HEALTH,
        Verb.OPEN_LETTER,
        Verb.END_REPRESENTATION,
        Verb.REPORT_RETALIATION,
        Verb.ADD_EVIDENCE,
        Verb.ACKNOWLEDGE_NOTICE,
        Verb.MAKE_REQUEST,
        Verb.WITHDRAW_REQUEST,
        Verb.RESPOND_TO_NOTICE,
    }
    allegation = inquiry.the_one(case).hex
    answer = {f"answer_{allegation}": "deny", f"reasons_{allegation}": "The member was abroad, redshank."}
    case = take(case, Verb.RESPOND_TO_NOTICE, lena(), **answer, summary="It is denied.")
    entry = ledger.stream(case.stream)[-1]
    assert case.state == CaseState.RESPONSE_REVIEW
    assert entry.type == "case.response_filed"
    assert entry.body["role"] == "representative"


def test_somebody_who_was_named_sees_nothing_of_the_case_before_they_accept(case: Case, inquiry: Inquiry) -> None:
    case = named(case, inquiry, accepted=False)
    assert rights_of(lena().user, case) == {Verb.OPEN_LETTER, Verb.ACCEPT_REPRESENTATION, Verb.END_REPRESENTATION}
    post()
    (letter,) = Message.objects.filter(reader=lena().user)
    client = StepClient()
    client.force_login(lena().user)
    page = client.get(reverse("member_letter", args=[letter.reference])).content.decode()
    assert case.respondent is not None
    assert case.respondent.name in page
    led = client.get(reverse("member_case", args=[letter.reference]))
    assert led.headers["Location"] == reverse("member_step", args=[letter.reference, "accept_representation"])
    shut = [reverse(f"member_{name}", args=[letter.reference]) for name in ("evidence", "bundle", "sent", "answer")]
    assert [client.get(path).status_code for path in shut] == [302, 404, 404, 404]
    accepted = client.post(led.headers["Location"], {"confirmed": "on"})
    assert accepted.headers["Location"] == reverse("member_case", args=[letter.reference])
    assert [client.get(path).status_code for path in shut] == [200] * 4
    post()
    assert "representation_accepted" in Message.objects.filter(case=case, reader=inquiry["rex"]).values_list(
        "template", flat=True
    )


def test_somebody_who_was_named_can_decline(case: Case, inquiry: Inquiry) -> None:
    case = named(case, inquiry, accepted=False)
    case = take(case, Verb.END_REPRESENTATION, lena(), confirmed="on")
    assert rights_of(lena().user, case) == set()


def test_what_the_respondent_did_not_name_stays_with_the_respondent(case: Case, inquiry: Inquiry) -> None:
    case = named(case, inquiry, scope=[Scope.HEARING.value, Scope.APPEAL.value])
    for verb in (Verb.RESPOND_TO_NOTICE, Verb.APPOINT_REPRESENTATIVE):
        assert refused(case, trying(case, verb, lena())) is NoRight
    assert Verb.RESPOND_TO_NOTICE in rights_of(inquiry["rex"], case)
    assert Reading.READ_HEALTH not in rights_of(lena().user, case)


def test_the_representative_finds_a_letter_the_case_and_a_copy_of_each_later_letter(
    case: Case, inquiry: Inquiry
) -> None:
    post()
    case = named(case, inquiry)
    case = take(case, Verb.MAKE_REQUEST, inquiry.by("rex"), kind="more_time", days="7", words="A funeral.")
    (asked,) = case.view.requests.waiting
    given = {"request": str(asked.id), "granted": "yes", "days": "7", "reasons": "Yes."}
    take(case, Verb.ANSWER_REQUEST, inquiry.by("ola"), **given)
    post()
    theirs = Message.objects.filter(reader=lena().user).order_by("template")
    assert [(one.seat, one.template) for one in theirs] == [
        ("representative", "representative_named"),
        ("representative", "request_answered"),
    ]
    client = Client()
    client.force_login(lena().user)
    first, _copy = theirs
    pages = [reverse("member_letter", args=[first.reference]), reverse("member_case", args=[first.reference])]
    assert [client.get(page).status_code for page in pages] == [200, 200]
    named_in, copied = (client.get(reverse("member_letter", args=[one.reference])).content.decode() for one in theirs)
    worse = "or you because you speak for them. Once you accept, you can report it"
    assert (worse in " ".join(named_in.split()), "If you need help" in named_in) == (True, False)
    helps = "“Report that you are treated worse for this”"
    said = ("This is a copy of a letter", "Your number for this case", helps, "Letters like this")
    assert [words in copied for words in said] == [True, True, True, False]
    assert any(one.reference in copied for one in theirs)  # both came at the same moment
    stranger = Client()
    stranger.force_login(inquiry["stranger"])
    assert [stranger.get(page).status_code for page in pages] == [404, 404]


def test_a_copy_serves_nothing_on_the_respondent(inquiry: Inquiry) -> None:
    case = named(inquiry.noticed(), inquiry)
    served = inquiry.last(case)
    notice = next(one.id for one in ledger.stream(case.stream) if one.type == "case.notice_served")
    do(Verb.OPEN_LETTER, reference=case.reference, by=lena(), about=notice)
    assert Clock.objects.get(case=case, name="RESPONSE").due is None
    do(Verb.OPEN_LETTER, reference=case.reference, by=inquiry.by("rex"), about=notice)
    assert Clock.objects.get(case=case, name="RESPONSE").due is not None
    assert served != notice


@pytest.mark.parametrize("somebody", ["rex", "ines", "ola", "stranger"])
def test_nobody_with_another_role_here_speaks_for_the_respondent(case: Case, inquiry: Inquiry, somebody: str) -> None:
    appoint(user=inquiry["stranger"], office=Office.PANELIST, since=(now() + timedelta(days=30)).date())
    taken = lambda: named(case, inquiry, email=f"{somebody}@society.example")  # noqa: E731
    assert refused(case, taken) == (REASONS["representative_is_free"],)
    assert not User.objects.filter(email=LENA).exists()


def test_a_representation_needs_an_end_ahead_something_to_do_and_nobody_before(case: Case, inquiry: Inquiry) -> None:
    over = now().date().isoformat()
    assert refused(case, lambda: named(case, inquiry, until=over)) == (REASONS["scope_and_end_are_given"],)
    with pytest.raises(BadShape) as shape:
        named(case, inquiry, scope=[])
    assert set(shape.value.errors) == {"scope"}
    for first, kind in (("ola", NoRight), ("stranger", NotSeen)):
        assert refused(case, trying(case, Verb.APPOINT_REPRESENTATIVE, inquiry.by(first))) is kind
    named(case, inquiry)
    assert refused(case, lambda: named(case, inquiry, email="max@chambers.example")) == (
        REASONS["nobody_represents_yet"],
    )


@pytest.mark.parametrize("who", ["rex", "lena"])
def test_either_of_the_two_ends_it_and_the_representative_sees_nothing_from_then_on(
    case: Case, inquiry: Inquiry, who: str
) -> None:
    case = named(case, inquiry)
    by = lena() if who == "lena" else inquiry.by("rex")
    case = take(case, Verb.END_REPRESENTATION, by, confirmed="on")
    assert (last(case), rights_of(lena().user, case)) == (("case.representation_ended", {}), set())
    assert not case.seatings.filter(seat="representative").exists()
    assert refused(case, trying(case, Verb.END_REPRESENTATION, inquiry.by("rex"), confirmed="on")) == (
        REASONS["representation_is_in_force"],
    )
    post()
    told = Message.objects.filter(template="representation_ended").values_list("reader__email", "letter")
    assert list(told) == [("rex@society.example", "N17")]


def test_the_last_day_ends_it_by_itself(case: Case, inquiry: Inquiry) -> None:
    case = named(case, inquiry, until="2026-03-11")
    inquiry.clock.move_to(MONDAY + timedelta(days=9))
    assert refused(case, lambda: do(Verb.END_REPRESENTATION, reference=case.reference, by=the_clock())) == (
        reason(case, "clock_waits_for_its_last_day"),
    )
    assert rights_of(lena().user, case) != set()
    inquiry.clock.move_to(MONDAY + timedelta(days=10))
    tasks.lapses()
    assert (last(case), rights_of(lena().user, case)) == (("case.representation_ended", {}), set())
    assert ledger.stream(case.stream)[-1].body["role"] == "clock"


def test_a_representative_who_is_given_an_office_later_holds_none_of_its_rights_here(
    case: Case, inquiry: Inquiry
) -> None:
    case = named(case, inquiry)
    before = rights_of(lena().user, case)
    appoint(user=lena().user, office=Office.INTAKE, since=now().date(), compare_from=now())
    inquiry.clock.shift(timedelta(hours=1))
    case = sweep_conflicts(reference=case.reference, by=the_clock())
    assert rights_of(lena().user, case) == before
    assert last(case)[0] == "case.conflict_detected"
    case = take(case, Verb.END_REPRESENTATION, inquiry.by("rex"), confirmed="on")
    assert rights_of(lena().user, case) == set()


def test_where_there_is_nothing_to_answer_any_more_nobody_speaks_for_anybody() -> None:
    case = PureCase.new(state=CaseState.AWAITING_RESPONSE)
    until = case.view.today + timedelta(days=30)
    case.happen(RepresentativeAppointed(person=someone("lena"), scope=(Scope.AGREE,), until=until))
    assert case.view.people.holding(Seat.REPRESENTATIVE) == {someone("lena")}
    case.happen(TalksFailed(from_state=CaseState.EARLY_RESOLUTION, to_state=CaseState.SCREENING))
    assert (case.view.people.holding(Seat.REPRESENTATIVE), case.view.representation.person) == (frozenset(), None)
    run = case.view.clock(ClockName.REPRESENTATION)
    assert run is not None
    assert not run.running
