"""Challenges, adjournments, absence, late charges and late evidence on the database: by their forms, with refusals."""

from datetime import timedelta
from typing import Any

import pytest

from casework import access
from casework.models import Case
from casework.procedure.panel.forms import ChallengeMemberForm, RuleChallengeForm
from casework.queries.outgoing import HELD
from casework.vocabulary import BadShape, CaseCompartment, CaseState, NoRight, NotNow, NotSeen, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.clock import now
from tests.casework.panel_cast import Bench
from tests.casework.taking import last, take, words
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(Bench)
WHY = "They were partners for years, jackdaw."
CHECKLIST = {
    "reason_given": "no",
    "medical": "no",
    "prejudice": "no",
    "public_interest": "yes",
    "would_help": "no",
    "reasons": "Nobody heard from them, jackdaw.",
}
LATE = {"title": "A later letter", "text": "It was found on Friday, jackdaw.", "cause": "It lay in a box."}


@pytest.fixture
def bench(here: tuple[Bench, Any]) -> Bench:
    return here[0]


def refused(case: Case, doing: Any) -> Any:
    entries = len(ledger.stream(case.stream))
    with pytest.raises((NotNow, NotSeen, NoRight, BadShape)) as no:
        doing()
    assert len(ledger.stream(case.stream)) == entries
    return no.value.reasons if isinstance(no.value, NotNow) else type(no.value)


def day(days: int) -> str:
    return (now().date() + timedelta(days=days)).isoformat()


def challenged(bench: Bench, case: Case, name: str = "milo", by: str = "rex", **typed: Any) -> Case:
    said = {"member": str(bench.person(name)), "particulars": WHY}
    return take(case, Verb.CHALLENGE_MEMBER, bench.by(by), **said | typed)


def ruled(bench: Bench, case: Case, by: str, *, name: str = "milo", upheld: str) -> Case:
    said = {"member": str(bench.person(name)), "upheld": upheld, "reasons": "It is so, jackdaw."}
    return take(case, Verb.RULE_CHALLENGE, bench.by(by), **said)


@begins(Bench.listed)
def test_a_challenge_is_sealed_and_read_by_both_sides_and_whoever_rules(bench: Bench, case: Case) -> None:
    case = challenged(bench, case, new_facts="on")
    assert words(case, "particulars") == WHY
    assert last(case) == (
        "case.member_challenged",
        {"member": str(bench.person("milo")), "new_facts": True},
    )
    readers = {name for name in bench.people if "read_response" in bench.rights(name, case)}
    assert {"rex", "ola", "cleo", "milo", "nora", "ava"} <= readers


@begins(Bench.listed)
def test_the_forms_offer_whoever_sits_and_whoever_waits_for_a_ruling(bench: Bench, case: Case) -> None:
    case = challenged(bench, case, new_facts="on")
    shown = access.case_shown(bench.by("cleo"), case.reference, Verb.RULE_CHALLENGE)
    offered = [
        [name for _, name in form(view=shown.view).fields["member"].choices]  # type: ignore[attr-defined]
        for form in (ChallengeMemberForm, RuleChallengeForm)
    ]
    assert offered == [["Cleo Adair", "Nora Lisle"], ["Milo Brandt"]]


@begins(Bench.listed)
@pytest.mark.parametrize(("name", "answer"), [("pip", NotSeen), ("cleo", NoRight), ("ava", NoRight), ("dee", NotSeen)])
def test_only_a_side_challenges(bench: Bench, case: Case, name: str, answer: type[Exception]) -> None:
    assert refused(case, lambda: challenged(bench, case, by=name, new_facts="on")) is answer


@begins(Bench.listed)
def test_a_late_challenge_without_new_facts_is_refused_with_what_is_possible(bench: Bench, case: Case) -> None:
    assert refused(case, lambda: challenged(bench, case)) == (REASONS["challenge_is_in_time_or_new_facts"],)


@begins(Bench.listed)
def test_a_challenge_that_is_upheld_takes_the_member_out_of_the_case_at_once(bench: Bench, case: Case) -> None:
    case = challenged(bench, case, new_facts="on")
    assert refused(case, lambda: ruled(bench, case, "milo", upheld="no")) == (REASONS["ruler_is_unchallenged"],)
    case = ruled(bench, case, "cleo", upheld="yes")
    assert (bench.rights("milo", case), case.seatings.filter(user=bench["milo"]).count()) == (set(), 0)
    call = {"hearing_on": day(60), "arrangements": "Room 4."}
    form = lambda: take(case, Verb.FORM_PANEL, bench.by("ava"), **call)  # noqa: E731
    assert refused(case, form) == (REASONS["members_are_free_of_conflict"],)


