"""What a name is read as, and where the line lies between two names that match and two that do not."""

import pytest

from policy.names import Name, Passage, employers_match, plain, without_titles
from policy.spelling import words_of


def mains(words: object) -> list[str]:
    return [word.main for word in words]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dr Anna Smith PhD", ["anna", "smith"]),
        ("Prof. Dr. Smith MD PhD", ["smith"]),
        ("Dr", ["dr"]),
        ("PhD", ["phd"]),
        ("Dr Prof", ["prof"]),
        ("Smith Dr", ["smith", "dr"]),
        ("PhD Smith", ["phd", "smith"]),
        ("anna@example.org Smith", ["smith"]),
        ("", []),
    ],
)
def test_titles_before_and_letters_after_a_name_are_left_out(text: str, words: list[str]) -> None:
    assert mains(Name(text).words) == words


def test_other_words_can_be_left_out_in_their_place() -> None:
    left = without_titles(words_of("my Dr Anna please"), before=frozenset({"my"}), after=frozenset({"please"}))
    assert mains(left) == ["dr", "anna"]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("Anna", [["anna"]]),
        ("Xiao Ming", [["xiao", "ming"], ["xiaoming"]]),
        ("Ann Mary Lee", [["ann", "mary", "lee"], ["annmary", "lee"], ["ann", "marylee"]]),
        (
            "Ann Mary Sue Eva Lee",
            [
                ["ann", "mary", "sue", "eva", "lee"],
                ["annmary", "sue", "eva", "lee"],
                ["ann", "marysue", "eva", "lee"],
                ["ann", "mary", "sueeva", "lee"],
                ["ann", "mary", "sue", "evalee"],
            ],
        ),
        ("MJ Lopez", [["mj", "lopez"], ["mjlopez"], ["m", "j", "lopez"]]),
        ("MJ LOPEZ", [["mj", "lopez"], ["mjlopez"]]),
        ("", [[]]),
    ],
)
def test_a_name_is_read_with_two_words_run_together_or_initials_apart(text: str, readings: list[list[str]]) -> None:
    assert [mains(words) for words in Name(text).readings] == readings


@pytest.mark.parametrize(("count", "readings"), [(6, 6), (7, 1)])
def test_in_a_long_name_no_words_are_run_together(count: int, readings: int) -> None:
    assert len(Name(" ".join("abcdefghijklm"[:count])).readings) == readings


def test_words_run_together_are_the_last_of_a_reading_taken_exactly() -> None:
    assert [[word.exact for word in words] for words in Name("Ann Mary Lee").readings] == [
        [False, False, False],
        [True, False],
        [False, True],
    ]


@pytest.mark.parametrize(
    ("text", "mentionable"),
    [
        ("Ann Lee", [["ann", "lee"], ["annlee"]]),
        ("Van Lee", [["van", "lee"], ["vanlee"]]),
        ("Ann van Lee", [["ann", "lee"], ["annvan", "lee"], ["ann", "vanlee"]]),
        ("Ann Mary Lee", [["ann", "mary", "lee"], ["annmary", "lee"], ["ann", "marylee"], ["ann", "lee"]]),
    ],
)
def test_a_text_mentions_a_name_by_its_words_or_by_the_first_and_the_last(
    text: str, mentionable: list[list[str]]
) -> None:
    found = Name(text).mentionable
    assert [mains(words) for words in found] == mentionable
    assert [word.exact for word in found[-1]] == (
        [True, True] if len(mentionable) == 4 else [word.exact for word in found[-1]]
    )


def test_a_name_without_spaces_has_its_words_in_either_order() -> None:
    assert mains(Name("Anna Maria Smith").run_together) == ["annamariasmith", "smithannamaria"]


