"""Challenges, adjournments, absence, late charges and late evidence on the database: by their forms, with refusals."""

from datetime import timedelta
from typing import Any

import pytest

from casework import access
from casework.models import Case
from casework.procedure.panel.forms import ChallengeMemberForm, RuleChallengeForm
from casework.queries.evidence.outgoing import HELD
from casework.vocabulary import BadShape, CaseCompartment, CaseState, NoRight, NotNow, NotSeen, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.clock import now
from tests.casework.panel_cast import PanelCast
from tests.casework.taking import last, take, trying, words
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(PanelCast)
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
def panel_cast(here: tuple[PanelCast, Any]) -> PanelCast:
    return here[0]


def refused(case: Case, doing: Any) -> Any:
    entries = len(ledger.stream(case.stream))
    with pytest.raises((NotNow, NotSeen, NoRight, BadShape)) as no:
        doing()
    assert len(ledger.stream(case.stream)) == entries
    return no.value.reasons if isinstance(no.value, NotNow) else type(no.value)


def day(days: int) -> str:
    return (now().date() + timedelta(days=days)).isoformat()


def challenged(panel_cast: PanelCast, case: Case, name: str = "milo", by: str = "rex", **typed: Any) -> Case:
    said = {"member": str(panel_cast.person(name)), "particulars": WHY}
    return take(case, Verb.CHALLENGE_MEMBER, panel_cast.by(by), **said | typed)


def ruled(panel_cast: PanelCast, case: Case, by: str, *, name: str = "milo", upheld: str) -> Case:
    said = {"member": str(panel_cast.person(name)), "upheld": upheld, "reasons": "It is so, jackdaw."}
    return take(case, Verb.RULE_CHALLENGE, panel_cast.by(by), **said)


@begins(PanelCast.listed)
def test_a_challenge_is_sealed_and_read_by_both_sides_and_the_person_who_rules(
    panel_cast: PanelCast, case: Case
) -> None:
    case = challenged(panel_cast, case, new_facts="on")
    assert words(case, "particulars") == WHY
    assert last(case) == (
        "case.member_challenged",
        {"member": str(panel_cast.person("milo")), "new_facts": True},
    )
    readers = {name for name in panel_cast.people if "read_response" in panel_cast.rights(name, case)}
    assert {"rex", "ola", "cleo", "milo", "nora", "ava"} <= readers


@begins(PanelCast.listed)
def test_the_forms_offer_people_who_sit_and_people_who_wait_for_a_ruling(panel_cast: PanelCast, case: Case) -> None:
    case = challenged(panel_cast, case, new_facts="on")
    shown = access.case_shown(panel_cast.by("cleo"), case.reference, Verb.RULE_CHALLENGE)
    offered = [
        [name for _, name in form(view=shown.view).fields["member"].choices]  # type: ignore[attr-defined]
        for form in (ChallengeMemberForm, RuleChallengeForm)
    ]
    assert offered == [["Cleo Adair", "Nora Lisle"], ["Milo Brandt"]]


@begins(PanelCast.listed)
@pytest.mark.parametrize(("name", "answer"), [("pip", NotSeen), ("cleo", NoRight), ("ava", NoRight), ("dee", NotSeen)])
def test_only_a_side_challenges(panel_cast: PanelCast, case: Case, name: str, answer: type[Exception]) -> None:
    assert refused(case, lambda: challenged(panel_cast, case, by=name, new_facts="on")) is answer


@begins(PanelCast.listed)
def test_a_late_challenge_without_new_facts_is_refused_with_what_is_possible(panel_cast: PanelCast, case: Case) -> None:
    assert refused(case, lambda: challenged(panel_cast, case)) == (REASONS["challenge_is_in_time_or_new_facts"],)


@begins(PanelCast.listed)
def test_a_challenge_that_is_upheld_takes_the_member_out_of_the_case_at_once(panel_cast: PanelCast, case: Case) -> None:
    case = challenged(panel_cast, case, new_facts="on")
    assert refused(case, lambda: ruled(panel_cast, case, "milo", upheld="no")) == (REASONS["ruler_is_unchallenged"],)
    case = ruled(panel_cast, case, "cleo", upheld="yes")
    assert (panel_cast.rights("milo", case), case.seatings.filter(user=panel_cast["milo"]).count()) == (set(), 0)
    call = {"hearing_on": day(60), "hearing_at": "10:00", "hearing_minutes": "240", "arrangements": "Room 4."}
    form = lambda: take(case, Verb.FORM_PANEL, panel_cast.by("ava"), **call)  # noqa: E731
    assert refused(case, form) == (REASONS["members_are_free_of_conflict"],)


