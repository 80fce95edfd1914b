"""The drills on keys that sign: a method is needed, a key ends honestly, the next one waits, and lost rows prove nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.ledger.signers import Signer
from tests.ledger.story import BEGAN, TODAY
from tests.ledger.test_drills_statements import opened, sworn, told
from tests.passkeys import Passkey

__all__ = ["told"]
HOUR, DAY, WAIT = timedelta(hours=1), timedelta(days=1), timedelta(hours=72)


def board(member: Signer, voter: Signer, case: str) -> str:
    """A case that rests on an oath, and a voter with a key; the round."""
    sworn(member, case)
    voter.register()
    return member.writer.write("case.ballot_opened", case)


def unsigned(voter: Signer, case: str) -> None:
    """A vote that is recorded without a signature."""
    voter.writer.write("case.vote_cast", case, sealed={"choice": "for", "reason": "x"}, actor=voter.person)


def test_missing_method(told: Any) -> None:
    """The member has a passkey, and the entry does not say how the oath was signed."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        member.register()
        opened(member, case, member.writer.oath(member.stream, TODAY))

    assert told(tell).tamper == {"signature"}


def test_key_ended_just_before(told: Any) -> None:
    """The operator writes that the voter took the key away, and records a vote that nobody signed."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        board(member, voter, case)
        voter.end(wait=timedelta())
        member.writer.passed += HOUR
        unsigned(voter, case)

    assert told(tell).tamper == {"signing-key", "signature"}


def holding(voter: Signer) -> UUID:
    """The voter, who is an administrator too."""
    return voter.appoint(person=voter.person)


def dismissed(voter: Signer) -> UUID:
    """Somebody who was an administrator until a week before the key's end."""
    gone, last = voter.appoint(), TODAY + DAY
    voter.writer.write("office.ended", "system", person=str(gone), office="administrator", until=str(last))
    voter.writer.passed += 7 * DAY
    return gone


def end_before_office(voter: Signer) -> None:
    """The second officer gets the office after the key's end."""
    first, second = voter.appoint(), uuid4()
    voter.end_by_two(first, second)
    voter.appoint(person=second)


ENDS: dict[str, Callable[[Signer], object]] = {
    "by another device": lambda voter: voter.end(by=Passkey()),
    "by nobody": lambda voter: voter.end(evidence=["AAAA"]),
    "by one officer": lambda voter: voter.end_by_two(one := voter.appoint(), one),
    "by the holder and one officer": lambda voter: voter.end_by_two(holding(voter), voter.appoint()),
    "by an officer and the holder": lambda voter: voter.end_by_two(voter.appoint(), holding(voter)),
    "by an officer and somebody without an office": lambda voter: voter.end_by_two(voter.appoint(), uuid4()),
    "by somebody without an office and an officer": lambda voter: voter.end_by_two(uuid4(), voter.appoint()),
    "by an officer and somebody in another office": lambda voter: voter.end_by_two(
        voter.appoint(), voter.appoint("board_member"), "administrator", "board_member"
    ),
    "by an officer and somebody whose office was another": lambda voter: voter.end_by_two(
        voter.appoint(), voter.appoint("board_member")
    ),
    "by an officer and somebody whose office is not said": lambda voter: voter.end(
        actor=voter.appoint(), role="administrator", second=str(voter.appoint())
    ),
    "by an officer and somebody whose office was over": lambda voter: voter.end_by_two(
        voter.appoint(), voter.appoint(until=TODAY - 2 * DAY)
    ),
    "by an officer and somebody whose office was ended": lambda voter: voter.end_by_two(
        voter.appoint(), dismissed(voter)
    ),
    "by an officer and somebody who came later": end_before_office,
    "an hour too early": lambda voter: voter.end(wait=WAIT - HOUR),
    "an hour too early by two officers": lambda voter: voter.end_by_two(
        voter.appoint(), voter.appoint(), wait=WAIT - HOUR
    ),
    "without a time": lambda voter: voter.end_by_two(voter.appoint(), voter.appoint(), counts_from="soon"),
}


@pytest.mark.parametrize("how", ENDS)
def test_a_key_that_ended_as_none_may_still_has_to_sign(told: Any, how: str) -> None:
    def tell(member: Signer, voter: Signer, case: str) -> None:
        board(member, voter, case)
        ENDS[how](voter)
        member.writer.passed += 40 * DAY
        unsigned(voter, case)

    assert told(tell).tamper == {"signing-key", "signature"}


@pytest.mark.parametrize("by_two", [True, False])
@pytest.mark.parametrize(("days", "listed"), [(3, True), (6, True), (8, False)])
def test_a_key_that_ended_by_itself_or_by_two_officers_signs_no_more_and_is_listed(
    told: Any, by_two: bool, days: int, listed: bool
) -> None:
    def tell(member: Signer, voter: Signer, case: str) -> None:
        board(member, voter, case)
        voter.end_by_two(
            voter.appoint(), voter.appoint("registrar"), "administrator", "registrar"
        ) if by_two else voter.end()
        member.writer.passed += days * DAY + HOUR
        unsigned(voter, case)

    said = told(tell)
    assert (said.rc, f"signing_key.retired: {days} days before" in said.words) == (0, listed)


def test_a_key_signs_for_three_days_after_its_end(told: Any) -> None:
    def tell(member: Signer, voter: Signer, case: str) -> None:
        over = board(member, voter, case)
        voter.end()
        member.writer.passed += WAIT - HOUR
        voter.vote(case, over)

    assert told(tell).rc == 0


