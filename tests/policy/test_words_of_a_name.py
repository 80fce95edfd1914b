"""How a text is cut into words, and what a word and the name of an office come to."""

import pytest

from policy.look_alikes import smooth
from policy.office_names import offices_named, without_office
from policy.short_forms import names_behind
from policy.titles import PARTICLES, TITLES
from policy.tokens import MOST_CHARACTERS, tokens, unspaced_text, visible, word_set


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna-Maria  O'Neil_Smith", ["anna", "maria", "oneil", "smith"]),
        ("Zoë Łukasz", ["zoe", "łukasz"]),
        ("Ph.D. Jones", ["phd", "jones"]),
        ("dott.ssa Rossi", ["dottssa", "rossi"]),
        ("Dr. med. Phil Jones", ["dr", "phil", "jones"]),
        ("Dr. h. c. mult. Intake", ["dr", "intake"]),
        ("Dr. rer. nat. Ines", ["dr", "ines"]),
        ("г-жа Иванова", ["гжа", "иванова"]),
        ("an\u200bna\u115f", ["anna"]),
        ("", []),
        ("...", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert list(tokens(text)) == words


def test_a_list_of_words_is_a_set() -> None:
    assert word_set("The the Cat") == {"the", "cat"}


def test_what_lies_beyond_the_longest_text_is_not_read() -> None:
    assert len(visible("a" * (MOST_CHARACTERS + 1))) == MOST_CHARACTERS == 200_000


def test_invisible_characters_are_dropped_and_wide_ones_made_plain() -> None:
    assert (visible("Ａn\u200bn\u2060a"), visible("é\u00ad")) == ("Anna", "é")


def test_the_end_of_a_line_stays() -> None:
    assert visible("é\nb") == "é\nb"


def test_scripts_without_spaces_are_read_by_their_runs() -> None:
    assert unspaced_text("It was 王小明 and 김철수, ok") == "王小明 김철수"


def test_words_that_may_be_names_are_no_particles() -> None:
    assert PARTICLES.isdisjoint({"ben", "i", "o", "e", "l", "d", "ar", "as", "an", "ad", "do", "mac", "ap", "ab", "lo"})
    assert {"van", "von", "de", "la", "al", "bin"} <= PARTICLES


def test_titles_of_several_languages_are_known() -> None:
    assert {"mr", "frau", "mme", "senora", "dott", "гжа"} <= TITLES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mueller", "muller"), ("sergej", "sergey"), ("kh", "h"), ("th", "t"), ("phil", "fil"), ("jack", "iak"),
        ("chloe", "chlo"), ("max", "maks"), ("wim", "vim"), ("aaron", "aron"), ("mia", "mia"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_sound_have_one_key(one: str, other: str) -> None:
    assert smooth(one) == smooth(other)


def test_a_short_form_stands_for_the_names_behind_it() -> None:
    assert "*alexander" in names_behind(frozenset({"sasha"}), frozenset({smooth("sasha")}))
    assert "robert" in names_behind(frozenset({"bob"}), frozenset({"bob"}))


def test_a_name_is_not_behind_a_longer_form_of_it() -> None:
    longer = names_behind(frozenset({"elizabeth"}), frozenset())
    assert longer.isdisjoint({"beth", "eliza"})
    assert "elizabeth" in longer


def test_a_name_may_be_behind_a_form_of_the_same_length() -> None:
    assert names_behind(frozenset({"jack"}), frozenset()) >= {"john", "jackson"}


def test_every_word_stands_for_itself() -> None:
    assert names_behind(frozenset({"zzyzx"}), frozenset()) == {"zzyzx"}


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("intake", {"intake"}),
        ("The intake officers", {"intake"}),
        ("Ines Intake", set()),
        ("Ines from the intake office", {"intake"}),
        ("boss", set()),
        ("dpos", set()),
        ("ins intake", set()),
        ("intake teams", {"intake"}),
        (
            "chair",
            {
                "panelist",
                "panel_chair",
                "panel_member",
                "appeal_chair",
                "appeal_member",
                "appeal_panelist",
                "board_member",
            },
        ),
        ("Ann, panel chair", {"panelist", "panel_chair", "panel_member"}),
        ("monitor monitor", {"monitor"}),
        ("chairwoman of the board", {"board_member"}),
        ("registrar and monitor", {"registrar", "monitor"}),
        ("registrar Ann monitor", set()),
        ("data protection officer", {"dpo"}),
        ("chair of the appeals panel", {"appeal_chair", "appeal_member", "appeal_panelist"}),
        ("panelist", {"panelist", "panel_chair", "panel_member"}),
        ("", set()),
    ],
)
def test_a_short_text_names_offices(text: str, offices: set[str]) -> None:
    assert offices_named(text) == offices


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Registrar Reg", "reg"),
        ("Board secretary Ann Lee", "ann lee"),
        ("registrar", ""),
        ("Ann Lee", "Ann Lee"),
        ("Ann registrar", "Ann registrar"),
    ],
)
def test_the_office_that_a_text_begins_with_is_left_out(text: str, left: str) -> None:
    assert without_office(text) == left


def test_the_longest_name_of_an_office_is_read_as_a_whole() -> None:
    assert offices_named("chair of the hearing panel") == {"panelist", "panel_chair", "panel_member"}
