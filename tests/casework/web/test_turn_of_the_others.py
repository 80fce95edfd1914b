"""A case that waits for others in the viewer's own seat says the same as Today."""

import pytest
from django.urls import reverse

from casework import access
from casework.access import Actor
from casework.queries.people.whose_turn import WhoseTurn, whose_turn
from casework.vocabulary import Reading, Verb
from local.demo.scenario import Story
from local.demo.story import BOARD, for_each_allegation, open_ballot, report_closed
from local.demo.votes import votes_for
from notifications.today.page import today
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins, upon

YOURS, SHUT = "<strong>Your turn</strong>", "You have already voted"


@upon(brought_to("response_review"))
def voted_once(_town: Town, story: Story) -> Story:
    """A case before the deciders, of whom Dana has voted."""
    report_closed(story)
    story.by("dana", Verb.VOTE_CASE_TO_ANSWER, **for_each_allegation(story, sees="yes", reasons="There is a letter."))
    return story


def header(town: Town, story: Story, first: str) -> str:
    shown = " ".join(text(town.browser(first).get(reverse("case", args=[story.case]))).split())
    return shown.partition('<ol class="ob-stages"')[2].partition("<nav")[0]


@begins(voted_once)
def test_a_decider_who_has_voted_is_told_who_is_next_and_offered_no_vote(town: Town, story: Story) -> None:
    shown = header(town, story, "dana")
    assert (YOURS in shown, SHUT in shown) == (False, False)
    assert "Next to act: Decider (Dev Decider, Dora Decider)" in shown
    case = text(town.browser("dana").get(reverse("case", args=[story.case])))
    assert "ob-case__shut" not in case
    assert [one.reference for one in today(town.people["dana"], story.view.now).watched] == [story.case]


@begins(voted_once)
@pytest.mark.parametrize("first", ["dev", "dora"])
def test_a_decider_who_has_not_voted_has_the_turn_and_the_step(town: Town, story: Story, first: str) -> None:
    assert YOURS in header(town, story, first)
    case = text(town.browser(first).get(reverse("case", args=[story.case])))
    step = reverse("step", args=[story.case, Verb.VOTE_CASE_TO_ANSWER])
    assert f'class="govuk-button ob-case__first" href="{step}"' in case
    assert [one.reference for one in today(town.people[first], story.view.now).watched] == []


@begins(voted_once)
def test_nobody_else_learns_who_has_voted(town: Town, story: Story) -> None:
    assert "(Dana Decider, Dev Decider, Dora Decider)" in header(town, story, story.investigator)


@begins(voted_once)
def test_the_gate_tells_a_decider_who_has_voted_whom_the_case_waits_for(town: Town, story: Story) -> None:
    step = reverse("step", args=[story.case, Verb.VOTE_CASE_TO_ANSWER])
    gates = {}
    for first in ("dana", "dev"):
        case = " ".join(text(town.browser(first).get(reverse("case", args=[story.case]))).split())
        gates[first] = case.partition('class="ob-gate')[2].partition("</section>")[0]
    assert ("for: Decider" in gates["dana"], step in gates["dana"], step in gates["dev"]) == (True, False, True)


def turn_of(town: Town, story: Story, first: str) -> tuple[WhoseTurn, list[bool]]:
    """What the header and Today tell somebody of whose turn it is."""
    case = access.case_shown(Actor(user=town.people[first]), story.case, Reading.SEE_CASE)
    return whose_turn(case), [one.later for one in today(town.people[first], story.view.now).watched]


@begins(brought_to("board_decision"))
def test_a_board_member_who_has_voted_reads_the_same_until_the_ballot_closes(town: Town, story: Story) -> None:
    open_ballot(story, "The panel recommends a suspension of ninety days and a course.")
    ballot = story.view.board.ballot
    assert ballot is not None
    told = []
    for first in (one for one in BOARD if story.name(one) in {str(voter) for voter in ballot.voters}):
        story.by(first, Verb.CAST_VOTE, **votes_for(ballot.motions))
        told.append(turn_of(town, story, BOARD[0]))
    assert (len(told) > 2, told == told[:1] * len(told)) == (True, True)