@pytest.mark.parametrize(
    ("text", "unspaced"), [("王小明", "王小明"), ("王", ""), ("王 小明", ""), ("Anna", ""), ("王小", "王小")]
)
def test_a_name_in_a_script_without_spaces_is_looked_for_as_it_is(text: str, unspaced: str) -> None:
    assert Name(text).unspaced == unspaced


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("Anna Smith", "AnnaSmith", True),
        ("Anna Smith", "SmithAnna", True),
        ("Anna Smith", "Smith", False),
        ("Bo", "Bo", True),
        ("X", "X", True),
        ("Bo", "Bob", False),
        ("A Li", "ALi", False),
        ("A Lia", "ALia", True),
        ("", "", False),
        ("", "Anna", False),
        ("Anna", "", False),
        ("Anna Smith", "A Smith", True),
        ("Anna Smith", "A S", False),
        ("A Smith", "A S", False),
        ("Anna Smith", "Anna Mary Smith", True),
        ("Anna Anna", "Anna Smith", False),
        ("van de Parker", "van de Porker", False),
        ("Parker Dr", "Porker Dr", False),
        ("Anna Parker", "Anna Porker", True),
        ("A Anna", "Albert Anna", True),
        ("Li Xiao Ming", "Xiaoming Li", True),
        ("Anna de Smith", "Anna Smith", True),
        ("محمد", "محمد", True),
        ("محمد علي", "محمد علي", True),
        ("محمد", "Mohammed", True),
        ("محمد", "كريم", False),
        ("محمد", "Jonas", False),
        ("كريم", "Karim", True),
        ("عمر", "Omar", False),
        ("علي", "Ali", False),
        ("علي", "علي", True),
    ],
)
def test_two_names_match_or_do_not(one: str, other: str, match: bool) -> None:
    assert (Name(one).matches(Name(other)), Name(other).matches(Name(one))) == (match, match)


@pytest.mark.parametrize(("count", "match"), [(12, True), (13, False)])
def test_a_name_of_more_than_twelve_words_is_none(count: int, match: bool) -> None:
    names = "Anna Berta Carla Dora Emma Frieda Greta Hanna Ida Jana Karla Lena " + "Maja" * (count - 12)
    assert Name(names).matches(Name("Anna Berta")) is match
    assert Name("Anna Berta").matches(Name(names)) is match


@pytest.mark.parametrize(
    ("name", "text", "mentioned"),
    [
        ("Anna Smith", "Anna Smith", True),
        ("Anna Smith", "It was Smith, Anna", True),
        ("Anna Smith", "It was Anna", False),
        ("Anna Smith", "Anna met Smith", False),
        ("Anna Smith", "Smith", False),
        ("Anna Mary Smith", "so Anna Smith wrote", True),
        ("Karl Mary Smith", "so Karl Smith wrote", True),
        ("Karl Mary Smith", "so Kurl Smith wrote", False),
        ("Anna Mary Smith", "so Mary Smith wrote", False),
        ("Anna van Smith", "Anna Smith", True),
        ("Anna Smith", "Anna van Smith", True),
        ("Anna Smith", "A. Smith", True),
        ("Anna Smith", "the A Smith", False),
        ("Ina Farrow", "Ms Farrow. I wrote", False),
        ("Anna", "Anna Anna", False),
        ("", "Anna", False),
        ("Anna Smith", "", False),
        ("Anna Smith", "Anna Anna Smith", True),
        ("J. Smith", "so Ivan Smith wrote", True),
        ("王小明", "他是王小明。", True),
        ("Xiao Ming", "so Xiaoming Li", False),
        ("Li Xiao Ming", "so Li Xiaoming", True),
    ],
)
def test_a_text_mentions_a_name_or_does_not(name: str, text: str, mentioned: bool) -> None:
    assert Passage(text).mentions(Name(name)) is mentioned


def test_a_text_is_read_with_and_without_particles() -> None:
    assert [mains(run.words) for run in Passage("Al Hashimi").runs] == [["al", "hashimi"], ["hashimi"]]


@pytest.mark.parametrize(
    ("name", "said"), [("O’Neil-Søren  III", "oneil soren iii"), ("Łæœ", "laeoe"), ("É_А", "e a"), ("  ", "")]
)
def test_a_plain_name_has_small_letters_and_single_spaces(name: str, said: str) -> None:
    assert plain(name) == said


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("Acme Ltd", "The Acme Group", True),
        ("Smith Jones", "Jones & Smith LLP", True),
        ("Ltd", "Ltd", False),
        ("Acme", "Ltd", False),
        ("Ltd", "Acme", False),
        ("abcd", "abcde", False),
        ("abcdef", "abcdefg", True),
        ("abcdefx", "abcdefy", True),
        ("abcdex", "abcdey", False),
        ("Acme", "Corvid", False),
    ],
)
def test_two_employers_match_by_three_quarters_of_their_letters(one: str, other: str, match: bool) -> None:
    assert (employers_match(one, other), employers_match(other, one)) == (match, match)
