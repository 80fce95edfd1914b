"""Service on the database: opened by its reader, or proven on paper by two."""

from datetime import date
from functools import partial
from uuid import UUID

import pytest

from casework.access import the_clock
from casework.models import Case, Clock
from casework.procedure.plain_step import do
from casework.procedure.service.forms import RecordBounceForm, RecordServiceForm
from casework.recording import open_texts
from casework.verbs import VERBS, perform
from casework.vocabulary import CaseCompartment, Channel, NoRight, NotSeen, Seat, Verb
from casework.workflow.guard import REASONS, Acting
from ledger import queries as ledger
from tests.casework.answer_cast import Inquiry, refused
from tests.scenario_fixtures import begins


def notice_of(case: Case) -> UUID:
    entry = case.view.notice.entry
    assert entry is not None
    return entry


def typed(case: Case, **given: str) -> dict[str, str]:
    letter = {"letter": f"{notice_of(case)}:respondent", "channel": "post", "posted_on": "2026-03-02"}
    return {**letter, "proof": "RN 4711, signed for, knot.", **given}


@begins(Inquiry.noticed)
def test_opening_the_letter_starts_the_time_to_answer_and_is_one_entry(inquiry: Inquiry, case: Case) -> None:
    assert Clock.objects.get(case=case, name="RESPONSE").due is None
    do(Verb.OPEN_LETTER, reference=case.reference, by=inquiry.by("rex"), about=notice_of(case))
    entry = ledger.stream(case.stream)[-1]
    assert (entry.type, entry.body["role"], entry.body["data"]) == (
        "case.letter_opened",
        "respondent",
        {"about": str(notice_of(case)), "reader": "respondent", "served_on": "2026-03-02"},
    )
    due = Clock.objects.get(case=case, name="RESPONSE").due
    assert due is not None and due.date() == date(2026, 4, 1)


@begins(Inquiry.noticed)
def test_a_letter_opened_twice_is_one_act(inquiry: Inquiry, case: Case) -> None:
    rex, letter = inquiry.by("rex"), notice_of(case)
    doing = partial(do, Verb.OPEN_LETTER, reference=case.reference, by=rex, about=letter)
    doing()
    assert refused(case, doing) == (REASONS["letter_is_unopened"],)


@begins(Inquiry.noticed)
@pytest.mark.parametrize(("name", "answer"), [("stranger", NotSeen), ("ola", NoRight), ("ines", NoRight)])
def test_nobody_opens_the_letter_of_another(inquiry: Inquiry, case: Case, name: str, answer: type[Exception]) -> None:
    doing = lambda: do(Verb.OPEN_LETTER, reference=case.reference, by=inquiry.by(name), about=notice_of(case))  # noqa: E731
    assert refused(case, doing) is answer


@begins(Inquiry.disclosed)
def test_before_the_notice_there_is_nothing_for_the_respondent_to_open(inquiry: Inquiry, case: Case) -> None:
    first = ledger.stream(case.stream)[0].id
    doing = lambda: do(Verb.OPEN_LETTER, reference=case.reference, by=inquiry.by("rex"), about=first)  # noqa: E731
    assert refused(case, doing) is NotSeen


@begins(Inquiry.noticed)
def test_two_clerks_prove_a_letter_on_paper(inquiry: Inquiry, case: Case) -> None:
    step = VERBS[Verb.RECORD_SERVICE]
    perform(step, reference=case.reference, by=inquiry.by("ola"), typed=typed(case))
    assert Clock.objects.get(case=case, name="RESPONSE").due is None
    case = perform(step, reference=case.reference, by=inquiry.by("ines"), typed={})
    entry = ledger.stream(case.stream)[-1]
    assert entry.body["data"] == {
        "about": str(notice_of(case)),
        "channel": "post",
        "posted_on": "2026-03-02",
        "reader": "respondent",
        "served_on": "2026-03-04",
    }
    assert (
        open_texts(case, CaseCompartment.CASE, [(entry.id, "proof")])[entry.id, "proof"] == "RN 4711, signed for, knot."
    )
    due = Clock.objects.get(case=case, name="RESPONSE").due
    assert due is not None and due.date() == date(2026, 4, 7)


@begins(Inquiry.noticed)
@pytest.mark.parametrize(
    ("day", "guard"), [("2026-03-01", "letter_was_written_by_then"), ("2026-03-03", "day_of_proof_has_come")]
)
def test_the_first_clerk_is_refused_a_day_that_cannot_be(inquiry: Inquiry, case: Case, day: str, guard: str) -> None:
    given = typed(case, posted_on=day)
    doing = partial(perform, VERBS[Verb.RECORD_SERVICE], reference=case.reference, by=inquiry.by("ola"), typed=given)
    assert refused(case, doing) == (REASONS[guard],)


@begins(Inquiry.noticed)
def test_one_clerk_signs_once(inquiry: Inquiry, case: Case) -> None:
    perform(VERBS[Verb.RECORD_SERVICE], reference=case.reference, by=inquiry.by("ola"), typed=typed(case))
    doing = lambda: perform(VERBS[Verb.RECORD_SERVICE], reference=case.reference, by=inquiry.by("ola"), typed={})  # noqa: E731
    assert refused(case, doing) == (REASONS["second_person_signed"],)


@begins(Inquiry.noticed)
def test_a_bounce_is_recorded_by_the_clock_and_serves_nothing(inquiry: Inquiry, case: Case) -> None:
    bounce = {"about": notice_of(case), "reader": Seat.RESPONDENT, "channel": Channel.MAIL}
    case = do(Verb.RECORD_BOUNCE, reference=case.reference, by=the_clock(), **bounce)
    assert [one.channel for one in case.view.service.failed] == [Channel.MAIL]
    assert Clock.objects.get(case=case, name="RESPONSE").due is None
    doing = lambda: do(Verb.RECORD_BOUNCE, reference=case.reference, by=inquiry.by("rex"), **bounce)  # noqa: E731
    assert refused(case, doing) is NoRight


@begins(Inquiry.noticed)
def test_the_forms_offer_the_letters_that_a_time_waits_for(case: Case) -> None:
    times, notice = "Notice to be acknowledged, Time to answer", f"{notice_of(case)}:respondent"
    known = Acting(person=UUID(int=0), seats=frozenset(Seat))
    shown = RecordServiceForm(view=case.view, reader=known)
    unknown = RecordServiceForm(view=case.view)
    assert [form.fields["letter"].choices for form in (shown, unknown)] == [  # type: ignore[attr-defined]
        [(notice, f"Notice of investigation, 2 March 2026 ({times})")],
        [(notice, "Letter of 2 March 2026 to the member")],
    ]
    form = RecordServiceForm(typed(case), view=case.view)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "about": notice_of(case),
        "reader": Seat.RESPONDENT,
        "channel": Channel.POST,
        "posted_on": date(2026, 3, 2),
        "proof": "RN 4711, signed for, knot.",
    }
    for wrong in ({"letter": "x"}, {"channel": "mail"}, {"posted_on": "2026-02-30"}, {"proof": ""}):
        assert list(RecordServiceForm(typed(case, **wrong), view=case.view).errors) == list(wrong)
    back = {"letter": notice, "channel": "mail", "came_back_on": "2026-03-02"}
    assert RecordBounceForm(back, view=case.view).is_valid()
    for missing in back:
        given = {name: value for name, value in back.items() if name != missing}
        assert list(RecordBounceForm(given, view=case.view).errors) == [missing]
