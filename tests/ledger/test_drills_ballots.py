"""R11: the drills on ballots and decisions. Each is a false history of a real case."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from ledger.keyring import LogKey
from ledger.notes import log_key
from ledger.verify import OFFICE_GIVEN
from tests.ledger.false_histories import (
    Body,
    Forged,
    again,
    all_of,
    begun,
    changed,
    export,
    first,
    forged,
    naming,
    without_one,
    written_by,
)  # fmt: skip
from tests.ledger.story import KEY, ORIGIN, Export, judged
from tests.ledger.test_stages import after, saying, without
from tests.scenario_fixtures import here

__all__ = ["begun", "export", "forged", "here"]

VOTE, OPENED, CLOSED, COUNTED = "case.vote_cast", "case.ballot_opened", "case.ballot_closed", "case.ballot_counted"
DECIDED, IMPOSED = "case.board_decided", "sanction.imposed"


def test_votes_dropped(forged: Forged) -> None:
    assert forged(without_one(VOTE)) == {"votes-dropped"}


def test_no_ballot(forged: Forged) -> None:
    def left_out(bodies: list[Body]) -> list[Body]:
        return [body for body in bodies if "ballot" not in body["type"] and body["type"] != VOTE]

    assert forged(left_out) == {"no-ballot"}


def test_decision_on_another_option_than_the_one_carried(forged: Forged) -> None:
    assert forged(saying(DECIDED, carried="L5")) == {"no-ballot", "level-above"}


def test_decision_before_the_count(forged: Forged) -> None:
    assert "no-ballot" in forged(after(COUNTED, IMPOSED))


def test_no_decision(forged: Forged) -> None:
    assert forged(without(DECIDED)) >= {"no-decision", "stage"}


def test_outsider(forged: Forged) -> None:
    assert forged(changed(VOTE, written_by(str(uuid4())))) == {"outsider"}


def test_outsider_among_the_voters(forged: Forged) -> None:
    def let_in(bodies: list[Body]) -> list[Body]:
        nobody, voters = str(uuid4()), first(bodies, OPENED)["data"]["voters"]
        named = changed(OPENED, naming(voters=[nobody, *voters[1:]]))
        return all_of(named, *(changed(VOTE, written_by(nobody)) for _ in voters[:1]))(bodies)

    assert "ballot-voters" in forged(let_in)


def test_vote_of_somebody_who_stepped_aside(forged: Forged) -> None:
    def stepped_aside(bodies: list[Body]) -> list[Body]:
        voter = [body for body in bodies if body["type"] == VOTE][-1]
        gone = {**voter, "id": str(uuid4()), "type": "case.recused", "data": {}, "commit": {}}
        place = bodies.index(first(bodies, "case.ballot_keys_made")) + 1
        return [*bodies[:place], {**gone, "at": bodies[place - 1]["at"]}, *bodies[place:]]

    assert "no-ballot" in forged(stepped_aside)


def test_double_vote(forged: Forged) -> None:
    assert forged(again(VOTE, behind=VOTE)) == {"double-vote"}


def test_late_vote(forged: Forged) -> None:
    def late(bodies: list[Body]) -> list[Body]:
        closed = first(bodies, CLOSED)
        last = [body for body in bodies if body["type"] == VOTE][-1]
        return [{**body, "at": closed["at"]} if body is last else body for body in bodies]

    assert forged(late) == {"late-vote"}


def test_vote_after_the_close(forged: Forged) -> None:
    assert "late-vote" in forged(after(VOTE, CLOSED))


def test_close_before_its_time(forged: Forged) -> None:
    assert "ballot-early" in forged(changed(CLOSED, lambda body: {**body, "at": "2026-08-24T09:00:00.000000Z"}))


def test_ballot_on_other_papers(forged: Forged) -> None:
    assert forged(changed(OPENED, naming(pack=str(uuid4())))) == {"ballot-papers"}


def test_voter_who_did_not_declare(forged: Forged) -> None:
    assert forged(without_one("case.interests_declared")) == {"ballot-voters"}


def test_order_of_motions_changed(forged: Forged) -> None:
    def turned(bodies: list[Body]) -> list[Body]:
        motions = first(bodies, OPENED)["data"]["motions"]
        return changed(OPENED, naming(motions=[motions[3], *motions[:3], *motions[4:]]))(bodies)

    assert "motions-order" in forged(turned)


def test_option_left_out(forged: Forged) -> None:
    def left_out(bodies: list[Body]) -> list[Body]:
        data = first(bodies, OPENED)["data"]
        cut = {name: [*data[name][:2], *data[name][3:]] for name in ("motions", "needed", "least")}
        keys = first(bodies, "case.ballot_keys_made")["data"]["keys"]
        return all_of(changed(OPENED, naming(**cut)), changed("case.ballot_keys_made", naming(keys=keys[1:])))(bodies)

    assert forged(left_out) == {"motions-order"}


def test_fewer_votes_needed(forged: Forged) -> None:
    assert forged(changed(OPENED, naming(needed=[3] * 8))) == {"ballot-thresholds"}


def test_fewer_who_must_take_part(forged: Forged) -> None:
    assert forged(changed(OPENED, naming(least=[3] * 8))) == {"ballot-thresholds"}


def test_quorum_of_a_smaller_board(forged: Forged) -> None:
    def smaller(bodies: list[Body]) -> list[Body]:
        data = first(bodies, OPENED)["data"]
        majority = len(data["voters"]) // 2 + 1
        assert min(data["least"]) > majority
        return changed(OPENED, naming(least=[max(majority, votes) for votes in data["needed"]]))(bodies)

    assert forged(smaller) == {"ballot-thresholds"}


def test_thresholds_of_a_rulebook_that_nobody_published(forged: Forged) -> None:
    assert forged(changed("report.received", naming(rulebook=str(uuid4())))) == {"ballot-thresholds"}


def test_voter_without_a_seat_on_the_board(forged: Forged) -> None:
    def unseated(bodies: list[Body]) -> list[Body]:
        voter = first(bodies, OPENED)["data"]["voters"][0]
        return [body for body in bodies if not (body["type"] == OFFICE_GIVEN and body["data"]["person"] == voter)]

    assert "ballot-voters" in forged(unseated)


def test_level_above_the_one_carried(forged: Forged) -> None:
    assert forged(all_of(saying(DECIDED, level=7), saying(IMPOSED, level=7))) == {"level-above"}  # type: ignore[arg-type]


def test_sanction_above_the_decision(forged: Forged) -> None:
    assert forged(saying(IMPOSED, level=7)) == {"level-above"}  # type: ignore[arg-type]


def test_papers_for_a_level_above_the_one_recommended(forged: Forged) -> None:
    assert "level-above" in forged(saying("case.board_pack_sent", recommended=7))  # type: ignore[arg-type]


def test_second_sanction_after_the_close(forged: Forged) -> None:
    assert "second-sanction" in forged(again(IMPOSED, behind="case.sanction_applied"))


def test_second_sanction_in_the_time_to_appeal(forged: Forged) -> None:
    assert forged(again(IMPOSED, behind=IMPOSED)) == {"second-sanction"}


def test_sanction_dropped(forged: Forged) -> None:
    assert "no-sanction" in forged(without(IMPOSED))


def test_votes_that_nobody_opened_are_said_not_to_be_counted(export: Export, capsys: Any) -> None:
    words: list[str | Path] = ["--keyring", export.keyring(LogKey(log_key(ORIGIN, KEY)))]
    assert "votes sealed, so their results were not counted again" in judged(capsys, "log", export.folder, *words).words
    case = judged(capsys, "case", export.folder, export.told.case, *words)
    assert "undecided: 7 votes sealed" in case.words
