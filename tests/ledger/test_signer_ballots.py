"""The signer makes the keys of a ballot, opens what its count reaches and nothing else, and destroys what it leaves."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from ledger.sealed_answers import ROOM, TooLong, binding, has_room, seal_answer
from ledger.signer.ballots import BallotRefused, Ballots
from ledger.signer.client import SignerRefused
from tests.ledger.ballot_log import ENDS, MOTIONS, NO, YES, BallotLog
from tests.ledger.signing import started

CARRIED_AT_L3 = [(NO, YES, YES, {"answer": "named"})] * 3 + [(NO, NO, YES, {"answer": "named"})] * 2


class Kept:
    """A ballot with its keys made, and the signer's part that keeps them in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log, self.ballots = folder, BallotLog(), Ballots(folder)
        self.told = 0
        self.tell()
        self.log.make_keys(self.ballots.keys(self.log.ballot))

    @property
    def names(self) -> set[str]:
        """The files that are left of the ballot."""
        folder = self.folder / self.log.ballot
        return {path.name for path in folder.iterdir()} if folder.exists() else set()

    def tell(self) -> None:
        """Tell it what the log holds since."""
        self.ballots.take(self.log.lines[self.told :])
        self.told = len(self.log.lines)

    def restart(self) -> None:
        """Another process reads the log and the folder again."""
        self.ballots, self.told = Ballots(self.folder), 0
        self.tell()

    def closed(self, votes: object = CARRIED_AT_L3) -> "Kept":
        """Let people vote, and the ballot close at its time."""
        for voter, said in zip(self.log.voters, votes, strict=False):  # type: ignore[call-overload]
            self.log.vote(voter, *said)
        self.log.close()
        self.tell()
        return self

    def open(self, option: str) -> list[object]:
        """Open what was said of an option; return the answers."""
        found = self.ballots.open(self.log.ballot, option, self.log.sealed[option])
        return [value["answer"] for _, value in found.values() if isinstance(value, dict)]

    def refusal(self, option: str) -> int:
        """Return the status with which the answers to an option are refused."""
        with pytest.raises(BallotRefused) as no:
            self.open(option)
        return no.value.status


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "ballots")


def test_a_ballot_has_a_pair_an_option_and_one_for_the_rest_and_they_are_made_once(kept: Kept) -> None:
    assert len(set(kept.log.keys)) == len(MOTIONS) + 1
    assert kept.ballots.keys(kept.log.ballot) == kept.log.keys
    kept.restart()
    assert kept.ballots.keys(kept.log.ballot) == kept.log.keys
    assert {path.stat().st_mode & 0o777 for path in (kept.folder / kept.log.ballot).iterdir()} == {0o600}


def test_every_sealed_answer_has_one_length_whatever_was_typed(kept: Kept) -> None:
    kept.log.vote(kept.log.voters[0], YES | {"words": "語" * 1_200}, NO, NO, {"answer": "none", "words": ""})
    assert {len(blob) for votes in kept.log.sealed.values() for blob in votes.values()} == {ROOM + 48}
    assert not has_room("x" * ROOM)
    with pytest.raises(TooLong):
        seal_answer("x" * ROOM, salt=bytes(32), public=bytes.fromhex(kept.log.keys[0]), info=b"")


def test_nothing_is_opened_while_votes_are_taken_nor_by_a_close_before_the_time(kept: Kept) -> None:
    for voter, said in zip(kept.log.voters, CARRIED_AT_L3, strict=True):
        kept.log.vote(voter, *said)
    kept.tell()
    assert kept.refusal("remit") == 409
    kept.log.close(ENDS - timedelta(seconds=1))
    kept.tell()
    assert kept.refusal("remit") == 409


