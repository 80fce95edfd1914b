"""The notice, the answer and default on the database."""

from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from casework.access import the_clock
from casework.models import Case, Clock
from casework.procedure.notice.actions import respond_to_notice, serve_notice
from casework.procedure.notice.answer_form import RespondToNoticeForm
from casework.procedure.notice.forms import AcknowledgeNoticeForm, ServeNoticeForm
from casework.procedure.plain_step import do
from casework.queries.case.particulars import particulars_noticed
from casework.queries.evidence.outgoing import HELD
from casework.recording import open_texts
from casework.vocabulary import Answer, CaseCompartment, CaseState, NoRight, NotSeen, Reading, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from policy.models import Commitment
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.taking import reason
from tests.scenario_fixtures import begins
from tests.vault.sent import PDF, sent
from vault.models import SealedText


@begins(Inquiry.noticed)
def test_the_notice_tells_the_words_sworn_the_act_the_days_and_the_evidence(inquiry: Inquiry, case: Case) -> None:
    entry = ledger.stream(case.stream)[-1]
    assert case.state == CaseState.AWAITING_RESPONSE
    assert entry.type == "case.notice_served"
    assert entry.body["data"] == {
        "allegations": [str(inquiry.the_one(case))],
        "evidence": [str(inquiry.copy(case))],
        "counts": [1],
        "kinds": ["essential"],
        "from": "investigation",
        "to": "awaiting_response",
    }
    sworn = Commitment.objects.select_related("code").get(number=2)
    texts = open_texts(case, CaseCompartment.RESPONDENT, [(entry.id, "notice"), (entry.id, "words")])
    assert texts == {
        (entry.id, "notice"): {
            "allegations": [
                {
                    "commitment": f"2. {sworn.title}",
                    "words_of_the_code": sworn.text,
                    "edition": f"{sworn.code.title}, {sworn.code.version}",
                    "act": "Gave the tender away.",
                    "particulars": [{"kind": "essential", "text": "Gave the tender away."}],
                    "days": "12 January 2026",
                }
            ],
            "evidence": ["A mail"],
            "days_to_answer": "30",
        },
        (entry.id, "words"): "You have thirty days.",
    }


@begins(Inquiry.disclosed)
def test_with_the_notice_the_respondent_becomes_a_party_and_no_sooner(inquiry: Inquiry, case: Case) -> None:
    assert inquiry.rights("rex", case) == set()
    case = inquiry.serve(case)
    assert inquiry.rights("rex", case) == {
        Reading.READ_NOTICE,
        Reading.READ_OFFER,
        Reading.READ_RESPONDENT_MESSAGES,
        Reading.READ_RESPONDENT_PROTECTION,
        Verb.SEND_MESSAGE,
        Verb.READ_MESSAGES,
        Reading.READ_BUNDLE,
        Reading.READ_RESPONSE,
        Reading.READ_OWN_EVIDENCE,
        Reading.READ_INTERIM,
        Reading.READ_HEALTH,
        Verb.ANSWER_INTERIM,
        Verb.FLAG_HEALTH,
        Verb.CLEAR_HEALTH,
        Verb.OPEN_LETTER,
        Verb.ADD_EVIDENCE,
        Verb.ACKNOWLEDGE_NOTICE,
        Verb.MAKE_REQUEST,
        Verb.WITHDRAW_REQUEST,
        Verb.REPORT_RETALIATION,
        Verb.APPOINT_REPRESENTATIVE,
        Verb.END_REPRESENTATION,
        Verb.RESPOND_TO_NOTICE,
    }
    assert Reading.READ_NOTICE not in inquiry.rights("ines", case)


@begins(Inquiry.disclosed)
@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"words": "Pia Sandgrouse says so."}, str(HELD)),
        ({"evidence": ()}, REASONS["evidence_is_attached"]),
        ({"evidence": (uuid4(),)}, REASONS["evidence_is_attached"]),
    ],
)
def test_a_notice_that_may_not_go_out_stays(inquiry: Inquiry, case: Case, given: dict[str, Any], reason: str) -> None:
    assert refused(case, lambda: inquiry.serve(case, **given)) == (reason,)


@begins(Inquiry.evidenced)
def test_without_a_decider_the_step_s_own_reason_comes_first(inquiry: Inquiry, case: Case) -> None:
    case = inquiry.disclose(case)
    doing = lambda: inquiry.serve(case, words="Pia Sandgrouse says so.")  # noqa: E731
    assert refused(case, doing) == (REASONS["deciders_are_seated"],)


