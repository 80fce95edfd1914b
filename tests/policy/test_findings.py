"""What a panel found, from what each member signed: every panel of three, and every panel of two to five in short."""

from collections.abc import Iterator, Sequence
from itertools import combinations, combinations_with_replacement, permutations, product

import pytest

from policy.findings import Found, Kinds, Opinion, ParticularKind, are_lawful, count, ways_to_prove

E, A = ParticularKind.ESSENTIAL, ParticularKind.ALTERNATIVE
NO = Opinion(happened=False, breaches=False)
FACTS = Opinion(happened=True, breaches=False)
YES = Opinion(happened=True, breaches=True)
LAWFUL = [kinds for most in (1, 2, 3) for kinds in product((E, A), repeat=most) if are_lawful(kinds)]

type Signed = tuple[tuple[Opinion, ...], ...]


def panels(
    kinds: Kinds, size: int, opinions: Sequence[Opinion] = (NO, YES)
) -> Iterator[tuple[tuple[Opinion, ...], ...]]:
    """Yield every way in which a panel can sign; who of them signs what makes no difference, as a test below shows."""
    return combinations_with_replacement([*product(opinions, repeat=len(kinds))], size)


def majority(size: int) -> int:
    return size // 2 + 1


def found(kinds: Kinds, signed: Signed) -> Found:
    return count(kinds, signed, needed=majority(len(signed)))


def by_the_law(kinds: Kinds, signed: Signed) -> bool:
    """Read the rule from the other end: some majority agrees on every essential particular and on one alternative."""
    essential = [n for n, kind in enumerate(kinds) if kind is E]
    others = [n for n, kind in enumerate(kinds) if kind is A]
    for some in combinations(signed, majority(len(signed))):
        held = [n for n in range(len(kinds)) if all(row[n] == YES for row in some)]
        if set(essential) <= set(held) and (not others or set(others) & set(held)):
            return True
    return False


def each_part_by_itself(kinds: Kinds, signed: Signed) -> bool:
    """A wrong reading: majorities on the parts make a majority on the whole."""
    needed = majority(len(signed))
    carried = [sum(row[n] == YES for row in signed) >= needed for n in range(len(kinds))]
    ways = [[carried[n] for n, kind in enumerate(kinds) if kind is E]]
    others = [carried[n] for n, kind in enumerate(kinds) if kind is A]
    return all(ways[0]) and (not others or any(others))


def each_member_by_themselves(kinds: Kinds, signed: Signed) -> bool:
    """Another wrong reading: members who prove it each in another way add up."""
    one_way = [any(all(row[n] == YES for n in way) for way in ways_to_prove(kinds)) for row in signed]
    return sum(one_way) >= majority(len(signed))


@pytest.mark.parametrize("kinds", LAWFUL, ids=lambda kinds: "".join(kind.value[0] for kind in kinds))
@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_the_count_is_the_law_for_every_panel(kinds: Kinds, size: int) -> None:
    for signed in panels(kinds, size):
        assert found(kinds, signed).proven == by_the_law(kinds, signed), signed


@pytest.mark.parametrize("kinds", LAWFUL, ids=lambda kinds: "".join(kind.value[0] for kind in kinds))
def test_facts_without_a_breach_prove_nothing_for_every_panel_of_three(kinds: Kinds) -> None:
    for signed in panels(kinds, 3, (NO, FACTS, YES)):
        whole = found(kinds, signed)
        bare = tuple(tuple(NO if one == FACTS else one for one in row) for row in signed)
        assert whole.proven == found(kinds, bare).proven
        assert whole.breaches == found(kinds, bare).breaches
        assert all(happened or not breach for happened, breach in zip(whole.happened, whole.breaches, strict=True))


@pytest.mark.parametrize("kinds", LAWFUL, ids=lambda kinds: "".join(kind.value[0] for kind in kinds))
def test_one_more_yes_never_unproves_and_the_order_of_members_says_nothing(kinds: Kinds) -> None:
    for signed in panels(kinds, 3):
        proven = found(kinds, signed).proven
        assert {found(kinds, other).proven for other in permutations(signed)} == {proven}
        for who, n in product(range(3), range(len(kinds))):
            rows = [list(row) for row in signed]
            rows[who][n] = YES
            assert found(kinds, tuple(map(tuple, rows))).proven >= proven


@pytest.mark.parametrize("kinds", LAWFUL, ids=lambda kinds: "".join(kind.value[0] for kind in kinds))
@pytest.mark.parametrize("size", [3, 4])
def test_a_proven_charge_has_a_majority_on_each_part_and_the_rest_is_the_minority(kinds: Kinds, size: int) -> None:
    for signed in panels(kinds, size):
        said = found(kinds, signed)
        if said.proven:
            assert any(all(said.breaches[n] for n in way) for way in ways_to_prove(kinds))
            assert size - len(said.minority) >= majority(size)
        for who in said.minority:
            proves = any(all(signed[who][n] == YES for n in way) for way in ways_to_prove(kinds))
            assert proves is not said.proven or len(ways_to_prove(kinds)) > 1


def test_a_tie_is_not_proven() -> None:
    assert found((E,), ((YES,), (YES,), (NO,), (NO,))).proven is False
    assert found((E,), ((YES,), (NO,))).proven is False


def test_majorities_on_parts_do_not_make_the_whole() -> None:
    """Each of two particulars has two of three, and only one member holds both."""
    signed = ((YES, YES), (YES, NO), (NO, YES))
    assert each_part_by_itself((E, E), signed)
    assert found((E, E), signed) == Found(
        proven=False, happened=(True, True), breaches=(True, True), minority=frozenset({0})
    )


def test_members_who_prove_it_in_different_ways_do_not_add_up() -> None:
    signed = ((YES, NO), (NO, YES), (NO, NO))
    assert each_member_by_themselves((A, A), signed)
    assert found((A, A), signed).proven is False


def test_one_alternative_is_enough_if_a_majority_holds_the_same_one() -> None:
    assert found((E, A, A), ((YES, YES, NO), (YES, YES, YES), (YES, NO, YES))) == Found(
        proven=True, happened=(True, True, True), breaches=(True, True, True), minority=frozenset()
    )


def test_both_wrong_readings_prove_more_and_never_less() -> None:
    for kinds in LAWFUL:
        for signed in panels(kinds, 3):
            if found(kinds, signed).proven:
                assert each_part_by_itself(kinds, signed)
                assert each_member_by_themselves(kinds, signed)


@pytest.mark.parametrize(
    ("kinds", "signed", "needed"),
    [
        ((), (), 1),
        ((A,), ((YES,),), 1),
        ((E, A), ((YES, YES),), 1),
        ((E,), ((YES, YES),), 1),
        ((E,), ((YES,), (NO,)), 1),
    ],
)
def test_what_nobody_could_have_signed_is_refused(kinds: Kinds, signed: Signed, needed: int) -> None:
    with pytest.raises(ValueError, match="each member signs on each particular"):
        count(kinds, signed, needed=needed)