@begins(Bench.listed)
def test_where_the_chair_is_challenged_a_member_rules(bench: Bench, case: Case) -> None:
    case = challenged(bench, case, "cleo", new_facts="on")
    assert refused(case, lambda: ruled(bench, case, "cleo", name="cleo", upheld="no")) == (
        REASONS["ruler_is_unchallenged"],
    )
    case = ruled(bench, case, "milo", name="cleo", upheld="no")
    assert last(case) == ("case.challenge_ruled", {"member": str(bench.person("cleo")), "upheld": False})


@begins(Bench.formed)
def test_a_hearing_is_adjourned_by_the_chair_with_a_reason_both_sides_read(bench: Bench, case: Case) -> None:
    said = {"asked_by": "respondent", "hearing_on": day(60), "reasons": "The interpreter is ill, jackdaw."}
    for name, answer in (("milo", NoRight), ("pip", NotSeen)):
        assert refused(case, lambda name=name: take(case, Verb.ADJOURN_HEARING, bench.by(name), **said)) is answer
    case = take(case, Verb.ADJOURN_HEARING, bench.by("cleo"), **said)
    assert words(case, "reasons") == said["reasons"]
    assert last(case)[1] == {"hearing_on": said["hearing_on"], "asked_by": "respondent", "noticed": True}
    assert {row.name for row in case.clocks.all()} >= {"HEARING_NOTICE", "BUNDLE", "NEW_CHARGES"}


@begins(Bench.formed)
def test_a_new_day_too_near_or_too_far_is_refused_in_words(bench: Bench, case: Case) -> None:
    near, far = (
        lambda days=days: take(
            case, Verb.ADJOURN_HEARING, bench.by("cleo"), asked_by="panel_chair", hearing_on=day(days), reasons="x"
        )
        for days in (10, 400)
    )
    assert [refused(case, near), refused(case, far)] == [(REASONS["new_date_leaves_notice"],), BadShape]


@begins(Bench.formed)
def test_an_absence_is_considered_question_by_question_and_the_hearing_goes_on(bench: Bench, case: Case) -> None:
    take(case, Verb.SERVE_BUNDLE, bench.by("ola"), evidence=[str(bench.copy_in(case))])
    bench.wait(days=45)
    panel = {"present": [str(bench.person(one)) for one in ("cleo", "milo", "nora")], "respondent_present": "no"}
    opening = lambda: take(case, Verb.OPEN_HEARING, bench.by("cleo"), **panel)  # noqa: E731
    assert refused(case, opening) == (REASONS["respondent_is_present_or_absence_recorded"],)
    helping = lambda: take(case, Verb.RECORD_ABSENCE, bench.by("cleo"), **CHECKLIST | {"would_help": "yes"})  # noqa: E731
    assert refused(case, helping) == (REASONS["adjournment_would_not_help"],)
    part = {name: answer for name, answer in CHECKLIST.items() if name != "medical"}
    assert refused(case, lambda: take(case, Verb.RECORD_ABSENCE, bench.by("cleo"), **part)) is BadShape
    case = take(case, Verb.RECORD_ABSENCE, bench.by("cleo"), **CHECKLIST)
    assert words(case, "reasons") == CHECKLIST["reasons"]
    assert last(case)[1] == {"reason_given": False, "medical": False, "prejudice": False, "public_interest": True}
    assert opening().view.hearing.open


@begins(Bench.formed)
def test_one_more_charge_needs_the_leave_of_the_chair_and_a_clean_text(bench: Bench, case: Case) -> None:
    given = {
        "commitment": "5",
        "first_day": "2026-01-20",
        "last_day": "2026-01-20",
        "act": "Kept the figures back.",
        "evidence": [str(bench.copy_in(case))],
        "words": "",
    }
    held = lambda: take(  # noqa: E731
        case, Verb.ADD_CHARGE, bench.by("ola"), second=bench.by("cleo"), **given | {"act": "Told Pia Sandgrouse."}
    )
    with pytest.raises(NotNow) as no:
        held()
    assert no.value.reasons == (str(HELD),)
    assert [entry.type for entry in ledger.stream(case.stream)][-1] == "case.step_proposed"


