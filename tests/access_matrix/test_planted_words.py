"""Nothing that anybody typed about a case, and no file, stands anywhere in a form that can be read without the keys."""

import secrets
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from casework.vocabulary.report_samples import sample_typed
from tests.access_matrix.searching import found
from tests.access_matrix.visitor import Visitor
from tests.casework.web.reporting import WORDS
from tests.journeys.town import keys_of, until
from tests.live import LiveStack
from vault.codes import parse


def answers(word: str) -> dict[str, dict[str, Any]]:
    """Return a report with a word of ours in every text, page by page."""
    person = {f"{part}_1": f"{word}{part}" for part in ("name", "employer", "number", "details")}
    return {
        "who": {"people": "1", **person},
        "commitments": {"commitments": ["2", "10"]},
        "what": sample_typed("what", word),
        "when": {
            "kind": "day",
            "first_day": "12",
            "first_month": "1",
            "first_year": "2026",
            **sample_typed("when", word),
        },
        "keep-away": {"keep_away": f"{word}away"},
        "evidence": {"added": file(word), "add": "1"},
        "elsewhere": sample_typed("elsewhere", word),
        "you": {"choice": "confidential"},
        "contact": {"name": f"{word}me", "email": f"{word}@example.org", "phone": "+44 20 7946 0958", "notify": "on"},
        "risk": sample_typed("risk", word),
    }


def file(word: str) -> SimpleUploadedFile:
    """A file whose name and content hold the word."""
    return SimpleUploadedFile(f"{word}.txt", f"A page of the letter, {word}content.\n".encode() * 100, "text/plain")


def report(stack: LiveStack, word: str) -> str:
    """Report at the public pages; return the words of the code, after the channel was opened with them."""
    reporter = Visitor(stack.url)
    home = reporter.begins()
    for page, data in answers(word).items():
        answer = reporter.fills(f"{home}{page}/", data)
        assert (page, answer.status) == (page, 302), answer.text
    for page, data in ("evidence", {}), ("check", {"declared": "on"}):
        assert (page, reporter.fills(f"{home}{page}/", data).status) == (page, 302)
    receipt = reporter.get(f"{home}receipt/").text
    code = " ".join(WORDS.findall(receipt))
    assert reporter.fills("/follow-up/", {"code": code}).status == 302
    assert reporter.get("/follow-up/").status == 200
    return code


def stray(stack: LiveStack, word: str) -> None:
    """Leave a report unsent, and type the word where it is refused: too long, a false code, a false sign-in, an address."""
    stranger = Visitor(stack.url)
    home = stranger.begins()
    assert stranger.fills(f"{home}what/", {"narrative": f"{word}unsent"}).status == 302
    assert stranger.fills(f"{home}who/", {"people": "1", "name_1": word * 99}).status == 422
    assert stranger.fills("/follow-up/", {"code": f"{word} two three"}).status == 422
    assert stranger.fills("/accounts/login/", {"login": f"{word}@example.org", "password": word}).status == 200
    assert stranger.get(f"/desk/cases/{word}/?q={word}").status == 302


def on_the_desk(stack: LiveStack, word: str, key: dict[str, str], case: str) -> None:
    """Add a file as evidence, and type the word where an officer is refused."""
    officer, step = Visitor(stack.url).signs_in(key), f"/desk/cases/{case}/do/add_evidence/"
    assert officer.fills(step, {"title": f"{word} title", "text": f"{word} text", "file": file(word)}).status == 302
    assert officer.fills(step, {"title": f"{word} title " * 50}).status == 422
    assert officer.get(f"/desk/cases/{word}/").status == 404
    officer.get(f"/desk/queue/?text={word}")


def worked(stack: LiveStack, does: str, word: str, code: str) -> list[str]:
    """Let the installation take the case on, from its own shell; return the last words it printed."""
    script = f"from tests.access_matrix import planting; planting.{does}({word!r}, {code!r})"
    return stack.manage("shell", "--no-imports", "-c", script).split()


def addressed(stack: LiveStack, word: str) -> list[str]:
    """Return each line of a mail in which the word stands."""
    return [line for letter in stack.letters() for line in letter.splitlines() if word in line.lower()]


def test_what_was_typed_about_a_case_stands_nowhere_in_clear(settled_stack: LiveStack) -> None:
    keys, word = keys_of(settled_stack.local_stack), f"zq{secrets.token_hex(8)}"
    code = report(settled_stack, word)
    stray(settled_stack, word)
    *_, case, investigator = worked(settled_stack, "screened", word, code)
    on_the_desk(settled_stack, word, keys[investigator], case)
    assert worked(settled_stack, "decided", word, code)[-1] == "monitoring"
    digits = parse(code).digits
    address = f"{word}@example.org"
    until(lambda: addressed(settled_stack, word) != [], "the mail that the reporter asked for")
    assert set(addressed(settled_stack, word)) == {f"To: {address}"}
    assert found(settled_stack, word, code, digits, digits.replace(" ", ""), addressed=address) == []
    assert {place.partition(":")[0] for place in found(settled_stack, case)} == {"database"}
