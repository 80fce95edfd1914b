"""What was destroyed or made void after a backup does not come back with it."""

from datetime import timedelta
from pathlib import Path

import pytest

from accounts.models import Pseudonym, User
from casework.access import Actor, case_behind, holders_of
from casework.models import Case, RegisterEntry
from casework.procedure.intake.actions import Filed, claim_code, file_complaint, make_slip
from casework.queries.checks.replay import drifts
from casework.vocabulary import NotNow, Seat, Verb
from ledger.clock import now
from local.demo import story as told
from local.demo.scenario import Story
from local.demo.story import send_papers
from local.demo.votes import votes_for
from operations.restore_record import restore
from policy.actions import countersign_key, register_signing_key
from policy.passkeys import creation_options
from policy.queries import hand_in_office
from policy.quorum import Option, order_of_motions
from policy.rules import Level
from tests.casework.web.conftest import Town, begun, brought_to, here
from tests.operations.lost import NOTHING, RING, Run, counts, judged, lost_but_signed, run
from tests.passkeys import Passkey
from tests.scenario_fixtures import begins, upon
from vault.codes import new_code
from vault.destroying import keys_of

__all__ = ["begun", "here", "run"]


@upon(brought_to("investigation"))
def over(town: Town, story: Story) -> Story:
    """A case that was referred to a court, and the three years for which it was kept are over."""
    typed = {"forum": "A court", "reasons": "x", "disclosure": "x", "consented": "yes"}
    story.two(story.investigator, story.seat(Seat.DECIDER), Verb.REFER_CASE, **typed)
    town.clock.shift(timedelta(days=3 * 366))
    return story


@begins(over)
def test_a_file_destroyed_after_the_backup_is_destroyed_again(here: tuple[Town, Story], tmp_path: Path) -> None:
    _, story = here
    key = Case.objects.get(reference=story.case).pk
    names = Pseudonym.objects.filter(scope=str(key))
    keys = keys_of(key)
    with lost_but_signed(tmp_path):
        story.two("dee", "cora", Verb.ERASE_CONTENT, reviewed="on")
    assert keys_of(key) == keys
    assert names.count() == 2
    assert keys > 0
    done = restore(tmp_path, RING)
    assert (done.right.cases, done.right.destroyed) == (1, 1)
    case = case_behind(key, now())
    assert keys_of(key) == 0
    assert names.count() == 0
    assert case.respondent is None
    people = {user.name for user, _ in holders_of(case).values()}
    assert people & {"Rex Respond", "Wilma Quill"} == set()
    assert (list(drifts()), counts(restore(tmp_path, RING))) == ([], NOTHING)


def claimed(town: Town) -> Filed:
    """A report that intake wrote for somebody, who was given a code."""
    by = Actor(user=town.people["ines"])
    report = told.report_about("Rosa Member", "Vic Load", on=now().date())
    return file_complaint(by=by, report=report, for_someone=True)


@begins(claimed)
def test_a_code_made_by_staff_opens_nothing_after_the_reporter_took_another(
    here: tuple[Town, Filed], tmp_path: Path
) -> None:
    _, filed = here
    assert filed.code is not None
    made = filed.code.lookup_id
    reporter = User.objects.reporter_with(lookup_id=made)
    assert reporter is not None
    with lost_but_signed(tmp_path):
        claim_code(reference=filed.cases[0], by=Actor(user=reporter), lookup_id=new_code().lookup_id)
    assert User.objects.reporter_with(lookup_id=made) == reporter
    restore(tmp_path, RING)
    assert (User.objects.reporter_with(lookup_id=made), list(drifts())) == (None, [])


@begins(claimed)
def test_the_words_of_a_void_slip_open_nothing_after_a_restore(here: tuple[Town, Filed], tmp_path: Path) -> None:
    town, filed = here
    assert filed.code is not None
    made = filed.code.lookup_id
    reporter = User.objects.reporter_with(lookup_id=made)
    assert reporter is not None
    with lost_but_signed(tmp_path):
        make_slip(by=Actor(user=town.people["ines"]), reporter=reporter.pk)
    restore(tmp_path, RING)
    assert (User.objects.reporter_with(lookup_id=made), list(drifts())) == (None, [])


