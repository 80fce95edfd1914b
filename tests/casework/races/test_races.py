"""Two connections at once: whichever comes first, one consistent result that can be computed again."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import OperationalError
from psycopg.errors import LockNotAvailable

from casework.access import Actor, the_clock
from casework.models import WaitingMessage
from casework.procedure.conversation.actions import send_message
from casework.procedure.plain_step import do
from casework.tasks import deliver_messages, serve_ballots
from casework.vocabulary import BallotState, CaseState, ClockName, NotNow, Thread, Verb
from ledger.clock import advance, now
from local.demo.scenario import Story
from local.demo.story import BOARD, send_papers
from local.demo.votes import votes_for
from tests.casework.races.racing import Act, at_once, races

V = Verb
WITHIN = timedelta(milliseconds=60)
"""How long before the moment both sides are let go; one of them waits for it."""


def test_two_directors_who_vote_at_once_are_both_counted(before_the_board: Story) -> None:
    story = before_the_board
    ballot_opened(story, voted=3)
    for _ in races(story):
        outcomes = at_once(vote(story, "ben"), vote(story, "birgit"))
        ballot = story.view.board.ballot
        assert [one.done for one in outcomes] == [True, True]
        assert ballot is not None
        assert len(ballot.voted) == 5


def test_one_director_who_votes_twice_at_once_has_one_vote(before_the_board: Story) -> None:
    story = before_the_board
    ballot_opened(story, voted=3)
    for _ in races(story):
        outcomes = at_once(vote(story, "ben"), vote(story, "ben"))
        ballot = story.view.board.ballot
        assert sorted(one.done for one in outcomes) == [False, True]
        assert ballot is not None
        assert len(ballot.voted) == 4


def test_a_vote_as_the_ballot_closes_is_counted_or_refused(before_the_board: Story) -> None:
    story = before_the_board
    ballot_opened(story, voted=6)
    ballot = story.view.board.ballot
    assert ballot is not None
    advance(ballot.closes_at - now() - timedelta(seconds=30))
    for number in races(story):
        hurry_to(ballot.closes_at - WITHIN)
        close = at(ballot.closes_at, lambda: do(V.CLOSE_BALLOT, reference=story.case, by=the_clock()))
        late = at(ballot.closes_at - timedelta(milliseconds=number % 9), vote(story, "beth"))
        voted, closed = at_once(late, close)
        after = story.view.board.ballot
        assert closed.done
        assert after is not None
        assert len(after.voted) == 6 + voted.done
        assert after.state is BallotState.CLOSED
        serve_ballots()
        counted = story.view.board.ballot
        assert counted is not None
        assert counted.state is BallotState.NOT_CARRIED


def test_a_recusal_as_the_ballot_opens_is_in_the_frozen_set_or_voids_it(before_the_board: Story) -> None:
    story = before_the_board
    papers_sent(story)
    closes_on = story.view.today + timedelta(days=2)
    for _ in races(story):
        opened, recused = at_once(
            lambda: story.by("bea", V.OPEN_BALLOT, closes_on=closes_on),
            lambda: story.by("bo", V.DECLARE_CONFLICT, confirmed="on"),
        )
        ballot, bo = story.view.board.ballot, UUID(story.name("bo"))
        assert [opened.done, recused.done] == [True, True]
        assert ballot is not None
        assert (bo in ballot.voters) is (ballot.state is BallotState.VOIDED)


def test_two_deciders_who_vote_at_once_make_one_majority(before_the_deciders: Story) -> None:
    story = before_the_deciders
    allegation = story.view.allegations.all[0].id.hex
    yes = {f"sees_{allegation}": "yes", f"reasons_{allegation}": "There is a letter."}
    for _ in races(story):
        outcomes = at_once(
            lambda: story.by("dana", V.VOTE_CASE_TO_ANSWER, **yes),
            lambda: story.by("dev", V.VOTE_CASE_TO_ANSWER, **yes),
        )
        assert [one.done for one in outcomes] == [True, True]
        outcomes = at_once(
            lambda: story.by("dana", V.FIND_CASE_TO_ANSWER, reasons="There is a realistic prospect."),
            lambda: story.by("dev", V.FIND_CASE_TO_ANSWER, reasons="There is a realistic prospect."),
        )
        assert sorted(one.done for one in outcomes) == [False, True]
        assert story.view.state is CaseState.PANEL_FORMING


def test_an_answer_as_the_clock_lapses_is_an_answer_or_too_late(noticed: Story) -> None:
    story = noticed
    story.by(story.respondent, V.ACKNOWLEDGE_NOTICE, confirmed="on")
    due = story.view.clock(ClockName.RESPONSE).due  # type: ignore[union-attr]
    assert due is not None
    story.move(due - now() + timedelta(minutes=1))
    story.due()
    ends = story.view.clock(ClockName.RESPONSE_GRACE).due  # type: ignore[union-attr]
    assert ends is not None
    advance(ends - now() - timedelta(seconds=30))
    allegation = story.view.allegations.all[0].id.hex
    denial = {f"answer_{allegation}": "deny", f"reasons_{allegation}": "I did not.", "summary": "I deny it."}
    for number in races(story):
        hurry_to(ends - WITHIN)
        answer = at(
            ends - timedelta(milliseconds=number % 9), lambda: story.by(story.respondent, V.RESPOND_TO_NOTICE, **denial)
        )
        lapse = at(
            ends + timedelta(milliseconds=1), lambda: do(Verb.PROPOSE_DEFAULT, reference=story.case, by=the_clock())
        )
        answered, lapsed = at_once(answer, lapse)
        state = story.view.state
        assert [answered.done, lapsed.done].count(True) == 1
        assert state is (CaseState.RESPONSE_REVIEW if answered.done else CaseState.AWAITING_RESPONSE)


def test_a_refusal_is_an_outcome_and_anything_else_is_raised(db: None) -> None:
    assert [one.done for one in at_once(lambda: None, lambda: refuse("Not now."))] == [True, False]
    with pytest.raises(ZeroDivisionError):
        at_once(lambda: 1 // 0, lambda: None)


def test_a_person_who_finds_the_case_locked_for_long_asks_again(db: None) -> None:
    answers = iter([OperationalError("Locked."), None])
    assert [one.done for one in at_once(lambda: locked(next(answers)))] == [True]
    assert list(answers) == []
    with pytest.raises(OperationalError, match="gone"):
        at_once(lambda: refuse_connection("The server is gone."))


def locked(answer: Exception | None) -> None:
    """Find the lock held by others where there is an answer that says so."""
    if answer is not None:
        raise answer from LockNotAvailable()


def refuse_connection(words: str) -> None:
    """Fail as the database does, for another reason than a lock."""
    raise OperationalError(words)


def refuse(reason: str) -> None:
    """Refuse."""
    raise NotNow(reason)


def papers_sent(story: Story) -> None:
    """Send the papers, let everybody on the board declare, and let the days to read pass."""
    send_papers(story, "The panel recommends a suspension of ninety days and a course.")
    for first in BOARD:
        story.by(first, V.DECLARE_INTERESTS, answer="free")
    story.wait(12)


def ballot_opened(story: Story, *, voted: int) -> None:
    """Open the ballot, and let so many vote."""
    papers_sent(story)
    story.by("bea", V.OPEN_BALLOT, closes_on=story.view.today + timedelta(days=2))
    for first in BOARD[:voted]:
        vote(story, first)()


def vote(story: Story, first: str) -> Act:
    """Return a vote for nothing that is put."""
    ballot = story.view.board.ballot
    assert ballot is not None
    typed = votes_for(ballot.motions)
    return lambda: story.by(first, V.CAST_VOTE, **typed)


def at(moment: datetime, act: Act) -> Act:
    """Return an act that begins at a moment, not before."""

    def waits() -> object:
        while now() < moment:
            pass
        return act()

    return waits


def hurry_to(moment: datetime) -> None:
    """Let the clock stand at a moment, where it has not passed."""
    advance(max(timedelta(), moment - now()))


def test_two_second_readers_at_once_let_a_message_go_out_or_return_it(noticed: Story) -> None:
    story = noticed
    writer = Actor(user=story.people[story.investigator])
    send_message(reference=story.case, by=writer, thread=Thread.REPORTER, message="We read it, godwit.")
    advance(timedelta(seconds=31))
    deliver_messages()
    (one,) = story.view.conversation.put_forward
    for _ in races(story):
        outcomes = at_once(
            lambda: story.by("dana", V.RELEASE_MESSAGE, message=one.message),
            lambda: story.by("dev", V.RETURN_MESSAGE, message=one.message, note="Not so."),
        )
        deliver_messages()
        assert sorted(outcome.done for outcome in outcomes) == [False, True]
        kept = [(row.state, row.due) for row in WaitingMessage.objects.all()]
        assert kept == ([] if outcomes[0].done else [("returned", None)])
        assert story.view.conversation.get(Thread.REPORTER).count == outcomes[0].done