def test_options_open_in_order_to_the_one_that_carries_and_other_keys_are_gone(
    kept: Kept,
) -> None:
    kept.closed()
    assert kept.refusal("L3") == 409, "the motion comes first"
    assert kept.open("remit") == ["no"] * 5
    assert kept.open("L3") == ["yes"] * 3 + ["no"] * 2
    assert kept.names == {"remit", "L3", "count"}
    assert (kept.refusal("L2"), kept.refusal("rest")) == (409, 409)
    kept.restart()
    assert (kept.open("L3"), kept.refusal("L2")) == (["yes"] * 3 + ["no"] * 2, 409)


def test_who_supports_none_of_the_options_is_read_only_if_none_is_carried(kept: Kept) -> None:
    kept.closed([(NO, NO, YES, {"answer": "named"})] * 2 + [(NO, NO, NO, {"answer": "none"})] * 3)
    assert kept.refusal("rest") == 409
    for option in MOTIONS:
        kept.open(option)
    assert kept.open("rest") == ["named"] * 2 + ["none"] * 3


def test_with_too_few_voters_nothing_is_opened_and_no_key_is_left(kept: Kept) -> None:
    kept.closed(CARRIED_AT_L3[:3])
    assert kept.refusal("remit") == 409
    assert kept.names == set()


def taken_from_another(kept: Kept, sealed: dict[str, bytes]) -> dict[str, bytes]:
    """One voter's answer lies in another's place."""
    votes = list(sealed)
    return sealed | {votes[0]: sealed[votes[1]]}


def taken_from_another_option(kept: Kept, sealed: dict[str, bytes]) -> dict[str, bytes]:
    """Somebody's answer to another option lies in its place."""
    vote = next(iter(sealed))
    return sealed | {vote: kept.log.sealed["L3"][vote]}


def altered(kept: Kept, sealed: dict[str, bytes]) -> dict[str, bytes]:
    vote = next(iter(sealed))
    return sealed | {vote: sealed[vote][:-1] + bytes([sealed[vote][-1] ^ 1])}


def one_missing(kept: Kept, sealed: dict[str, bytes]) -> dict[str, bytes]:
    return dict(list(sealed.items())[1:])


def one_more(kept: Kept, sealed: dict[str, bytes]) -> dict[str, bytes]:
    return sealed | {str(uuid4()): next(iter(sealed.values()))}


@pytest.mark.parametrize("spoil", [taken_from_another, taken_from_another_option, altered, one_missing, one_more])
def test_answers_that_are_not_those_of_the_votes_are_refused_whole(
    kept: Kept, spoil: Callable[[Kept, dict[str, bytes]], dict[str, bytes]]
) -> None:
    kept.closed()
    with pytest.raises(BallotRefused) as no:
        kept.ballots.open(kept.log.ballot, "remit", spoil(kept, kept.log.sealed["remit"]))
    assert no.value.status == 422
    assert kept.open("remit") == ["no"] * 5


def test_an_answer_to_which_its_vote_does_not_commit_is_refused(kept: Kept) -> None:
    """Somebody who writes to the database can seal to the public half, for the right place, and still replaces no answer."""
    log = kept.closed().log
    vote, voter = next(iter(log.sealed["remit"])), log.voters[0]
    about = binding(ballot=log.leaf(1), pack=log.leaf(0), option="remit", vote=UUID(vote), voter=voter)
    log.sealed["remit"][vote] = seal_answer(YES, salt=bytes(32), public=bytes.fromhex(log.keys[0]), info=about)
    assert kept.refusal("remit") == 422


def test_of_two_votes_of_one_voter_the_first_alone_is_one(kept: Kept) -> None:
    first = [kept.log.vote(voter, *said) for voter, said in zip(kept.log.voters, CARRIED_AT_L3, strict=True)]
    again = kept.log.vote(kept.log.voters[0], YES, YES, YES, {"answer": "named"})
    kept.log.close()
    kept.tell()
    assert kept.refusal("remit") == 422
    del kept.log.sealed["remit"][again]
    assert set(kept.ballots.open(kept.log.ballot, "remit", kept.log.sealed["remit"])) == set(first)


