"""The drills on decisions that rest on no oath, or on an oath to other words: nothing is decided of what nobody swore."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.ledger.story import CODE, LATER_CODE, TO_LATER_CODE, TODAY, Writer, edition_id
from tests.ledger.test_drills_allegations import BEFORE, begun, seen
from tests.ledger.test_drills_oaths import verdict

__all__ = ["seen", "verdict"]
NEVER = {"case-without-oath"}


def decided(writer: Writer, case: str, key: str, *, by_consent: bool = False, **data: Any) -> None:
    """A sanction on an allegation: on a finding, or on what the member admitted."""
    if by_consent:
        writer.write("case.consent_accepted", case)
    else:
        writer.finding(case, key, **data)
    writer.write("sanction.imposed", case, findings=[key])


@pytest.mark.parametrize("by_consent", [True, False])
def test_decision_in_a_case_that_never_opened(seen: Any, by_consent: bool) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        _, key = writer.charge(case, None, BEFORE, BEFORE)
        decided(writer, case, key, by_consent=by_consent)

    assert seen(tell).tamper == NEVER


@pytest.mark.parametrize("by_consent", [True, False])
@pytest.mark.parametrize("scoped", [None, False])
def test_decision_on_an_allegation_out_of_scope(seen: Any, scoped: bool | None, by_consent: bool) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        begun(writer, member, case)
        _, key = writer.charge(case, None, BEFORE, BEFORE)
        if scoped is not None:
            writer.write("case.allegation_scoped", case, allegation=key, in_scope=scoped)
        decided(writer, case, key, by_consent=by_consent)

    assert seen(tell).tamper == NEVER


def test_decision_on_an_allegation_scoped_before_it_was_framed(seen: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        begun(writer, member, case)
        key = str(uuid4())
        writer.write("case.allegation_scoped", case, allegation=key, in_scope=True)
        writer.charge(case, None, BEFORE, BEFORE, allegation=key)
        decided(writer, case, key)

    assert seen(tell).tamper == NEVER


def test_allegation_framed_twice(seen: Any) -> None:
    """What was sworn for an allegation is used for other words on other days, under the same key."""

    def tell(writer: Writer, member: str, case: str) -> None:
        _, _, key = begun(writer, member, case)
        writer.charge(case, None, BEFORE, BEFORE, allegation=key, commitment=2)
        decided(writer, case, key, commitment=2)

    assert seen(tell).tamper == {"allegation-oath", *NEVER}


def test_split_into_another_allegation(seen: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oath = writer.leaves[writer.oath(member, TODAY)]
        keys = [writer.charge(case, oath, TODAY, TODAY + timedelta(1), commitment=number)[1] for number in (1, 2)]
        writer.write("case.opened", case, sealed={"oaths": {key: [oath] for key in keys}})
        words: dict[str, Any] = {"edition_before": edition_id(CODE), "edition_after": edition_id(CODE)}
        day = (TODAY + timedelta(1)).isoformat()
        writer.write(
            "case.allegation_split", case, sealed={"oaths": {key: [oath] for key in keys}}, allegation=keys[0],
            part=keys[1], on=day, **words,
        )  # fmt: skip

    assert seen(tell).tamper == {"allegation-oath"}


def test_a_charge_under_a_commitment_its_edition_does_not_have(seen: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oath = writer.leaves[writer.oath(member, TODAY, **TO_LATER_CODE)]
        _, key = writer.charge(case, oath, TODAY, TODAY, commitment=2, edition=edition_id(LATER_CODE))
        writer.write("case.opened", case, sealed={"oaths": {key: [oath]}})

    assert seen(tell).tamper == {"finding-article"}


@pytest.mark.parametrize("kind", ["allegation.made", "case.allegation_added", "case.charge_added"])
@pytest.mark.parametrize("later", [True, False])
def test_allegation_under_a_code_that_was_not_sworn(seen: Any, kind: str, later: bool) -> None:
    """The member swore to one Code, and is charged under the other."""

    def tell(writer: Writer, member: str, case: str) -> None:
        oath = writer.leaves[writer.oath(member, TODAY, **(TO_LATER_CODE if later else {}))]
        sworn, other = (LATER_CODE, CODE) if later else (CODE, LATER_CODE)
        first = kind == "allegation.made"
        _, key = writer.charge(case, oath, TODAY, TODAY, edition=edition_id(other if first else sworn))
        writer.write("case.opened", case, sealed={"oaths": {key: [oath]}})
        if not first:
            _, key = writer.charge(case, oath, TODAY, TODAY, kind=kind, edition=edition_id(other))
        decided(writer, case, key, edition=edition_id(other))

    assert seen(tell).tamper == {"allegation-oath"}


def test_the_oaths_of_one_allegation_are_to_its_own_code(seen: Any) -> None:
    """The second oath, on the last day, is to the Code of the allegation; the first is to another."""

    def tell(writer: Writer, member: str, case: str) -> None:
        oaths = [writer.leaves[writer.oath(member, TODAY)]]
        oaths.append(writer.leaves[writer.oath(member, TODAY + timedelta(1), **TO_LATER_CODE)])
        _, key = writer.charge(case, oaths[1], TODAY, TODAY + timedelta(1), edition=edition_id(LATER_CODE))
        writer.write("case.opened", case, sealed={"oaths": {key: oaths}})

    assert seen(tell).tamper == {"allegation-oath"}


@pytest.mark.parametrize("kind", ["case.notice_served", "case.notice_served_again"])
@pytest.mark.parametrize("right", [True, False])
def test_notice_cites_another_allegation(seen: Any, kind: str, right: bool) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        oath = writer.leaves[writer.oath(member, TODAY)]
        made = [writer.charge(case, oath, TODAY, TODAY) for _ in range(2)]
        writer.write("case.opened", case, sealed={"oaths": {key: [oath] for _, key in made}})
        cited = writer.leaves[made[0 if right else 1][0]]
        writer.write(kind, case, allegations=[made[0][1]], refs=[("allegation", cited)])

    assert seen(tell).tamper == (frozenset() if right else {"ref-wrong"})


def test_while_the_oaths_are_sealed_a_finding_is_undecided(verdict: Any) -> None:
    def tell(writer: Writer, member: str, case: str) -> None:
        _, _, key = begun(writer, member, case)
        decided(writer, case, key)

    found = verdict(tell, openings=False)
    assert (found.tamper, found.undecided) == (frozenset(), {"oaths-sealed"})


@pytest.mark.parametrize("stream", ["system", "case"])
def test_oath_in_no_members_stream(seen: Any, stream: str) -> None:
    """The operator records an unsigned oath where no passkey of a member counts, and rests a case on it."""

    def tell(writer: Writer, member: str, case: str) -> None:
        oath = writer.leaves[writer.oath("system" if stream == "system" else case, TODAY)]
        _, key = writer.charge(case, oath, TODAY, TODAY)
        writer.write("case.opened", case, sealed={"oaths": {key: [oath]}})

    assert seen(tell).tamper == {"entry-shape", "allegation-oath", *NEVER}
