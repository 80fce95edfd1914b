"""How the words of a name are folded: scripts, romanisations, look-alikes and short forms."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.spelling import NEAR, is_same, nearness, words_of
from tests.policy.strangers import strangers

LETTERS = st.text(alphabet="abcdehijkmnorstuyz", min_size=3, max_size=8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Groß", "Gross"),
        ("Bjørk", "Bjoerk"),
        ("Sergej", "Сергей"),
        ("Alexander", "Александр"),
        ("Дима", "Dmitry"),
        ("Yulia", "Юлия"),
        ("Mohammed", "محمد"),
        ("Abdulrahman", "عبدالرحمن"),
        ("Ali", "علي"),
        ("Omar", "عمر"),
        ("Yusuf", "يوسف"),
        ("Zahra", "الزهراء"),
        ("Cohen", "כהן"),
        ("David", "דוד"),
        ("Kim", "김"),
        ("Yamada", "ヤマダ"),
        ("Bob", "Robert"),
        ("Pepe", "José"),
        ("Inés", "INES"),
        ("O’Neill", "ONeill"),
        ("1ntake", "Intake"),
        ("Intаkе", "Intake"),
        ("ɪɴᴛᴀᴋᴇ", "Intake"),
    ],
)
def test_one_word_is_the_same_in_two_spellings(one: str, other: str) -> None:
    (first,), (second,) = words_of(one), words_of(other)
    assert is_same(first, second)
    assert is_same(second, first)


@pytest.mark.parametrize(("one", "other"), [("Karl", "Kurt"), ("Ahmed", "محمد"), ("Anna", "Nina")])
def test_two_names_are_not_the_same(one: str, other: str) -> None:
    (first,), (second,) = words_of(one), words_of(other)
    assert not is_same(first, second)


def test_a_chinese_name_is_a_surname_and_what_is_given() -> None:
    assert [word.main for word in words_of("王小明 欧阳文静 李娜女士")] == [
        *("wang", "xiaoming"),
        *("ouyang", "wenjing"),
        *("li", "na"),
    ]


def test_words_that_are_near_have_a_mark_in_common_by_which_a_text_is_searched() -> None:
    words = [word for name in strangers(400, but=frozenset()) for word in words_of(name) if not word.initial]
    near = [(a, b) for a, b in combinations(words, 2) if nearness(a, b) >= NEAR]
    assert len(near) > 1_000
    assert [(a.main, b.main) for a, b in near if a.marks.isdisjoint(b.marks)] == []


@given(LETTERS, st.integers(0, 7), st.sampled_from("abcdehijkmnorstuyz"))
def test_a_word_with_a_letter_changed_or_left_out_is_found_by_a_mark(word: str, at: int, letter: str) -> None:
    for slip in (word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :], word[:at] + letter + word[at:]):
        (one,), (other,) = words_of(word), words_of(slip)
        if nearness(one, other) >= NEAR and not other.initial:
            assert not one.marks.isdisjoint(other.marks)
