"""The report and the comments on it, on the database."""

from functools import partial
from typing import Any

import pytest

from casework.access import Actor
from casework.models import Case, Clock
from casework.procedure.case_to_answer.forms import VoteCaseToAnswerForm
from casework.procedure.investigation_report.actions import finalise_report, share_draft_report
from casework.procedure.investigation_report.forms import ShareDraftReportForm
from casework.procedure.plain_step import do
from casework.queries.evidence.outgoing import HELD
from casework.record.events import ResponseCommented
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, CaseState, NoRight, NotSeen, Reading, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.taking import reason
from tests.scenario_fixtures import begins
from vault.models import SealedText


def comment(inquiry: Inquiry, case: Case, by: Actor) -> Any:
    return lambda: do(Verb.COMMENT_ON_REPORT, reference=case.reference, by=by, comment="As I see it.")


@begins(Inquiry.answered)
def test_a_reporters_comment_on_the_answer_is_for_officers_and_for_the_member(inquiry: Inquiry, case: Case) -> None:
    case = do(
        Verb.COMMENT_ON_RESPONSE, reference=case.reference, by=inquiry.reporter(case), comment="I was there, plover."
    )
    entry = ledger.stream(case.stream)[-1]
    assert (entry.type, entry.body["role"], entry.body["data"]) == ("case.response_commented", "complainant", {})
    assert open_texts(case, CaseCompartment.CASE, [(entry.id, "comment")]) == {
        (entry.id, "comment"): "I was there, plover."
    }
    opens = {right.value for right in ResponseCommented.sealed["comment"].opens}
    assert opens & inquiry.rights("ola", case) == {Reading.READ_COMPLAINT, Reading.READ_NOTICE}
    assert opens & inquiry.rights("rex", case) == {Reading.READ_NOTICE, Reading.READ_OWN_EVIDENCE}
    assert not Clock.objects.filter(case=case, name="REPLY").exists()


@begins(Inquiry.answered)
@pytest.mark.parametrize(("name", "answer"), [("stranger", NotSeen), ("rex", NoRight), ("ola", NoRight)])
def test_the_reporter_alone_comments_on_the_answer(
    inquiry: Inquiry, case: Case, name: str, answer: type[Exception]
) -> None:
    doing = partial(do, Verb.COMMENT_ON_RESPONSE, reference=case.reference, by=inquiry.by(name), comment="x")
    assert refused(case, doing) is answer


@begins(Inquiry.shared)
def test_the_draft_is_one_text_for_both_sides(case: Case) -> None:
    entry = ledger.stream(case.stream)[-1]
    assert entry.type == "case.draft_report_shared"
    assert open_texts(case, CaseCompartment.CASE, [(entry.id, "draft")]) == {(entry.id, "draft"): "What was found out."}
    assert Clock.objects.get(case=case, name="REPORT_COMMENTS").due is None


@begins(Inquiry.answered)
@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        ("Pia Sandgrouse says so.", str(HELD)),
        ("I recommend his expulsion.", REASONS["no_sanction_in_the_report"]),
        ("A public reprimand should follow.", REASONS["no_sanction_in_the_report"]),
    ],
)
def test_a_draft_that_may_not_go_out_stays(inquiry: Inquiry, case: Case, draft: str, reason: str) -> None:
    do(Verb.COMMENT_ON_RESPONSE, reference=case.reference, by=inquiry.reporter(case), comment="x")
    doing = lambda: share_draft_report(reference=case.reference, by=inquiry.by("ola"), draft=draft)  # noqa: E731
    assert refused(case, doing) == (reason,)


@begins(Inquiry.answered)
def test_that_somebody_was_threatened_with_a_sanction_may_be_said(inquiry: Inquiry, case: Case) -> None:
    do(Verb.COMMENT_ON_RESPONSE, reference=case.reference, by=inquiry.reporter(case), comment="x")
    draft = "He threatened her with expulsion. I recommend that the deciders read the mail."
    case = share_draft_report(reference=case.reference, by=inquiry.by("ola"), draft=draft)
    assert case.view.report.draft is not None


@begins(Inquiry.shared)
def test_both_sides_comment_and_nobody_else(inquiry: Inquiry, case: Case) -> None:
    for name, answer in (("stranger", NotSeen), ("ola", NoRight), ("dee", NoRight)):
        assert refused(case, comment(inquiry, case, inquiry.by(name))) is answer
    comment(inquiry, case, inquiry.reporter(case))()
    case = comment(inquiry, case, inquiry.by("rex"))()
    assert [entry.body["data"] for entry in ledger.stream(case.stream)[-2:]] == [
        {"side": "complainant"},
        {"side": "respondent"},
    ]


@begins(Inquiry.final)
def test_the_report_takes_every_comment_along_and_shuts(inquiry: Inquiry, case: Case) -> None:
    *_, one, two, last = ledger.stream(case.stream)
    assert case.state == CaseState.CASE_TO_ANSWER
    assert last.type == "case.report_finalised"
    assert last.body["data"]["comments"] == [str(one.id), str(two.id)]
    assert not inquiry.rights("ola", case) & {Verb.SHARE_DRAFT_REPORT, Verb.FINALISE_REPORT}
    assert not any(b"curlew" in bytes(row.blob) for row in SealedText.objects.all())


@begins(Inquiry.shared)
def test_the_report_waits_for_both_sides(inquiry: Inquiry, case: Case) -> None:
    doing = partial(finalise_report, reference=case.reference, by=inquiry.by("ola"), report="At the end.")
    assert refused(case, doing) == (reason(case, "comments_are_in_or_time_is_over"),)
    do(Verb.OPEN_LETTER, reference=case.reference, by=inquiry.by("rex"), about=inquiry.last(case))
    inquiry.pass_(case, "REPORT_COMMENTS")
    assert doing().state == CaseState.CASE_TO_ANSWER


def test_the_forms_of_report_and_vote_refuse_what_is_missing(inquiry: Inquiry) -> None:
    assert list(ShareDraftReportForm({"draft_text": "Words."}).errors) == ["no_sanction"]
    form = ShareDraftReportForm({"draft_text": "Words.", "no_sanction": "on"})
    assert form.is_valid() and form.step_input() == {"draft": "Words."}
    case = inquiry.final()
    key = inquiry.the_one(case).hex
    assert set(VoteCaseToAnswerForm({}, view=case.view).errors) == {f"sees_{key}", f"reasons_{key}"}
    vote = VoteCaseToAnswerForm({f"sees_{key}": "yes", f"reasons_{key}": "Because."}, view=case.view)
    assert vote.is_valid(), vote.errors
    assert vote.cleaned_data == {
        "allegations": (inquiry.the_one(case),),
        "sees_case": (True,),
        "reasons": [{"allegation": "commitment 2, 12 January 2026", "reasons": "Because."}],
    }