@begins(Inquiry.disclosed)
@pytest.mark.parametrize(("name", "answer"), [("stranger", NotSeen), ("rex", NotSeen), ("dee", NoRight)])
def test_the_investigator_alone_serves_the_notice(
    inquiry: Inquiry, case: Case, name: str, answer: type[Exception]
) -> None:
    copy = inquiry.copy(case)
    doing = partial(serve_notice, reference=case.reference, by=inquiry.by(name), evidence=(copy,), words="")
    assert refused(case, doing) is answer


@begins(Inquiry.served)
def test_acknowledging_fixes_the_day_and_is_done_once(inquiry: Inquiry, case: Case) -> None:
    due = Clock.objects.get(case=case, name="RESPONSE").due
    assert due is not None and f"{due:%Y-%m-%d %H:%M}" == "2026-04-01 22:59"
    assert not Clock.objects.filter(case=case, name="NOTICE_ACK").exists()
    doing = partial(do, Verb.ACKNOWLEDGE_NOTICE, reference=case.reference, by=inquiry.by("rex"))
    assert refused(case, doing) == (REASONS["notice_is_unacknowledged"],)
    doing = partial(do, Verb.ACKNOWLEDGE_NOTICE, reference=case.reference, by=inquiry.by("ola"))
    assert refused(case, doing) is NoRight


@begins(Inquiry.served)
def test_an_answer_is_sealed_with_its_files_and_summarised_for_the_reporter(inquiry: Inquiry, case: Case) -> None:
    with sent(PDF, name="receipt.pdf") as file:
        case = inquiry.answer(case, summary="I deny it.", files=[file])
    filed, added = ledger.stream(case.stream)[-2:]
    assert filed.type == "case.response_filed"
    assert added.type == "case.filing_added"
    assert case.state == CaseState.RESPONSE_REVIEW
    assert filed.body["data"]["answers"] == ["deny"]
    assert not any(b"godwit" in bytes(row.blob) for row in SealedText.objects.all())
    piece = case.view.evidence.all[-1]
    assert (piece.side, piece.added_by) == (Seat.RESPONDENT, added.id)
    reporter = set(case.grants.filter(user=inquiry.reporter(case).user).values_list("permission__codename", flat=True))
    assert Reading.READ_RESPONSE_SUMMARY in reporter and Reading.READ_RESPONSE not in reporter


@begins(Inquiry.served)
@pytest.mark.parametrize("name", ["ola", "dee"])
def test_nobody_answers_for_the_respondent(inquiry: Inquiry, case: Case, name: str) -> None:
    doing = partial(
        respond_to_notice,
        reference=case.reference,
        by=inquiry.by(name),
        allegations=(inquiry.the_one(case),),
        answers=(Answer.ADMIT,),
        reasons=[{"allegation": "1", "reasons": "x"}],
        summary="",
        files=[],
    )
    assert refused(case, doing) is NoRight


@begins(Inquiry.served)
def test_the_clock_lapses_nothing_before_its_time(case: Case) -> None:
    doing = partial(do, Verb.RESPONSE_LAPSES, reference=case.reference, by=the_clock())
    assert refused(case, doing) == (reason(case, "response_time_is_over"),)
    doing = partial(do, Verb.PROPOSE_DEFAULT, reference=case.reference, by=the_clock())
    assert refused(case, doing) == (reason(case, "grace_is_over"),)


@begins(Inquiry.lapsed)
def test_a_default_is_proposed_by_the_clock_and_recorded_by_a_decider(inquiry: Inquiry, case: Case) -> None:
    doing = partial(do, Verb.ENTER_DEFAULT, reference=case.reference, by=inquiry.by("dee"), reasons="No answer.")
    assert refused(case, doing) == (REASONS["default_is_proposed"],)
    inquiry.pass_(case, "RESPONSE_GRACE")
    case = do(Verb.PROPOSE_DEFAULT, reference=case.reference, by=the_clock())
    assert case.state == CaseState.AWAITING_RESPONSE
    case = doing()
    assert (case.state, case.view.notice.in_default) == (CaseState.RESPONSE_REVIEW, True)
    entry = ledger.stream(case.stream)[-1]
    assert open_texts(case, CaseCompartment.RESPONDENT, [(entry.id, "reasons")]) == {
        (entry.id, "reasons"): "No answer."
    }


