"""Messages: headings and words as text; route, program and attached files are said."""

import pytest

from tests.converter import samples, shown


def test_a_message_is_shown_as_text() -> None:
    content = samples.mail("Date: Mon, 2 Mar 2026 10:00:00 +0000", body="He asked twice.")
    assert shown.text(shown.shown(content)) == (
        "From: Jo <jo@example.org>\nTo: Al <al@example.org>\nDate: Mon, 02 Mar 2026 10:00:00 +0000\n"
        "Subject: The book\n\nHe asked twice.\n"
    )


def test_the_words_of_a_message_of_markup_are_shown() -> None:
    content = samples.mail(
        "Message-ID: <a@example.org>",
        "Content-Type: text/html",
        body="<style>p{}</style><p>Pay <a href='http://bad.example'>your bank</a><script>x()</script>",
    )
    assert shown.text(shown.shown(content)).endswith("\n\nPay your bank <http://bad.example>")


def test_plain_words_are_preferred_to_markup() -> None:
    parts = "--x\r\nContent-Type: text/html\r\n\r\n<p>two\r\n--x\r\nContent-Type: text/plain\r\n\r\none\r\n--x--"
    content = samples.mail('Date: x\r\nContent-Type: multipart/alternative; boundary="x"', body=parts)
    frames = shown.shown(content)
    assert shown.text(frames).endswith("The book\n\none")
    assert shown.attached(frames) == []


def test_route_and_program_are_said() -> None:
    frames = shown.shown(samples.mail("Received: from 192.0.2.7 by mx", "X-Mailer: Home 1"))
    ways = [one.head["value"] for one in frames if one.kind == "found"]
    assert ways == ["Received: from 192.0.2.7 by mx", "X-Mailer: Home 1"]


def test_attached_files_are_listed_by_name_and_size() -> None:
    files = {"note.pdf": b"12345", "..\\..\\evil\u202e.txt": b"1", "C:/Users/Jane/list.xlsx": b"12"}
    frames = shown.shown(samples.mail_with_files("See these.", **files), "message/rfc822")
    assert shown.attached(frames) == [("note.pdf", 5), ("evil\ufffd.txt", 1), ("list.xlsx", 2)]


def test_a_message_in_a_message_is_one_file() -> None:
    inner = samples.mail(body="inner").decode()
    parts = f"--x\r\n\r\nouter\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--x--"
    frames = shown.shown(samples.mail('Date: x\r\nContent-Type: multipart/mixed; boundary="x"', body=parts))
    assert [name for name, _ in shown.attached(frames)] == ["message rfc822"]
    assert "inner" not in shown.text(frames)


@pytest.mark.parametrize(
    "headings",
    [
        ["Date: =?utf-8?b?////?="],
        ["Date: x", "Content-Type: multipart/mixed"],
        ["Date: x", "Content-Type: text/plain; charset=no-such"],
        ["Date: x", "Content-Transfer-Encoding: base64"],
        ["Date: x", "Content-Disposition: attachment; filename*=\"utf-9''%ff"],
        ["Date: x", "Content-Type: message/rfc822"],
    ],
)
def test_a_message_that_breaks_rules_is_shown(headings: list[str]) -> None:
    assert shown.text(shown.shown(samples.mail(*headings))).startswith("From: Jo <jo@example.org>\n")


def test_a_message_of_ten_thousand_levels_is_refused() -> None:
    levels = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(10_000))
    content = samples.mail("Date: x", levels.removesuffix("\r\n"))
    assert shown.outcome(content) == "The message cannot be read. It may be damaged."
