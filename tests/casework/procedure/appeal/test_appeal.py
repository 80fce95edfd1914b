"""Appeals on the database: by their forms, with one hand or two, what is sealed, who is told, and every refusal."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.utils.datastructures import MultiValueDict

from casework import access
from casework.models import Case
from casework.procedure.appeal.lodging_forms import LodgeAppealForm
from casework.procedure.name_check import INSTEAD
from casework.procedure.reading.papers import open_papers
from casework.queries.evidence.outgoing import HELD, NOT_CHECKED
from casework.record.events import AppealGroundsVoted
from casework.verbs import VERBS, perform
from casework.vocabulary import BadShape, CaseCompartment, CaseState, NoRight, NotNow, NotSeen, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.answer_cast import refused
from tests.casework.appeal_cast import APPEAL, Court
from tests.casework.desk_cast import MARL
from tests.casework.taking import last, reason, take, trying, words
from tests.scenario_fixtures import begins, begun_by, case, here
from tests.vault.sent import sent

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(Court)
LATE = APPEAL | {"cause": "I lay in hospital, wagtail."}
WHY = {"reasons": "It was weighed, wagtail."}
RIGHT = {"succeeds": ["procedure"]}
DEFECT = {"defect": "A page was missing, wagtail."}
NAMED = "Pia Sandgrouse told us."
"""The reporter's sealed name: nothing that goes to the respondent may hold it."""


@pytest.fixture
def court(here: tuple[Court, Any]) -> Court:
    return here[0]


def told(template: str) -> list[str]:
    while place_letters():
        pass
    return sorted(Message.objects.filter(template=template).values_list("seat", flat=True))


@begins(Court.appealed)
def test_an_appeal_is_lodged_by_its_form_and_both_sides_are_told(case: Case) -> None:
    assert (case.state, last(case, back=2)) == (
        CaseState.APPEAL,
        ("case.appeal_lodged", {"side": "respondent", "numbers": [1, 4], "from": "appeal_window", "to": "appeal"}),
    )
    assert words(case, "grounds", CaseCompartment.DECISION, back=2) == APPEAL["statement"]
    assert told("appeal_lodged") == ["complainant", "respondent"]


@begins(Court.decided)
@pytest.mark.parametrize(
    ("name", "typed", "answer"),
    [
        ("ava", APPEAL, NoRight),
        ("pip", APPEAL, NotSeen),
        ("ola", APPEAL | {"grounds": ["undue_leniency"]}, (REASONS["society_appeal_is_countersigned"],)),
    ],
)
def test_nobody_appeals_for_a_side_that_is_not_theirs(
    court: Court, case: Case, name: str, typed: dict[str, Any], answer: Any
) -> None:
    assert refused(case, trying(case, Verb.LODGE_APPEAL, court.by(name), **typed)) == answer


@begins(Court.decided)
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"grounds": []}, "grounds"),
        ({"statement": " "}, "statement"),
        ({"grounds": ["undue_leniency"]}, "grounds"),
        ({"grounds": ["regret"]}, "grounds"),
    ],
)
def test_an_appeal_without_a_ground_of_its_own_side_writes_nothing(
    court: Court, case: Case, typed: dict[str, Any], field: str
) -> None:
    entries = len(ledger.stream(case.stream))
    with pytest.raises(BadShape) as no:
        take(case, Verb.LODGE_APPEAL, court.by("rex"), **APPEAL | typed)
    assert (list(no.value.errors), len(ledger.stream(case.stream))) == ([field], entries)


@begins(Court.decided)
def test_each_side_is_offered_the_grounds_that_are_open_to_it(court: Court, case: Case) -> None:
    offered = {}
    for name in ("rex", "ola"):
        shown = access.case_shown(court.by(name), case.reference, Verb.LODGE_APPEAL)
        form = LodgeAppealForm(view=shown.view, acting=shown.acting)
        offered[name] = [code for code, _ in form.fields["grounds"].choices]  # type: ignore[attr-defined]
    assert offered == {
        "rex": ["disproportionate", "misapplied_code", "new_evidence", "procedure"],
        "ola": ["undue_leniency"],
    }


@begins(Court.decided)
def test_the_society_appeals_with_a_reviewers_word_and_no_sealed_name(court: Court, case: Case) -> None:
    case = take(case, Verb.COUNTERSIGN_SOCIETY_APPEAL, court.by("vera"), interest="It is too little, wagtail.")
    assert words(case, "interest", CaseCompartment.DECISION) == "It is too little, wagtail."
    lenient = {"grounds": ["undue_leniency"], "statement": NAMED}
    named = trying(case, Verb.LODGE_APPEAL, court.by("ola"), **lenient)
    assert refused(case, named) == (str(HELD),)
    case = take(case, Verb.LODGE_APPEAL, court.by("ola"), **lenient | {"statement": "It is too little."})
    assert last(case, back=2)[1]["side"] == "investigator"
    cross = take(case, Verb.CROSS_APPEAL, court.by("rex"), **APPEAL)
    assert last(cross) == ("case.cross_appeal_lodged", {"side": "respondent", "numbers": [1, 4]})


