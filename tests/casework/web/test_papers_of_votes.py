"""The page of each vote and decision shows what it rests on: beside the form, above it, or in the pack."""

import re

from django.urls import reverse
from django.utils.html import strip_tags

from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from casework.web.decisions.papers_of_appeals import NEEDED, Paper, needed
from casework.web.decisions.papers_of_votes import ABOVE, BESIDE
from casework.workflow.step import docket_tasks, is_decisive
from local.demo import appeals
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.policy.books import icsrm
from tests.scenario_fixtures import begins

ACT = "On being asked to honour a written promise to a customer, denied that it had been made."
REST = "What it rests on"
OF_THE_DAY = frozenset(
    {
        *(Verb.DECLARE_INTERESTS, Verb.OPEN_BALLOT, Verb.CLOSE_BALLOT, Verb.VOID_BALLOT, Verb.SEAT_ALTERNATE),
        *(Verb.CALL_APPEAL_HEARING, Verb.ADJOURN_APPEAL_HEARING, Verb.HEAR_APPEAL),
        *(Verb.OPEN_HEARING, Verb.ADJOURN_HEARING, Verb.OPEN_DELIBERATION, Verb.REOPEN_HEARING),
        *(Verb.GIVE_MINUTE, Verb.APPROVE_MINUTE, Verb.WRITE_BOARD_MINUTES, Verb.APPROVE_BOARD_MINUTES),
        *(Verb.RULE_CHALLENGE, Verb.RULE_APPEAL_CHALLENGE),
    }
)
"""Tasks that decide nothing about what happened: days, seats, minutes, challenges; their own page shows what they need."""


def said(town: Town, first: str, name: str, story: Story, verb: Verb) -> str:
    page = text(town.browser(first).get(reverse(name, args=[story.case, verb.value])))
    return " ".join(strip_tags(page.replace("<", " <")).split())


def test_no_decision_is_without_papers() -> None:
    decisions = {*docket_tasks(), *(verb for verb in VERBS if is_decisive(verb))} - OF_THE_DAY
    assert decisions - BESIDE - ABOVE == set()


@begins(brought_to("response_review"))
def test_a_decider_votes_beside_the_allegation_the_answer_the_report_and_the_evidence(town: Town, story: Story) -> None:
    told.report_closed(story)
    page = said(town, "dana", "board_step", story, Verb.VOTE_CASE_TO_ANSWER)
    shown = (
        REST,
        ACT,
        "Answer: Denied",
        "The answer I deny it.",
        "The report, with every comment.",
        "Evidence 1, from",
    )
    assert {words: words in page for words in shown} == dict.fromkeys(shown, True)
    vote = reverse("board_step", args=[story.case, Verb.VOTE_CASE_TO_ANSWER.value])
    link = re.search(r'href="([^"#]+/evidence/)#(entry_[^"]+)">\s*Read it', text(town.browser("dana").get(vote)))
    assert link is not None
    tab = town.browser("dana").get(link[1])
    assert (tab.status_code, f'id="{link[2]}"' in text(tab)) == (200, True)


@begins(brought_to("response_review"))
def test_each_allegation_has_the_reasons_of_the_member_and_then_those_of_the_votes(town: Town, story: Story) -> None:
    told.report_closed(story)
    reasons, vote = "The member’s reasons I did not write that letter.", "A decider sees a case The letter says it."
    page = said(town, "dana", "board_step", story, Verb.VOTE_CASE_TO_ANSWER)
    assert (reasons in page, vote in page) == (True, False)
    typed = told.for_each_allegation(story, sees="yes", reasons="The letter says it.")
    story.by("dana", Verb.VOTE_CASE_TO_ANSWER, **typed)
    assert vote not in said(town, "dev", "board_step", story, Verb.VOTE_CASE_TO_ANSWER)
    story.by("dev", Verb.VOTE_CASE_TO_ANSWER, **typed)
    page = said(town, "dana", "board_step", story, Verb.FIND_CASE_TO_ANSWER)
    assert (reasons in page, page.count(vote)) == (True, 2 * len(story.view.allegations.all))


@begins(brought_to("response_review"))
def test_a_vote_of_somebody_who_left_is_not_beside_those_that_count(town: Town, story: Story) -> None:
    told.report_closed(story)
    story.by(
        "dana", Verb.VOTE_CASE_TO_ANSWER, **told.for_each_allegation(story, sees="no", reasons="Let it be, wryneck.")
    )
    story.by("dana", Verb.RECUSE_OFFICER, confirmed="on")
    typed = told.for_each_allegation(story, sees="yes", reasons="The letter says it.")
    for first in ("dev", "dora"):
        story.by(first, Verb.VOTE_CASE_TO_ANSWER, **typed)
    page = said(town, "dev", "board_step", story, Verb.FIND_CASE_TO_ANSWER)
    votes = "A decider sees a case The letter says it.", "A decider sees no case", "wryneck"
    assert [page.count(words) for words in votes] == [2 * len(story.view.allegations.all), 0, 0]