@begins(PanelCast.listed)
def test_where_the_chair_is_challenged_a_member_rules(panel_cast: PanelCast, case: Case) -> None:
    case = challenged(panel_cast, case, "cleo", new_facts="on")
    assert refused(case, lambda: ruled(panel_cast, case, "cleo", name="cleo", upheld="no")) == (
        REASONS["ruler_is_unchallenged"],
    )
    case = ruled(panel_cast, case, "milo", name="cleo", upheld="no")
    assert last(case) == ("case.challenge_ruled", {"member": str(panel_cast.person("cleo")), "upheld": False})


@begins(PanelCast.formed)
def test_a_hearing_is_adjourned_by_the_chair_with_a_reason_both_sides_read(panel_cast: PanelCast, case: Case) -> None:
    said = {
        "asked_by": "respondent",
        "hearing_on": day(60),
        "hearing_at": "10:00",
        "hearing_minutes": "240",
        "reasons": "The interpreter is ill, jackdaw.",
    }
    for name, answer in (("milo", NoRight), ("pip", NotSeen)):
        assert refused(case, lambda name=name: take(case, Verb.ADJOURN_HEARING, panel_cast.by(name), **said)) is answer
    case = take(case, Verb.ADJOURN_HEARING, panel_cast.by("cleo"), **said)
    assert words(case, "reasons") == said["reasons"]
    assert last(case)[1] == {
        "hearing_on": said["hearing_on"],
        "hearing_at": "10:00",
        "hearing_minutes": 240,
        "asked_by": "respondent",
        "noticed": True,
    }
    assert {row.name for row in case.clocks.all()} >= {"HEARING_NOTICE", "BUNDLE", "NEW_CHARGES"}


@begins(PanelCast.formed)
def test_a_new_day_too_near_or_too_far_is_refused_at_its_field(panel_cast: PanelCast, case: Case) -> None:
    for days, guard in ((10, "new_date_leaves_notice"), (400, "hearing_is_within_a_year")):
        with pytest.raises(BadShape) as no:
            take(
                case,
                Verb.ADJOURN_HEARING,
                panel_cast.by("cleo"),
                asked_by="panel_chair",
                hearing_on=day(days),
                reasons="x",
                hearing_at="9",
                hearing_minutes="60",
            )
        assert no.value.errors == {"hearing_on": [REASONS[guard]]}


@begins(PanelCast.formed)
def test_an_absence_is_considered_question_by_question_and_the_hearing_goes_on(
    panel_cast: PanelCast, case: Case
) -> None:
    take(case, Verb.SERVE_BUNDLE, panel_cast.by("ola"), evidence=[str(panel_cast.copy_in(case))])
    panel_cast.wait(days=45)
    panel = {"present": [str(panel_cast.person(one)) for one in ("cleo", "milo", "nora")], "respondent_present": "no"}
    opening = trying(case, Verb.OPEN_HEARING, panel_cast.by("cleo"), **panel)
    assert refused(case, opening) == (REASONS["respondent_is_present_or_absence_recorded"],)
    helping = lambda: take(case, Verb.RECORD_ABSENCE, panel_cast.by("cleo"), **CHECKLIST | {"would_help": "yes"})  # noqa: E731
    assert refused(case, helping) == (REASONS["adjournment_would_not_help"],)
    part = {name: answer for name, answer in CHECKLIST.items() if name != "medical"}
    assert refused(case, lambda: take(case, Verb.RECORD_ABSENCE, panel_cast.by("cleo"), **part)) is BadShape
    case = take(case, Verb.RECORD_ABSENCE, panel_cast.by("cleo"), **CHECKLIST)
    assert words(case, "reasons") == CHECKLIST["reasons"]
    assert last(case)[1] == {"reason_given": False, "medical": False, "prejudice": False, "public_interest": True}
    assert opening().view.hearing.open


@begins(PanelCast.formed)
def test_one_more_charge_needs_the_leave_of_the_chair_and_a_clean_text(panel_cast: PanelCast, case: Case) -> None:
    given = {
        "commitment": "5",
        "first_day": "2026-01-20",
        "last_day": "2026-01-20",
        "act": "Kept the figures back.",
        "evidence": [str(panel_cast.copy_in(case))],
        "words": "",
    }
    named = given | {"act": "Told Pia Sandgrouse."}
    with pytest.raises(NotNow) as no:
        take(case, Verb.ADD_CHARGE, panel_cast.by("ola"), panel_cast.by("cleo"), **named)
    assert no.value.reasons[0] == str(HELD)
    assert ledger.stream(case.stream)[-1].type != "case.step_proposed"