@begins(Court.decided)
@pytest.mark.parametrize(
    ("name", "body", "answer"),
    [
        ("minutes.txt", b"The minutes of June, wagtail.", None),
        ("minutes.txt", NAMED.encode(), (str(HELD),)),
        ("minutes.pdf", b"%PDF-1.7 wagtail", (str(NOT_CHECKED),)),
    ],
)
def test_the_society_appeals_with_new_evidence_that_was_checked(
    court: Court, case: Case, name: str, body: bytes, answer: tuple[str, ...] | None
) -> None:
    take(case, Verb.COUNTERSIGN_SOCIETY_APPEAL, court.by("vera"), interest="It is too little, wagtail.")
    typed = {
        "grounds": ["undue_leniency"],
        "statement": ["Too little."],
        "why_undue_leniency": ["It was found in July."],
    }

    def lodges() -> Case:
        by, step = court.by("ola"), VERBS[Verb.LODGE_APPEAL]
        with sent(body, name) as file:
            files = MultiValueDict({"new_undue_leniency": [file]})
            return perform(step, reference=case.reference, by=by, typed=MultiValueDict(typed), files=files)

    if answer:
        assert refused(case, lodges) == answer
    else:
        assert [one.side for one in lodges().view.appeal_hearing.offered] == [Seat.INVESTIGATOR]


@begins(Court.sifted)
def test_the_appeal_panel_reads_what_it_decides_on_and_the_grounds_go_to_both_sides(court: Court, case: Case) -> None:
    wanted = {"see_case", "read_bundle", "read_response", "read_notice", "read_findings", "read_history", "read_pack"}
    assert [wanted <= court.rights(name, case) for name in ("amos", "anouk", "arne", "abe")] == [True] * 3 + [False]
    assert last(case)[1]["arguable"] is True
    assert words(case, "reasons", CaseCompartment.DECISION) == "The third page matters, wagtail."
    assert told("appeal_sifted") == ["complainant", "respondent"]


@begins(Court.appealed)
def test_an_appeal_is_taken_back_by_the_side_that_lodged_it(court: Court, case: Case) -> None:
    early = trying(case, Verb.WITHDRAW_APPEAL, court.by("rex"), confirmed="on")
    assert refused(case, early) == (reason(case, "cross_appeal_time_is_over"),)
    court.wait(days=20)
    case = take(case, Verb.WITHDRAW_APPEAL, court.by("rex"), confirmed="on")
    assert (case.state, told("appeal_decided")) == (CaseState.MONITORING, ["complainant", "respondent"])


@begins(Court.appeal_heard)
@pytest.mark.parametrize(
    ("verb", "typed", "state"),
    [
        (Verb.DISMISS_APPEAL, WHY, CaseState.MONITORING),
        (Verb.QUASH_ON_APPEAL, WHY | RIGHT, CaseState.CLOSED),
        (Verb.REMIT_ON_APPEAL_TO_PANEL, DEFECT | RIGHT, CaseState.PANEL_FORMING),
        (Verb.REMIT_ON_APPEAL_TO_BOARD, DEFECT | RIGHT, CaseState.BOARD_DECISION),
    ],
)
def test_two_of_three_decide_and_the_respondent_reads_why(
    court: Court, case: Case, verb: Verb, typed: dict[str, Any], state: CaseState
) -> None:
    for name, answer in (("rex", NoRight), ("ava", NoRight), ("abe", NotSeen)):
        assert refused(case, trying(case, verb, court.by(name), **typed)) is answer
    court.voted(case, *typed.get("succeeds", ()))
    case = take(case, verb, court.by("amos"), court.by("arne"), **typed)
    assert (case.state, words(case, "reasons", CaseCompartment.DECISION)) == (state, next(iter(typed.values())))
    corrected = verb in (Verb.QUASH_ON_APPEAL, Verb.REMIT_ON_APPEAL_TO_PANEL)
    assert told("appeal_decided") == (["respondent"] if corrected else ["complainant", "respondent"])
    assert told("outcome_corrected") == (["complainant"] if corrected else [])


@begins(Court.appeal_heard)
def test_a_vote_on_the_grounds_is_shut_until_two_agree_on_each(court: Court, case: Case) -> None:
    (ground,) = case.view.appeal.arguable
    meaning, seen = case.view.rules.appeal_grounds[ground].meaning, []
    for name, vote in (("amos", "yes"), ("anouk", "no"), ("arne", "yes")):
        case = take(case, Verb.VOTE_ON_GROUNDS, court.by(name), **{f"ground_{ground}": vote})
        assert votes_shown(court, case, "ola") == []
        seen.append((last(case)[1], votes_shown(court, case, "amos"), votes_shown(court, case, "ava")))
    opened = [{meaning: vote} for vote in ("yes", "no", "yes")]
    undecided: tuple[Any, ...] = ({"found": None}, [], [])
    assert seen == [undecided, undecided, ({"found": [4]}, opened, opened)]


