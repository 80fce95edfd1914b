"""Plain text of any encoding, and markup by its words."""

import pytest

from converter.kinds import texts
from tests.converter import shown

WORDS = "Früh am Morgen fragte sie zweimal, ob das Buch noch käme; er gab müde zurück, es müsse später erst geprüft werden.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1252"])
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    assert shown.text(shown.shown(WORDS.encode(encoding), "text/plain")) == WORDS


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", "Она дважды спросила о книге, и он ответил, что книга будет позже.\n"),
        ("cp1253", "Ρώτησε δύο φορές για το βιβλίο και εκείνος απάντησε αργότερα.\n"),
        ("shift_jis", "彼女は本について二度尋ねましたが、彼は後でと答えました。\n"),
        ("gb18030", "她两次问起那本书，他回答说以后再给。\n"),
    ],
)
def test_other_scripts_are_read(encoding: str, words: str) -> None:
    assert shown.text(shown.shown((words * 5).encode(encoding), "text/plain")) == words * 5


def test_all_ends_of_lines_are_one() -> None:
    assert shown.text(shown.shown(b"one\r\ntwo\rthree\n")) == "one\ntwo\nthree\n"


def test_characters_that_turn_the_direction_are_seen() -> None:
    assert shown.text(shown.shown("pay\u202efdp.exe\x07".encode(), "text/plain")) == "pay\ufffdfdp.exe\ufffd"


def test_a_long_text_has_pages_that_end_with_a_line() -> None:
    frames = shown.shown(b"a line of text\n" * 3000)
    assert [one.head["number"] for one in frames] == [1, 2, 3]
    assert all(body.endswith(b"text\n") for body in shown.bodies(frames, "text"))
    assert shown.text(frames) == "a line of text\n" * 3000


def test_a_long_line_ends_a_page_with_a_word() -> None:
    frames = shown.shown(b"Sandgrouse " * 3000)
    assert all(body.endswith(b"Sandgrouse ") for body in shown.bodies(frames, "text"))
    assert shown.text(frames) == "Sandgrouse " * 3000


def test_a_very_long_text_says_that_it_is_cut() -> None:
    frames = shown.shown("é".encode() * (texts.MOST_BYTES // 2) + b"abc")
    assert shown.found(frames) == {"cut": "The text is very long. Only its first 20 megabytes are shown."}
    assert shown.text(frames) == "é" * (texts.MOST_BYTES // 2)


def test_a_page_of_the_web_is_shown_as_its_words() -> None:
    page = b"<!doctype html><title>Chat</title><script>alert(1)</script><p>See <a href='http://x.example/'>this</a>"
    assert shown.text(shown.shown(page)) == "Chat\nSee this <http://x.example/>"


def test_a_drawing_is_shown_as_its_words() -> None:
    drawing = (
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>x()</script><text>Plan</text></svg>'
    )
    assert shown.text(shown.shown(drawing)) == "Plan"


def test_a_page_may_begin_with_comments() -> None:
    assert (
        shown.text(shown.shown(b"<!-- a --> <?xml version='1.0'?>\n<!-- <p> --><html><p>Hello</p></html>")) == "Hello"
    )


def test_a_row_of_comments_is_a_text_at_once() -> None:
    row = b"<!---->" * 500 + b"x"
    assert shown.text(shown.shown(row)) == row.decode()


@pytest.mark.parametrize(
    "content",
    [b"name,sum\nJo,=1+1\n", b"BEGIN:VCARD\nFN:Jo\nEND:VCARD\n", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", b'{"a": 1}\n'],
)
def test_tables_cards_and_calendars_are_shown_as_they_are(content: bytes) -> None:
    assert shown.text(shown.shown(content)) == content.decode()
