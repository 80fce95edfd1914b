"""How near two words are, to the letter: slips, short words, missing vowels, and what a name is cut into."""

import pytest

from policy.spelling import (
    ONE_SLIP,
    Word,
    consonants_of,
    exactly,
    is_one_slip,
    is_same,
    join_words,
    nearness,
    trigrams,
    words_of,
)


def word(text: str) -> Word:
    (only,) = words_of(text)
    return only


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("", "", False), ("", "a", False), ("a", "ab", False), ("", "abc", False),
        ("ab", "ab", False), ("ab", "abc", False), ("abc", "abc", False),
        ("abc", "abd", False), ("abc", "abcd", True), ("abc", "xabc", True), ("abc", "abxc", True), ("abc", "abxd", False),
        ("abcd", "abcd", True), ("abcd", "abxd", True), ("abcd", "xbcd", True), ("abcd", "abcx", True),
        ("abcd", "abdc", True), ("abcd", "bacd", True), ("abcd", "acbd", True), ("abcd", "badc", False),
        ("abcd", "dbca", False), ("abcd", "abyx", False), ("abcd", "cbad", False), ("abcde", "abdce", True),
        ("abcde", "badce", False), ("abcde", "abcdef", True), ("abcde", "abxde", True), ("abcd", "abcdef", False),
        ("abcd", "abcdabcd", False), ("abcde", "bacxe", False), ("zabc", "abc", True), ("bbcd", "abcd", True),
    ],
)  # fmt: skip
def test_a_slip_is_one_letter_more_less_changed_or_swapped(one: str, other: str, slip: bool) -> None:
    assert (is_one_slip(one, other), is_one_slip(other, one)) == (slip, slip)


def test_trigrams_count_the_edges_of_a_word() -> None:
    assert trigrams("abc") == {"  a", " ab", "abc", "bc "}
    assert trigrams("") == {"   "}


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("A", "Anna", 0.6),
        ("Anna", "A", 0.6),
        ("A", "A", 0.6),
        ("B", "Anna", 0.0),
        ("Jones", "Jones", 1.0),
        ("Jones", "Jonas", 0.9),
        ("Bree", "Breed", 0.9),
        ("Holloway", "Hollowell", 2 * 6 / 19),
        ("Quarrington", "Lee", 0.0),
        ("محمد", "Jones", 0.0),
        ("محمد", "Mhmt", 0.0),
        ("Mhmt", "محمد", 0.0),
        ("Jones", "محمد", 0.0),
    ],
)
def test_two_words_are_so_near(one: str, other: str, near: float) -> None:
    assert nearness(word(one), word(other)) == near


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("jonese", "jonase", ONE_SLIP), ("jones", "jonas", 0.0), ("jonese", "jonas", 0.0), ("karl", "kurl", 0.0)],
)
def test_a_word_taken_exactly_is_near_one_slip_only_where_both_are_long(one: str, other: str, near: float) -> None:
    first, second = word(one), word(other)
    assert [nearness(exactly(first), second), nearness(first, exactly(second))] == [near, near]
    assert nearness(exactly(first), exactly(first)) == 1.0


def test_a_word_taken_exactly_is_otherwise_the_same() -> None:
    assert (exactly(word("Jones")).main, exactly(word("Jones")).exact, word("Jones").exact) == ("jones", True, False)


@pytest.mark.parametrize(
    ("spelling", "consonants"),
    [
        ("anna", "n"), ("yusuf", "ysf"), ("maya", "m"), ("wow", "w"), ("aaron", "rn"), ("shlomo", "slm"), ("sarah", "sr"),
        ("ah", "h"), ("max", "mks"), ("khaled", "hld"), ("", ""), ("aya", ""),
    ],
)  # fmt: skip
def test_consonants_are_what_is_left_without_vowels(spelling: str, consonants: str) -> None:
    assert consonants_of(spelling) == consonants


