"""While a ballot runs, nobody but the secretary, the auditor and the voter learns that somebody has voted."""

import re

from django.urls import reverse

from casework.models import CaseGrant
from casework.vocabulary import Reading, Verb
from local.demo.scenario import Story
from local.demo.story import BOARD, open_ballot
from local.demo.votes import votes_for
from notifications.dispatch.dispatcher import place_letters
from tests.casework.api.conftest import of
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

NEW_EACH_TIME = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"|name="request_key" value="[^"]+"')
VOTE = "case.vote_cast"
PAGES = ("case", "case_history", "case_letters", "board_case", "pack_fairness", "board_case_times")
LISTS = ("docket", "today", "queue")


def vote(story: Story, first: str) -> None:
    ballot = story.view.board.ballot
    assert ballot is not None
    story.by(first, Verb.CAST_VOTE, **votes_for(ballot.motions, *ballot.motions[3:]))
    while place_letters():
        pass


def officers(town: Town, story: Story) -> list[str]:
    """Return everybody who may see the case, with the voters."""
    seen = CaseGrant.objects.filter(content_object__reference=story.case, permission__codename=Reading.SEE_CASE.value)
    users = set(seen.values_list("user", flat=True))
    return [first for first, user in town.people.items() if user.pk in users]


class Reader:
    """Somebody at the pages and at the API."""

    def __init__(self, town: Town, first: str) -> None:
        """Sign in twice."""
        self.browser, self.program = town.browser(first), of(town.people[first])

    def reads(self, story: Story) -> dict[str, tuple[int, str]]:
        paths = [*(reverse(name, args=[story.case]) for name in PAGES), *map(reverse, LISTS)]
        answers = {path: self.browser.get(path, follow=True) for path in paths}
        answers |= {path: self.program.get(path) for path in ("cases/", *of_case(story))}
        return {path: (one.status_code, NEW_EACH_TIME.sub("", text(one))) for path, one in answers.items()}


def of_case(story: Story) -> tuple[str, str]:
    return f"cases/{story.case}/", f"cases/{story.case}/timeline/"


@begins(brought_to("board_decision"))
def test_no_page_of_anybody_else_changes_with_a_vote_while_the_ballot_runs(town: Town, story: Story) -> None:
    open_ballot(story, "Ninety days, whimbrel.")
    vote(story, BOARD[0])
    others = [one for one in officers(town, story) if one not in {"bea", "audrey", *BOARD[:2]}]
    assert {"ada", "ivo", "dana", *BOARD[2:]} <= set(others)
    readers = {first: Reader(town, first) for first in others}
    for one in readers.values():
        one.reads(story)
    before = {first: one.reads(story) for first, one in readers.items()}
    vote(story, BOARD[1])
    after = {first: one.reads(story) for first, one in readers.items()}
    changed = [(first, path) for first in others for path in before[first] if before[first][path] != after[first][path]]
    assert changed == [], changed


@begins(brought_to("board_decision"))
def test_the_secretary_and_the_auditor_know_of_each_vote_and_a_voter_of_their_own(town: Town, story: Story) -> None:
    open_ballot(story, "Ninety days, whimbrel.")
    for first in BOARD[:2]:
        vote(story, first)

    def told(first: str) -> int:
        steps = of(town.people[first]).get(of_case(story)[1]).json()["steps"]
        return [step["type"] for step in steps].count(VOTE)

    assert [told(first) for first in ("bea", "audrey", "ada", BOARD[0], BOARD[-1])] == [2, 2, 0, 1, 0]
    for first in BOARD[2:-1]:
        vote(story, first)
    story.wait(3)
    assert [told(first) for first in ("bea", "ada")] == [len(BOARD) - 1] * 2