@begins(Inquiry.default_waits)
def test_a_default_s_reasons_are_read_before_they_go_out(inquiry: Inquiry, case: Case) -> None:
    doing = partial(
        do,
        Verb.ENTER_DEFAULT,
        reference=case.reference,
        by=inquiry.by("dee"),
        reasons="Pia Sandgrouse waited.",
    )
    assert refused(case, doing) == (str(HELD),)


@begins(Inquiry.default_waits)
@pytest.mark.parametrize(("name", "answer"), [("stranger", NotSeen), ("ola", NoRight), ("rex", NoRight)])
def test_a_decider_alone_records_a_default(inquiry: Inquiry, case: Case, name: str, answer: type[Exception]) -> None:
    doing = partial(do, Verb.ENTER_DEFAULT, reference=case.reference, by=inquiry.by(name), reasons="No.")
    assert refused(case, doing) is answer


@begins(Inquiry.disclosed)
def test_the_form_of_the_notice_offers_the_copies_alone(inquiry: Inquiry, case: Case) -> None:
    form = ServeNoticeForm({"evidence": [str(inquiry.copy(case))], "words": ""}, view=case.view)
    assert form.is_valid(), form.errors
    assert form.step_input() == {
        "evidence": (inquiry.copy(case),),
        "words": "",
        "particulars": {inquiry.the_one(case): ""},
    }
    original = ServeNoticeForm({"evidence": [str(inquiry.evidence(case))]}, view=case.view)
    assert list(original.errors) == ["evidence"]


NUMBERED = "Opened the tender.\nor: Told a friend of it.\nOR: Told a rival of it.\n"


@begins(Inquiry.disclosed)
def test_the_notice_numbers_particulars_and_says_of_each_whether_it_is_essential(inquiry: Inquiry, case: Case) -> None:
    case = inquiry.serve(case, particulars={inquiry.the_one(case): NUMBERED})
    entry = ledger.stream(case.stream)[-1]
    assert {name: entry.body["data"][name] for name in ("counts", "kinds")} == {
        "counts": [3],
        "kinds": ["essential", "alternative", "alternative"],
    }
    texts = ["Opened the tender.", "Told a friend of it.", "Told a rival of it."]
    assert open_texts(case, CaseCompartment.RESPONDENT, [(entry.id, "particulars")]) == {
        (entry.id, "particulars"): [texts]
    }
    assert [text for _kind, text in particulars_noticed(case)[inquiry.the_one(case)]] == texts


@begins(Inquiry.disclosed)
@pytest.mark.parametrize("typed", ["or: One thing alone.", "A fact.\nor: One thing alone.", "x\n" * 13])
def test_particulars_that_cannot_be_decided_on_are_refused(inquiry: Inquiry, case: Case, typed: str) -> None:
    name = f"particulars_{inquiry.the_one(case).hex}"
    form = ServeNoticeForm({"evidence": [str(inquiry.copy(case))], name: typed}, view=case.view)
    assert list(form.errors) == [name]


@begins(Inquiry.served)
def test_the_form_of_the_answer_asks_each_allegation_and_its_reasons(inquiry: Inquiry, case: Case) -> None:
    key = inquiry.the_one(case).hex
    form = RespondToNoticeForm({f"answer_{key}": "deny"}, view=case.view)
    assert list(form.errors) == [f"reasons_{key}"]
    form = RespondToNoticeForm({f"answer_{key}": "perhaps", f"reasons_{key}": "x"}, view=case.view)
    assert list(form.errors) == [f"answer_{key}"]
    form = RespondToNoticeForm({f"answer_{key}": "no_comment"}, view=case.view)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "allegations": (inquiry.the_one(case),),
        "answers": (Answer.NO_COMMENT,),
        "particulars": (),
        "reasons": [{"allegation": "commitment 2, 12 January 2026", "reasons": ""}],
        "summary": "",
        "files": [],
    }
    assert list(RespondToNoticeForm(view=case.view).fields) == [
        f"answer_{key}",
        f"reasons_{key}",
        "summary",
        "papers",
    ]


def test_the_notice_is_acknowledged_by_ticking(inquiry: Inquiry) -> None:
    assert list(AcknowledgeNoticeForm({}).errors) == ["confirmed"]
    form = AcknowledgeNoticeForm({"confirmed": "on"})
    assert form.is_valid() and form.step_input() == {}