@pytest.mark.parametrize("ended", [True, False])
def test_replacement_at_once(told: Any, ended: bool) -> None:
    """The operator ends a key, or does not, and registers one of his own for the same person."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        over = board(member, voter, case)
        if ended:
            voter.end()
        voter.device = Passkey()
        voter.register()
        voter.vote(case, over)

    assert told(tell).tamper == {"signing-key"}


def test_key_that_never_counts(told: Any) -> None:
    """The operator registers a key that signs in a hundred years, and records a vote that nobody signed."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        sworn(member, case)
        voter.register(wait=36_500 * DAY)
        member.writer.write("case.ballot_opened", case)
        unsigned(voter, case)

    assert told(tell).tamper == {"signing-key"}


@pytest.mark.parametrize("spelled", [str.upper, lambda name: name.replace("-", ""), lambda name: f"urn:uuid:{name}"])
def test_name_spelled_another_way(told: Any, spelled: Callable[[str], str]) -> None:
    """The operator records an unsigned vote under the voter's pseudonym, in a spelling under which nobody has a passkey."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        board(member, voter, case)
        other: Any = spelled(str(voter.person))
        member.writer.write("case.vote_cast", case, sealed={"choice": "for", "reason": "x"}, actor=other)

    assert told(tell).tamper == {"entry-shape"}


def test_a_replacement_that_waited_signs(told: Any) -> None:
    def tell(member: Signer, voter: Signer, case: str) -> None:
        over = board(member, voter, case)
        voter.end()
        voter.device = Passkey()
        voter.register(wait=WAIT)
        member.writer.passed += WAIT + HOUR
        voter.vote(case, over)

    assert told(tell).rc == 0


def test_a_replacement_that_does_not_count_yet_is_taken_away_without_its_signature(told: Any) -> None:
    def tell(member: Signer, voter: Signer, case: str) -> None:
        board(member, voter, case)
        voter.end()
        voter.device = Passkey()
        voter.register(wait=WAIT)
        member.writer.passed += HOUR
        voter.end(wait=timedelta(), evidence=[])

    assert told(tell).rc == 0


def test_a_replacement_that_was_taken_away_is_listed_too(told: Any) -> None:
    """The first key ended nine days before the vote, the one that never counted three."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        board(member, voter, case)
        voter.end()
        member.writer.passed += 5 * DAY
        voter.device = Passkey()
        voter.register(wait=WAIT)
        member.writer.passed += DAY
        voter.end(wait=timedelta(), evidence=[])
        member.writer.passed += 3 * DAY + HOUR
        unsigned(voter, case)

    said = told(tell)
    assert (said.rc, said.words.count("signing_key.retired: 3 days before")) == (0, 1)


def test_the_end_of_the_calendar_cannot_be_judged(told: Any) -> None:
    """Three days later there is no date."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        board(member, voter, case)
        member.writer.passed = datetime.max.replace(microsecond=0, tzinfo=UTC) - BEGAN - HOUR
        voter.end(wait=timedelta())

    assert told(tell).tamper == {"entry-shape"}


def test_the_beginning_of_the_calendar_cannot_be_judged(told: Any) -> None:
    """On the day before there is no date."""

    def tell(member: Signer, voter: Signer, case: str) -> None:
        board(member, voter, case)
        member.writer.write("case.allegation_split", case, allegation="x", part="y", on="0001-01-01")

    assert told(tell).tamper == {"entry-shape"}


def lost(voter: Signer, *, held: int | None, cites: str) -> None:
    """A restore of a backup with `held` entries that lost a row; without a number, no restore is recorded."""
    if held is not None:
        voter.writer.write("record.restored", "system", entries=held)
    voter.writer.write("record.rows_lost", "system", refs=[("row", cites)], rows=1, openings=0)


def test_rows_lost_without_restore(told: Any) -> None:
    def tell(member: Signer, voter: Signer, case: str) -> None:
        board(member, voter, case)
        lost(voter, held=None, cites=voter.writer.leaves[voter.key])
        unsigned(voter, case)

    said = told(tell)
    assert (said.tamper, said.undecided) == ({"rows-lost"}, {"rows-lost"})


def test_rows_lost_that_the_backup_held(told: Any) -> None:
    def tell(member: Signer, voter: Signer, case: str) -> None:
        board(member, voter, case)
        lost(voter, held=len(voter.writer.lines), cites=voter.writer.leaves[voter.key])

    assert told(tell).tamper == {"rows-lost"}


def test_what_was_signed_without_a_key_that_a_restore_lost_is_undecided(told: Any) -> None:
    def tell(member: Signer, voter: Signer, case: str) -> None:
        board(member, voter, case)
        lost(voter, held=1, cites=voter.writer.leaves[voter.key])
        unsigned(voter, case)

    said = told(tell)
    assert (said.tamper, said.undecided) == (frozenset(), {"rows-lost"})


def test_a_case_that_rests_on_an_oath_whose_row_was_lost_is_undecided(told: Any) -> None:
    def tell(member: Signer, voter: Signer, case: str) -> None:
        oath = member.writer.oath(member.stream, TODAY)
        lost(voter, held=0, cites=member.writer.leaves[oath])
        opened(member, case, oath)

    said = told(tell)
    assert (said.tamper, said.undecided) == (frozenset(), {"rows-lost"})