@pytest.mark.parametrize(
    ("spelling", "consonants"),
    [
        ("alhashim", {"lhsm", "hsm"}), ("elhadi", {"lhd", "hd"}), ("alba", {"lb"}), ("alber", {"lbr"}), ("ya", {"y"}),
        ("albert", {"lbrt", "brt"}),
        ("ulhadi", {"lhd"}), ("yusuf", {"ysf", "sf"}), ("wael", {"wl"}), ("walid", {"wld", "ld"}), ("yona", {"yn"}),
        ("jonas", {"jns"}),
    ],
)  # fmt: skip
def test_an_article_and_a_weak_first_consonant_may_be_left_out(spelling: str, consonants: set[str]) -> None:
    assert word(spelling).consonants == consonants


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("محمد", "Mohammed", True),
        ("Ali", "علي", True),
        ("Leila", "لي", False),
        ("Noa", "نو", True),
        ("Noah", "نو", False),
        ("Bob", "Robert", True),
        ("Anna", "Nina", False),
    ],
)
def test_names_in_scripts_without_vowels_are_compared_by_their_consonants(one: str, other: str, same: bool) -> None:
    assert (is_same(word(one), word(other)), is_same(word(other), word(one))) == (same, same)


@pytest.mark.parametrize(
    ("text", "others"),
    [("1ntake", ("intake",)), ("123", ()), ("Intake", ()), ("Коваль", ("kobal",)), ("Intаkе", ()), ("כהן", ("qhn",))],
)
def test_a_word_may_stand_for_what_it_looks_like(text: str, others: tuple[str, ...]) -> None:
    assert word(text).others == others


@pytest.mark.parametrize(("text", "initial"), [("A", True), ("Ab", False), ("е", True), ("1", True), ("الاب", False)])
def test_a_single_letter_is_an_initial(text: str, initial: bool) -> None:
    assert word(text).initial is initial


@pytest.mark.parametrize(
    ("text", "main"), [("الزهراء", "zhr"), ("الاب", "lb"), ("البنت", "bnt"), ("عمر", "mr"), ("الف", "lf")]
)
def test_an_arabic_article_is_cut_off_where_enough_is_left(text: str, main: str) -> None:
    assert (word(text).main, word(text).consonants_only, word(text).syllables) == (main, True, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("王", ["wang"]),
        ("王小", ["wang", "xiao"]),
        ("王小明", ["wang", "xiaoming"]),
        ("李小明静", ["lixiao", "mingjing"]),
        ("一二三四五", ["yiersansiwu"]),
        ("欧阳", ["ou", "yang"]),
        ("欧阳文", ["ouyang", "wen"]),
        ("先生", ["xian", "sheng"]),
        ("さくら", ["sakura"]),
        ("王小明smith", ["wang", "xiaoming", "smith"]),
        ("x王小明y", ["x", "wang", "xiaoming", "y"]),
        ("王 王", ["wang", "wang"]),
    ],
)
def test_a_name_without_spaces_is_cut_into_surname_and_given_name(text: str, words: list[str]) -> None:
    assert [each.main for each in words_of(text)] == words


def test_syllables_are_taken_exactly_and_letters_are_not() -> None:
    assert [(each.syllables, each.exact) for each in words_of("王小明 さくら Smith")] == [(True, True)] * 3 + [
        (False, False)
    ]


def test_a_word_is_searched_by_every_spelling_and_by_its_consonants() -> None:
    one = Word(token="maxi", main="maxi", others=("maks", "yanda", "anda"))
    assert one.marks >= {"max", "maxi", "maks", "axi", "-mks", "-ynd", "-nd"}


def test_words_run_together_are_taken_exactly_and_lack_vowels_where_one_does() -> None:
    joined = join_words(words_of("Xiao Ming"))
    assert (joined.token, joined.main, joined.exact, joined.consonants_only) == ("xiaoming", "xiaoming", True, False)
    assert join_words(words_of("Ben عمر")).consonants_only is True


@pytest.mark.parametrize(("text", "held"), [("Mr", True), ("عمر", False), ("王", False)])
def test_a_word_is_in_a_list_as_it_is_written_or_spelt_in_latin_letters(text: str, held: bool) -> None:
    assert word(text).is_in(frozenset({"mr", "wang"})) is held
    assert word(text).is_in(frozenset({word(text).token})) is True