@begins(brought_to("board_decision"))
def test_the_pack_goes_out_and_progress_is_told_beside_what_they_rest_on(town: Town, story: Story) -> None:
    page = said(town, "bea", "board_step", story, Verb.SEND_BOARD_PACK)
    shown = (REST, ACT, "The recommendation A suspension of ninety days", "A written promise was denied to a customer")
    assert {words: words in page for words in shown} == dict.fromkeys(shown, True)
    assert REST in said(town, "bea", "board_step", story, Verb.SEND_STATUS)
    told.open_ballot(story, "Ninety days.")
    pack = reverse("board_case", args=[story.case])
    assert f'href="{pack}" target="_blank"' in text(town.browser("bo").get(vote_of(story)))


def vote_of(story: Story) -> str:
    return reverse("board_step", args=[story.case, Verb.CAST_VOTE.value])


@begins(brought_to("appeal_window"))
def test_an_appeal_panel_votes_below_what_each_side_says_on_each_ground(town: Town, story: Story) -> None:
    appeals.lodge_appeal(story)
    appeals.admit_appeal(story)
    appeals.hear_appeal(story)
    page = said(town, "anouk", "appeal_step", story, Verb.VOTE_ON_GROUNDS)
    shown = (REST, ACT, "Each side says", "ninety days end my work")
    assert {words: words in page for words in shown} == dict.fromkeys(shown, True)


DECISION = ("The decision", "Suspension, 90 days", "The board follows the panel.", "You are suspended for ninety days.")
SHEET = ("The sanction sheet", "The range of this sheet", "Recommended")
FINDINGS = ("The findings", "Proven, ", "The promise was made in the letter and denied later.")


@begins(brought_to("appeal_window"))
def test_all_three_vote_on_proportion_beside_sanction_range_findings_and_reasons(town: Town, story: Story) -> None:
    """The member opened the letter of the decision, which prints the findings again; that of the findings lies unopened."""
    appeals.lodge_appeal(story)
    appeals.admit_appeal(story)
    appeals.hear_appeal(story)
    assert story.view.service.day(told.last_event(story, "case.findings_recorded"), Seat.RESPONDENT) is None
    pages = [said(town, first, "appeal_step", story, Verb.VOTE_ON_GROUNDS) for first in appeals.PANEL]
    wanted = (*DECISION, *SHEET, *FINDINGS)
    assert {words: all(words in page for page in pages) for words in wanted} == dict.fromkeys(wanted, True)
    assert all("Record of the hearing" not in page and "Not open to you" not in page for page in pages)
    appeals.vote_on_grounds(story, "disproportionate")
    page = said(town, "amos", "appeal_step", story, Verb.VARY_ON_APPEAL)
    assert {words: words in page for words in wanted} == dict.fromkeys(wanted, True)


@begins(brought_to("deliberation"))
def test_the_panel_names_what_may_weigh_beside_the_findings_that_it_saved(town: Town, story: Story) -> None:
    page = said(town, "paul", "panel_step", story, Verb.NAME_FACTORS)
    shown = (REST, "The findings", "Proven", *FINDINGS[2:], "The letter is on the employer")
    assert {words: words in page for words in shown} == dict.fromkeys(shown, True)


def test_each_ground_of_appeal_of_the_rulebook_names_the_papers_it_needs() -> None:
    grounds = icsrm().rules.appeal_grounds
    assert set(grounds) == set(NEEDED)
    assert needed(["procedure"]) == {Paper.FINDINGS, Paper.DECISION, Paper.HEARING}
    assert needed(["disproportionate"]) == {Paper.FINDINGS, Paper.DECISION, Paper.SHEET}
    assert needed(["a ground of another rulebook"]) == frozenset(Paper)


@begins(brought_to("board_decision"))
def test_somebody_who_has_not_declared_reads_no_paper_beside_a_step(town: Town, story: Story) -> None:
    told.send_papers(story, "Ninety days.")
    page = said(town, "bo", "board_step", story, Verb.CAST_VOTE)
    assert (REST in page, ACT in page) == (False, False)


@begins(brought_to("response_review"))
def test_a_decider_reads_no_view_of_a_colleague_before_the_votes_decide(town: Town, story: Story) -> None:
    told.report_closed(story)
    vote = told.for_each_allegation(story, sees="yes", reasons="There is a letter, whimbrel.")
    case = reverse("board_case", args=[story.case])

    def reads(first: str) -> bool:
        return "whimbrel" in text(town.browser(first).get(case))

    story.by("dana", Verb.VOTE_CASE_TO_ANSWER, **vote)
    assert (reads("dana"), reads("dev"), reads("ivo")) == (True, False, False)
    assert "Nobody reads the reasons of another decider" in said(
        town, "dev", "board_step", story, Verb.VOTE_CASE_TO_ANSWER
    )
    story.by("dev", Verb.VOTE_CASE_TO_ANSWER, **vote)
    assert (reads("dana"), reads("dora")) == (True, True)
