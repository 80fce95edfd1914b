"""Messages of Outlook: headings, words, route and attached files."""

import pytest

from converter.kinds import CannotShow
from tests.converter import outlook_file, shown

HEADERS = "Received: from 192.0.2.7 by mx\nFrom: Jo <jo@example.org>\nX-Mailer: Outlook 16\n"
LONG = b"a" * 5000


def test_a_message_is_shown_as_text() -> None:
    files = {"..\\list.xlsx": b"12345", "long.pdf": LONG}
    frames = shown.shown(
        outlook_file.message(subject="The book", body="He asked.\r\nTwice.", headers=HEADERS, files=files)
    )
    assert shown.text(frames) == (
        "From: Jo <jo@example.org>\nTo: Al <al@example.org>\nSubject: The book\n\nHe asked.\nTwice."
    )
    assert shown.attached(frames) == [("list.xlsx", 5), ("long.pdf", 5000)]
    ways = [one.head["value"] for one in frames if one.kind == "found"]
    assert ways == ["Received: from 192.0.2.7 by mx", "X-Mailer: Outlook 16"]


def test_a_message_of_markup_is_shown_by_its_words() -> None:
    frames = shown.shown(
        outlook_file.message(subject="The book", body="", html=b"<p>He asked.</p><script>x()</script>")
    )
    assert shown.text(frames).endswith("Subject: The book\n\nHe asked.")


def test_a_message_without_plain_words_says_so() -> None:
    assert "no words that can be shown here" in shown.text(shown.shown(outlook_file.message(subject="x", body="")))


def test_half_a_message_cannot_be_shown() -> None:
    content = outlook_file.message(subject="The book", body="Hello", files={"long.pdf": LONG})
    with pytest.raises(CannotShow, match="It may be damaged"):
        shown.shown(content[: len(content) // 2], "application/vnd.ms-outlook")