@pytest.mark.parametrize("when", [ENDS, ENDS + timedelta(hours=1)])
def test_a_late_vote_and_one_from_outside_are_no_votes(kept: Kept, when: object) -> None:
    outside = kept.log.vote(uuid4(), *CARRIED_AT_L3[0])
    late = kept.log.vote(kept.log.voters[4], *CARRIED_AT_L3[0], at=when)  # type: ignore[arg-type]
    kept.closed(CARRIED_AT_L3[:4])
    assert kept.refusal("remit") == 422
    sealed = {vote: blob for vote, blob in kept.log.sealed["remit"].items() if vote not in (outside, late)}
    assert len(kept.ballots.open(kept.log.ballot, "remit", sealed)) == 4


@pytest.mark.parametrize("kind", ["case.ballot_voided", "case.ballot_counted", "case.case_abated"])
def test_once_a_ballot_is_over_its_keys_are_destroyed_and_nothing_opens_again(kept: Kept, kind: str) -> None:
    kept.closed()
    kept.open("remit")
    kept.log.write(kind, ENDS, ballot=kept.log.ballot)
    kept.tell()
    assert (kept.names, kept.refusal("remit")) == (set(), 404)
    kept.restart()
    assert (kept.names, kept.refusal("remit")) == (set(), 404)


def test_a_key_that_was_lost_is_not_made_a_second_time(kept: Kept) -> None:
    kept.closed()
    for path in (kept.folder / kept.log.ballot).iterdir():
        path.unlink()
    assert kept.refusal("remit") == 410
    (kept.folder / kept.log.ballot).rmdir()
    with pytest.raises(BallotRefused) as no:
        kept.ballots.keys(kept.log.ballot)
    assert no.value.status == 410


def test_a_signer_that_dies_between_two_options_goes_on_where_it_was(tmp_path: Path) -> None:
    """The worker asks again for what it did not get; the signer answers alike, and reaches no further than before."""
    log = BallotLog()
    with started(tmp_path, demo=True) as hand:
        with hand.talk() as talk:
            talk.extend(0, log.lines)
            log.make_keys(talk.ballot_keys(log.ballot))
            for voter, said in zip(log.voters, CARRIED_AT_L3, strict=True):
                log.vote(voter, *said)
            log.close()
            talk.extend(2, log.lines[2:])
            first = talk.ballot_open(log.ballot, "remit", log.sealed["remit"])
        hand.kill()
        hand.start()
        with hand.talk() as talk:
            with pytest.raises(SignerRefused):
                talk.ballot_open(log.ballot, "L2", log.sealed["L2"])
            assert talk.ballot_open(log.ballot, "remit", log.sealed["remit"]) == first
            assert len(talk.ballot_open(log.ballot, "L3", log.sealed["L3"])) == 5
            with pytest.raises(SignerRefused):
                talk.ballot_open(log.ballot, "L2", log.sealed["L2"])
            log.write("case.ballot_counted", ENDS, ballot=log.ballot)
            talk.extend(len(log.lines) - 1, log.lines[-1:])
            with pytest.raises(SignerRefused):
                talk.ballot_open(log.ballot, "remit", log.sealed["remit"])
        assert list((hand.mirror / "ballots").iterdir()) == []


def test_an_entry_of_another_form_opens_no_ballot(tmp_path: Path) -> None:
    ballots, log = Ballots(tmp_path), BallotLog()
    spoilt = [
        log.lines[1].replace(b'"motions":["remit"', b'"motions":["../remit"'),
        b'{"type":"case.ballot_opened"}',
        b"[]",
    ]
    ballots.take([log.lines[0], *spoilt, b'"case.ballot_closed" and no JSON'])
    with pytest.raises(BallotRefused) as no:
        ballots.keys(log.ballot)
    assert (no.value.status, list(tmp_path.iterdir())) == (404, [])