def votes_shown(court: Court, case: Case, name: str) -> list[object]:
    """Return the votes on the grounds that somebody is shown, the earliest first."""
    page, texts = open_papers(reference=case.reference, by=court.by(name), verbs={})
    voted = [one.event.id for one in page.case.record if isinstance(one.event, AppealGroundsVoted)]
    return [texts[entry, "votes"] for entry in voted if (entry, "votes") in texts]


@begins(Court.appeal_heard)
def test_reasons_that_hold_a_sealed_name_do_not_go_out_and_the_case_stays(court: Court, case: Case) -> None:
    court.voted(case)
    proposing = trying(case, Verb.DISMISS_APPEAL, court.by("amos"), reasons=NAMED)
    with pytest.raises(NotNow) as no:
        proposing()
    assert no.value.reasons == (str(HELD), str(INSTEAD) % {"where": "Reasons"})
    assert Case.objects.get(pk=case.pk).state == CaseState.APPEAL


@begins(Court.decided)
def test_an_author_who_reads_the_complaint_is_told_which_of_its_words_are_repeated(court: Court, case: Case) -> None:
    case = take(case, Verb.COUNTERSIGN_SOCIETY_APPEAL, court.by("vera"), interest="It is too little, wagtail.")
    lenient = {"grounds": ["undue_leniency"], "statement": f"We were told: {MARL}"}
    assert refused(case, trying(case, Verb.LODGE_APPEAL, court.by("ola"), **lenient)) == (
        "“What the grounds rest on” repeats the complaint word for word: “the tender was given to a friend whimbrel”."
        " Say it in other words.",
    )


@begins(Court.appeal_heard)
def test_an_author_who_cannot_read_the_complaint_is_not_told_its_words(court: Court, case: Case) -> None:
    assert "read_complaint" not in court.rights("amos", case) | court.rights("arne", case)
    court.voted(case)
    take(case, Verb.DISMISS_APPEAL, court.by("amos"), reasons=f"We were told: {MARL}")
    with pytest.raises(NotNow) as no:
        trying(case, Verb.DISMISS_APPEAL, court.by("arne"))()
    assert no.value.reasons == ("“Reasons” repeats words that stay sealed. Say it in other words.",)


@begins(Court.appealed)
def test_an_appeal_that_cannot_be_argued_is_refused_without_a_hearing(court: Court, case: Case) -> None:
    case = court.declared(court.seated(case), "amos", "anouk", "arne")
    court.wait(days=14)
    (one,) = case.view.appeal.live
    case = take(case, Verb.SIFT_APPEAL, court.by("amos"), appeal=str(one.id), grounds=[], **WHY)
    court.wait(days=20)
    case = take(case, Verb.REFUSE_APPEAL, court.by("anouk"), court.by("arne"), **WHY)
    assert (case.state, case.view.sanctions.all[-1].state) == (CaseState.MONITORING, "active")


@begins(Court.final)
@pytest.mark.parametrize(
    ("verb", "state", "seats", "template"),
    [
        (Verb.ADMIT_LATE_APPEAL, CaseState.APPEAL, ["complainant", "respondent"], "appeal_lodged"),
        (Verb.REFUSE_LATE_APPEAL, CaseState.MONITORING, ["respondent"], "late_appeal_refused"),
    ],
)
def test_a_late_appeal_is_ruled_on_by_a_chair_who_reads_it_only_while_it_waits(
    court: Court, case: Case, verb: Verb, state: CaseState, seats: Sequence[str], template: str
) -> None:
    seat = trying(case, Verb.SEAT_APPEAL_PANEL, court.by("ava"), chair=str(court.person("amos")),
                  members=[str(court.person(one)) for one in ("anouk", "arne")])  # fmt: skip
    assert refused(case, seat) == (REASONS["an_appeal_can_need_a_panel"],)
    case = court.seated(take(case, Verb.APPLY_LATE, court.by("rex"), **LATE))
    assert words(case, "cause", CaseCompartment.DECISION, back=2) == LATE["cause"]
    assert court.rights("amos", case) & {"see_case", "read_findings", verb.value} == {"see_case"}
    case = court.declared(case, "amos")
    assert {"see_case", "read_findings", verb.value} <= court.rights("amos", case)
    assert refused(case, trying(case, verb, court.by("anouk"), **WHY)) in (NoRight, NotSeen)
    case = take(case, verb, court.by("amos"), **WHY)
    assert (case.state, told(template)) == (state, seats)
    assert ("see_case" in court.rights("amos", case)) is (state is CaseState.APPEAL)


@begins(Court.final)
def test_nobody_asks_late_twice_and_nothing_is_written_when_it_is_refused(court: Court, case: Case) -> None:
    case = take(case, Verb.APPLY_LATE, court.by("rex"), **LATE)
    again = trying(case, Verb.APPLY_LATE, court.by("rex"), **LATE)
    assert refused(case, again) == (REASONS["no_late_application_before"],)
