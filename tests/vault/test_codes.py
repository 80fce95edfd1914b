"""Receipt codes: read back whatever the case and the signs between, mended by one letter, and nothing else accepted."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.codes import WORDS, Code, NotACode, mended_words, new_code, parse, typed_words

SECRETS = st.binary(min_size=16, max_size=16)
KNOWN = Code(bytes(range(16)))


def _one_letter_out(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def test_the_list_has_two_thousand_and_forty_eight_words_in_order() -> None:
    assert (len(WORDS), list(WORDS)) == (2048, sorted(set(WORDS)))
    assert [word for word in WORDS if not re.fullmatch("[a-z]{4,7}", word)] == []


def test_no_two_words_are_one_edit_apart() -> None:
    # Two words are one edit apart when one is a word with a letter left out, or both become the same at the same place.
    holes: dict[str, str] = {}
    for word in WORDS:
        for place in range(len(word)):
            hole = f"{word[:place]}*{word[place + 1 :]}"
            assert holes.setdefault(hole, word) == word
        assert _one_letter_out(word) & set(WORDS) == set()


def test_a_known_secret_has_these_words_and_digits() -> None:
    """Codes on paper must stay valid: the list, the checksum and the labels are final."""
    assert " ".join(KNOWN.words) == "abide amaze lock amaze enjoy address buffer buyer antics funny dignity brother"
    assert KNOWN.digits == "0000 0837 2960 9699 8848 9681 5286 3317 0178 0726"
    assert KNOWN.lookup_id.hex() == "443c983060adc329dd4ce578840651903ddd00dde13e307010faeb4e7ebc60f1"


@given(SECRETS)
def test_a_code_is_read_back_from_words_and_digits(secret: bytes) -> None:
    code = Code(secret)
    assert (len(code.words), len(code.digits.replace(" ", ""))) == (12, 40)
    assert parse(" ".join(code.words)) == code
    assert parse("  " + ", ".join(code.words).upper() + ".\n") == code
    assert parse(code.digits.replace(" ", "")) == code
    assert parse(code.digits.replace(" ", "-")) == code


@pytest.mark.parametrize("between", ["{}. {}", "{}) {}\n", "{} {}", "{}{}", "{}.\t{};"])
def test_the_numbers_beside_the_words_of_a_note_are_not_read(between: str) -> None:
    numbered = " ".join(between.format(place, word) for place, word in enumerate(KNOWN.words, start=1))
    assert parse(numbered) == KNOWN
    assert mended_words(numbered, KNOWN) == []
    assert len(typed_words(numbered)) == 12


@given(
    SECRETS,
    st.integers(0, 11),
    st.integers(0, 6),
    st.sampled_from("abcdefghijklmnopqrstuvwxyz"),
    st.sampled_from("=-+"),
)
def test_one_wrong_letter_is_mended_or_refused_and_never_opens_another_code(
    secret: bytes, which: int, place: int, letter: str, edit: str
) -> None:
    code = Code(secret)
    words = list(code.words)
    word = words[which]
    place = min(place, len(word) - 1)
    words[which] = word[:place] + {"=": letter, "-": "", "+": letter + word[place]}[edit] + word[place + 1 :]
    try:
        found = parse(" ".join(words))
    except NotACode:
        return
    assert found == code


def test_a_wrong_letter_near_one_word_alone_is_mended() -> None:
    words = list(KNOWN.words)
    assert parse(" ".join([words[0] + "q", *words[1:]])) == KNOWN


def test_a_letter_near_two_words_is_refused() -> None:
    between = next(
        middle
        for one, other in pairwise(sorted(WORDS, key=lambda word: (len(word), word[1:])))
        for middle in [one[0] + other[1:]]
        if len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 2 and one[0] != other[0]
    )
    with pytest.raises(NotACode, match="not in the list"):
        parse(" ".join([between, *KNOWN.words[1:]]))


@given(SECRETS, st.integers(1, 15))
def test_a_checksum_that_does_not_hold_is_refused(secret: bytes, change: int) -> None:
    number = int(Code(secret).digits.replace(" ", ""))
    with pytest.raises(NotACode):
        parse(f"{number ^ change:040d}")


@pytest.mark.parametrize(
    "text",
    ["", "12", "9" * 40, "1" * 39, "1" * 41, "\u0661" * 40, " ".join(["about"] * 11), " ".join(["about"] * 13), "x" * 100_000,
     " ".join(["xxxxxxxxxx"] * 12), " ".join(["zzzz"] * 12)],
)  # fmt: skip
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(NotACode):
        parse(text)


def test_what_a_code_opens_is_different_for_every_code_and_use() -> None:
    codes = [new_code(), new_code(), KNOWN]
    opened = {key for code in codes for key in (code.secret, code.lookup_id)}
    assert len(opened) == 6


def test_a_code_never_shows_itself() -> None:
    assert repr(KNOWN) == "Code()"