@begins(Bench.formed)
def test_the_chair_signs_and_the_charge_stands(bench: Bench, case: Case) -> None:
    given = {
        "commitment": "5",
        "first_day": "2026-01-20",
        "last_day": "2026-01-20",
        "act": "Kept the figures back, jackdaw.",
        "evidence": [str(bench.copy_in(case))],
        "words": "",
    }
    assert refused(case, lambda: take(case, Verb.ADD_CHARGE, bench.by("milo"), **given)) is NoRight
    case = take(case, Verb.ADD_CHARGE, bench.by("ola"), second=bench.by("cleo"), **given)
    assert words(case, "act") == "Kept the figures back, jackdaw."
    assert (
        words(case, "notice", CaseCompartment.RESPONDENT)["allegations"][0]["act"] == "Kept the figures back, jackdaw."
    )
    assert [one.state for one in case.view.allegations.all] == ["charged", "charged"]


@begins(Bench.deliberating)
def test_late_evidence_is_read_by_who_rules_and_not_by_the_other_side(bench: Bench, case: Case) -> None:
    case = take(case, Verb.FILE_LATE_EVIDENCE, bench.by("ola"), **LATE)
    assert words(case, "text") == LATE["text"]
    opens = {name for name in bench.people if {"read_late_evidence", "read_evidence"} & bench.rights(name, case)}
    assert [name in opens for name in ("cleo", "ava", "ola", "rex", "milo", "nora")] == [True] * 3 + [False] * 3
    assert case.view.evidence.all[-1].side == "investigator"


@begins(Bench.deliberating)
def test_a_ruling_takes_it_to_a_hearing_that_is_opened_again(bench: Bench, case: Case) -> None:
    case = take(case, Verb.FILE_LATE_EVIDENCE, bench.by("rex"), **LATE)
    (key,) = case.view.deliberation.late
    said = {"evidence": str(key), "ruling": "heard", "reasons": "It matters, jackdaw."}
    again = {"hearing_on": day(40), "reasons": "For the letter, jackdaw."}
    reopen = lambda: take(case, Verb.REOPEN_HEARING, bench.by("cleo"), **again)  # noqa: E731
    assert refused(case, reopen) == (REASONS["late_evidence_needs_a_hearing"],)
    assert refused(case, lambda: take(case, Verb.RULE_LATE_EVIDENCE, bench.by("ava"), **said)) is NoRight
    named = lambda: take(case, Verb.RULE_LATE_EVIDENCE, bench.by("cleo"), **said | {"reasons": "Pia Sandgrouse."})  # noqa: E731
    assert refused(case, named) == (str(HELD),)
    case = take(case, Verb.RULE_LATE_EVIDENCE, bench.by("cleo"), **said)
    assert last(case)[1] == {"piece": str(key), "ruling": "heard"}
    case = reopen()
    assert (case.state, case.view.hearing.on and case.view.hearing.on.isoformat()) == (CaseState.HEARING, day(40))
    assert words(case, "reasons") == "For the letter, jackdaw."


@begins(Bench.deliberating)
def test_nothing_is_filed_late_without_something_and_a_cause(bench: Bench, case: Case) -> None:
    for lacking in ("cause", "text"):
        part = {name: said for name, said in LATE.items() if name != lacking}
        assert refused(case, lambda part=part: take(case, Verb.FILE_LATE_EVIDENCE, bench.by("rex"), **part)) is BadShape


@begins(Bench.found)
def test_the_respondent_speaks_on_the_sanction_for_panel_and_board(bench: Bench, case: Case) -> None:
    case = take(case, Verb.SUBMIT_ON_SANCTION, bench.by("rex"), views="I have paid it back, jackdaw.")
    assert words(case, "views", CaseCompartment.RESPONDENT) == "I have paid it back, jackdaw."
    again = lambda: take(case, Verb.SUBMIT_ON_SANCTION, bench.by("rex"), views="And more.")  # noqa: E731
    assert refused(case, again) == (REASONS["sanction_views_are_new"],)
    assert refused(case, lambda: take(case, Verb.SUBMIT_ON_SANCTION, bench.by("ola"), views="x")) is NoRight
