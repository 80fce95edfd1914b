"""The wall is by person, not by spelling: every holder, in every way of writing, in every field that names people."""

from uuid import UUID

import pytest

from policy.conflicts import Basis, PersonDetails, matches
from policy.named import Holder, LineReading, read_line
from policy.names import Passage
from tests.policy.strangers import strangers
from tests.policy.test_conflicts import TODAY
from tests.policy.ways import CAST, FIRM, HOLDERS, PROVISIONAL, Cast, ways

EVERY = [
    pytest.param(holder, line, sureness, id=f"{at}: {way}")
    for at, (one, holder) in enumerate(zip(CAST, HOLDERS, strict=True))
    for way, line, sureness in ways(one)
]
FULL_NAMES = ["the name", "with a title", "in Latin letters", "the surname first", "an initial", "with a degree"]


@pytest.mark.parametrize(("holder", "line", "sureness"), EVERY)
def test_a_line_keeps_the_holder_away_however_it_is_written(holder: Holder, line: str, sureness: str) -> None:
    reading = read_line(line, HOLDERS)
    assert holder.person in {FIRM: reading.firm, PROVISIONAL: reading.provisional}[sureness]


@pytest.mark.parametrize(("holder", "line", "sureness"), EVERY)
def test_an_accused_or_a_witness_is_the_holder_however_it_is_written(holder: Holder, line: str, sureness: str) -> None:
    assert holder.person in read_line(line, [holder]).people


@pytest.mark.parametrize("one", CAST, ids=range(len(CAST)))
def test_there_are_at_least_fourteen_ways_to_write_everybody(one: Cast) -> None:
    assert len({line for _, line, _ in ways(one)}) >= 14


@pytest.mark.parametrize(("one", "holder"), list(zip(CAST, HOLDERS, strict=True)), ids=range(len(CAST)))
def test_a_full_name_of_the_accused_denies_for_good(one: Cast, holder: Holder) -> None:
    mine = PersonDetails(name=holder.name, email=holder.email)
    written = [line for way, line, _ in ways(one) if way in FULL_NAMES]
    found = [matches(mine, PersonDetails(name=line), TODAY) for line in written]
    assert found == [{Basis.SAME_PERSON}] * len(written)


@pytest.mark.parametrize(("one", "holder"), list(zip(CAST, HOLDERS, strict=True)), ids=range(len(CAST)))
def test_a_narrative_denies_nobody_by_less_than_a_full_name(one: Cast, holder: Holder) -> None:
    bare = [line for _, line, sureness in ways(one) if sureness == PROVISIONAL and "@" not in line]
    text = Passage("; ".join(bare))
    told = Passage(f"I wrote to {one.given} in May. {one.called} answered, and {one.title} {one.family} did nothing.")
    assert [told.mentions(holder.folded_name), any(Passage(line).mentions(holder.folded_name) for line in bare)] == [
        False,
        False,
    ]
    assert len(text.words) > len(bare) / 2


@pytest.mark.parametrize("one", [one for one in CAST if not one.alone], ids=lambda one: one.latin[1])
def test_a_narrative_mentions_a_full_name_in_either_script(one: Cast) -> None:
    holder = HOLDERS[CAST.index(one)]
    given, family = one.latin
    for name in (one.name, f"{given} {family}"):
        assert Passage(f"It was {name} who signed it.").mentions(holder.folded_name)


def unrelated() -> tuple[list[Holder], list[str]]:
    """Forty holders of several peoples, and 2,000 names of others: first names and surnames occur on both sides."""
    names = [one.name for one in CAST] + strangers(60, but=frozenset(), seed=40)[-22:]
    holders = [Holder(person=UUID(int=at), name=name) for at, name in enumerate(names)]
    return holders, strangers(2_000, but=frozenset(names))


def test_at_most_one_unrelated_name_in_a_hundred_is_taken_for_a_holder() -> None:
    holders, names = unrelated()
    assert (len(holders), len(set(names))) == (40, 2_000)
    taken = [name for name in names if read_line(name, holders) != LineReading()]
    assert len(taken) <= 20, taken


def test_a_bare_word_names_only_those_who_are_called_so() -> None:
    """A bare surname means everybody of that surname. What else it is taken for are forms of one name and slips."""
    holders, names = unrelated()
    parts = {part for one in holders for part in one.name.replace("-", " ").split()}
    words = {word for name in names if name.isascii() for word in name.split()} - parts
    taken = {word: found for word in words if (found := read_line(word, holders).people)}
    assert len(taken) <= len(words) * 0.08, {
        word: [holders[p.int].name for p in found] for word, found in taken.items()
    }
