"""What is typed at a terminal to prove who acts: the password is not shown there."""

import io
import sys

import pytest

from operations import prompt


class Terminal(io.StringIO):
    """Standard input that somebody types into."""

    def isatty(self) -> bool:
        """Say that it is a terminal."""
        return True


def test_a_password_is_not_shown_on_a_terminal_and_is_a_line_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompt, "getpass", lambda question: f"typed unseen after {question!r}")
    monkeypatch.setattr(sys, "stdin", Terminal("123456\n"))
    assert prompt.ask("Password: ", hidden=True) == "typed unseen after 'Password: '"
    assert prompt.ask("Code: ") == "123456"
    monkeypatch.setattr(sys, "stdin", io.StringIO("secret\n"))
    assert prompt.ask("Password: ", hidden=True) == "secret"