@begins(PanelCast.formed)
def test_the_chair_signs_and_the_charge_stands(panel_cast: PanelCast, case: Case) -> None:
    given = {
        "commitment": "5",
        "first_day": "2026-01-20",
        "last_day": "2026-01-20",
        "act": "Kept the figures back, jackdaw.",
        "evidence": [str(panel_cast.copy_in(case))],
        "words": "",
    }
    assert refused(case, lambda: take(case, Verb.ADD_CHARGE, panel_cast.by("milo"), **given)) is NoRight
    case = take(case, Verb.ADD_CHARGE, panel_cast.by("ola"), panel_cast.by("cleo"), **given)
    assert words(case, "act") == "Kept the figures back, jackdaw."
    assert (
        words(case, "notice", CaseCompartment.RESPONDENT)["allegations"][0]["act"] == "Kept the figures back, jackdaw."
    )
    assert [one.state for one in case.view.allegations.all] == ["charged", "charged"]


@begins(PanelCast.deliberating)
def test_late_evidence_is_read_by_who_rules_and_not_by_the_other_side(panel_cast: PanelCast, case: Case) -> None:
    case = take(case, Verb.FILE_LATE_EVIDENCE, panel_cast.by("ola"), **LATE, gist="A letter of May, jackdaw.")
    assert words(case, "text") == LATE["text"]
    opens = {
        name for name in panel_cast.people if {"read_late_evidence", "read_evidence"} & panel_cast.rights(name, case)
    }
    assert [name in opens for name in ("cleo", "ava", "ola", "rex", "milo", "nora")] == [True] * 3 + [False] * 3
    assert case.view.evidence.all[-1].side == "investigator"


@begins(PanelCast.deliberating)
def test_a_ruling_takes_it_to_a_hearing_that_is_opened_again(panel_cast: PanelCast, case: Case) -> None:
    case = panel_cast.let_in(take(case, Verb.FILE_LATE_EVIDENCE, panel_cast.by("rex"), **LATE))
    (key,) = case.view.deliberation.late
    said = {"evidence": str(key), "ruling": "heard", "reasons": "It matters, jackdaw."}
    again = {
        "hearing_on": day(40),
        "hearing_at": "10:00",
        "hearing_minutes": "240",
        "reasons": "For the letter, jackdaw.",
    }
    reopen = trying(case, Verb.REOPEN_HEARING, panel_cast.by("cleo"), **again)
    assert refused(case, reopen) == (REASONS["late_evidence_needs_a_hearing"],)
    assert refused(case, lambda: take(case, Verb.RULE_LATE_EVIDENCE, panel_cast.by("ava"), **said)) is NoRight
    named = lambda: take(case, Verb.RULE_LATE_EVIDENCE, panel_cast.by("cleo"), **said | {"reasons": "Pia Sandgrouse."})  # noqa: E731
    assert refused(case, named) == (str(HELD),)
    case = take(case, Verb.RULE_LATE_EVIDENCE, panel_cast.by("cleo"), **said)
    assert last(case)[1] == {"piece": str(key), "ruling": "heard"}
    case = reopen()
    assert (case.state, case.view.hearing.on and case.view.hearing.on.isoformat()) == (CaseState.HEARING, day(40))
    assert words(case, "reasons") == "For the letter, jackdaw."


@begins(PanelCast.deliberating)
def test_nothing_is_filed_late_without_something_and_a_cause(panel_cast: PanelCast, case: Case) -> None:
    for lacking in ("cause", "text"):
        part = {name: said for name, said in LATE.items() if name != lacking}
        assert (
            refused(case, lambda part=part: take(case, Verb.FILE_LATE_EVIDENCE, panel_cast.by("rex"), **part))
            is BadShape
        )


@begins(PanelCast.found)
def test_the_respondent_speaks_on_the_sanction_for_panel_and_board(panel_cast: PanelCast, case: Case) -> None:
    case = panel_cast.weighing(case)
    case = panel_cast.serve(case, panel_cast.last(case))
    case = take(case, Verb.SUBMIT_ON_SANCTION, panel_cast.by("rex"), views="I have paid it back, jackdaw.")
    assert words(case, "views", CaseCompartment.RESPONDENT) == "I have paid it back, jackdaw."
    again = lambda: take(case, Verb.SUBMIT_ON_SANCTION, panel_cast.by("rex"), views="And more.")  # noqa: E731
    assert refused(case, again) == (REASONS["sanction_views_are_new"],)
    assert refused(case, lambda: take(case, Verb.SUBMIT_ON_SANCTION, panel_cast.by("ola"), views="x")) is NoRight