@upon(brought_to("board_decision"))
def put(_town: Town, story: Story) -> Story:
    """A case on which the board votes: the ballot is open, and two have voted."""
    send_papers(story, "On the papers.")
    for first in told.BOARD:
        story.by(first, Verb.DECLARE_INTERESTS, answer="free")
    story.wait(12)
    story.by("bea", Verb.OPEN_BALLOT, closes_on=story.view.today + timedelta(days=2))
    for first in told.BOARD[:2]:
        story.by(first, Verb.CAST_VOTE, **votes_for(order_of_motions(Level.L6), Option.L6))
    return story


@begins(put)
def test_a_ballot_that_was_voided_after_the_backup_stays_void_and_takes_no_vote(
    here: tuple[Town, Story], tmp_path: Path
) -> None:
    _, story = here
    with lost_but_signed(tmp_path):
        story.by(told.BOARD[0], Verb.DECLARE_CONFLICT, confirmed="on")
        story.by("bea", Verb.VOID_BALLOT)
        board = story.view.board
    assert story.view.board != board
    restore(tmp_path, RING)
    assert (story.view.board, list(drifts([story.case]))) == (board, [])
    with pytest.raises(NotNow):
        story.by(told.BOARD[2], Verb.CAST_VOTE, **votes_for(order_of_motions(Level.L6), Option.L6))


@begins(put)
def test_a_director_with_a_lost_passkey_votes_and_the_verifier_finds_nothing(
    here: tuple[Town, Story], tmp_path: Path, run: Run
) -> None:
    town, story = here
    voter = town.people[told.BOARD[2]]
    hand, device = hand_in_office(voter), Passkey()
    with lost_but_signed(tmp_path / "mirror"):
        answer = device.made(creation_options(holder=hand.person.bytes, challenge=bytes(32), known=[]))
        made = register_signing_key(hand=hand, by=voter, answer=answer, challenge=bytes(32), at=now())
        countersign_key(pending=made.pk, by=town.people["adam"], at=now())
    assert run()[0] == 0
    story.by(told.BOARD[2], Verb.CAST_VOTE, **votes_for(order_of_motions(Level.L6), Option.L6))
    assert judged(tmp_path / "keyring.json")[0] == []


@begins(brought_to("monitoring"))
def test_a_sanction_withdrawn_from_the_register_after_the_backup_is_not_shown(
    here: tuple[Town, Story], tmp_path: Path
) -> None:
    _, story = here
    shown = RegisterEntry.objects.filter(case__reference=story.case, live=True)
    with lost_but_signed(tmp_path):
        story.two("bea", "ada", Verb.WITHDRAW_PUBLICATION, ground="It named a customer.")
    assert shown.count() == 1
    restore(tmp_path, RING)
    assert (shown.count(), list(drifts())) == (0, [])


@begins(brought_to("final"))
def test_a_sanction_published_after_the_backup_is_reported_lost_and_published_again(
    here: tuple[Town, Story], tmp_path: Path, run: Run
) -> None:
    _, story = here
    with lost_but_signed(tmp_path / "mirror"):
        told.monitor(story)
    code, lines, _ = run()
    words = "Not in the public register, for the words are lost: 1 sanction."
    assert (code, [line.startswith(words) for line in lines].count(True)) == (0, 1)
    story.two("bea", "ada", Verb.WITHDRAW_PUBLICATION, ground="The words were lost.")
    for first in ("ada", "dee"):
        story.by(first, Verb.APPROVE_PUBLICATION_TEXT, text="Suspended for ninety days.")
    expires = story.view.today + timedelta(days=3 * 365)
    story.by("bea", Verb.PUBLISH_SANCTION, expires_on=expires, nobody_else="on")
    assert (RegisterEntry.objects.get().live, list(drifts())) == (True, [])


@begins(brought_to("monitoring"))
def test_words_of_the_register_corrected_after_the_backup_are_not_shown(
    here: tuple[Town, Story], tmp_path: Path
) -> None:
    _, story = here
    with lost_but_signed(tmp_path):
        story.two("bea", "dee", Verb.CORRECT_PUBLICATION, text="Suspended.", reasons="It named a customer.")
    assert len(restore(tmp_path, RING).right.unshown) == 1
    assert (RegisterEntry.objects.get().live, list(drifts())) == (False, [])
    RegisterEntry.objects.update(live=True)
    assert [drift.field for drift in drifts()] == ["register.live"]
