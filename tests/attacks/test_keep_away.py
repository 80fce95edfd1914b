"""On a running installation: a line that fits nobody holds a report from everybody, and somebody outside sees it alone."""

import difflib
import re
import secrets
from collections.abc import Iterator
from typing import Any

import pytest

from casework.vocabulary.report_samples import sample_typed
from tests import live, stage
from tests.access_matrix.visitor import Visitor, masked
from tests.casework.web.reporting import WORDS
from tests.journeys.town import SETTLED, keys_of, until
from tests.live import LiveStack

REFERENCE = re.compile(r"/desk/cases/(OB-[0-9A-Z]{4}-[0-9A-Z]{4})/do/rule_on_keep_away/")
QUEUE = "/desk/queue/"
LISTS = (
    "/desk/",
    QUEUE,
    f"{QUEUE}?whose=nobodys",
    f"{QUEUE}?whose=late",
    f"{QUEUE}?state=submitted",
    "/desk/messages/",
)
LOOKS_AT_IT = "Somebody outside is looking at it."


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveStack]:
    with live.stack(stage.Services.start(), tmp_path_factory.mktemp("site"), __name__, SETTLED) as found:
        yield found


@pytest.fixture(scope="module")
def desk(running: LiveStack) -> tuple[Visitor, Visitor]:
    """An officer of intake, and the alternate outside, each signed in once: a code of the app works once in half a minute."""
    keys = keys_of(running.local_stack)
    return Visitor(running.url).signs_in(keys["ines"]), Visitor(running.url).signs_in(keys["odette"])


def answers(word: str, **wish: Any) -> dict[str, dict[str, Any]]:
    """A report with a word of ours in every text but the wish, page by page."""
    return {
        "who": {"people": "1", "name_1": f"{word}name", "employer_1": f"{word}employer", "details_1": f"{word}details"},
        "commitments": {"commitments": ["2"]},
        "what": sample_typed("what", word),
        "when": {
            "kind": "day",
            "first_day": "12",
            "first_month": "1",
            "first_year": "2026",
            **sample_typed("when", word),
        },
        "keep-away": wish,
        "evidence": {},
        "elsewhere": sample_typed("elsewhere", word),
        "you": {"choice": "anonymous"},
        "risk": sample_typed("risk", word),
    }


def reported(stack: LiveStack, word: str, **wish: Any) -> str:
    """Report at the public pages; return the words of the code."""
    reporter = Visitor(stack.url)
    home = reporter.begins()
    for page, data in answers(word, **wish).items():
        answer = reporter.fills(f"{home}{page}/", data)
        assert (page, answer.status) == (page, 302), answer.text
    assert reporter.fills(f"{home}check/", {"declared": "on"}).status == 302
    return " ".join(WORDS.findall(reporter.get(f"{home}receipt/").text))


def status(stack: LiveStack, code: str) -> str:
    """The reporter's page."""
    reporter = Visitor(stack.url)
    assert reporter.fills("/follow-up/", {"code": code}).status == 302
    return reporter.get("/follow-up/").text


def says_more(stack: LiveStack, code: str, words: str) -> None:
    """The reporter adds something about who must not see the report."""
    reporter = Visitor(stack.url)
    assert reporter.fills("/follow-up/", {"code": code}).status == 302
    assert reporter.fills("/follow-up/do/explain_keep_away/", {"explanation": words}).status == 302


def lists(officer: Visitor) -> list[str]:
    """Everything an officer finds cases by, line by line, without what is random in it."""
    answers = (masked(officer.get(page)) for page in LISTS)
    return [line for status, _headers, text in answers for line in (str(status), *text.splitlines())]


def changes(before: list[str], after: list[str]) -> list[str]:
    """What an officer finds that was not there, and what is there no longer."""
    return list(difflib.unified_diff(before, after, lineterm="", n=0))


def test_the_desk_knows_no_report_until_an_outsider_has_said_whom_a_line_means(
    running: LiveStack, desk: tuple[Visitor, Visitor]
) -> None:
    keys, word, line = keys_of(running.local_stack), f"zq{secrets.token_hex(8)}", f"plover{secrets.token_hex(4)}"
    ines, odette = desk
    before = lists(ines)
    code = reported(running, word, keep_away=f"his sister {line}")
    running.send_task("casework.sweep")
    until(lambda: LOOKS_AT_IT in status(running, code), "the sweep")
    assert changes(before, lists(ines)) == []
    reference = REFERENCE.findall(odette.get("/desk/queue/").text)[0]
    case = f"/desk/cases/{reference}/"
    assert [
        ines.get(f"{case}{rest}").status for rest in ("", "do/rule_on_keep_away/", "do/acknowledge_complaint/")
    ] == [404] * 3
    assert odette.get(case).status == 403
    says_more(running, code, f"she is the {line}x")
    running.send_task("casework.sweep")
    until(lambda: f"{line}x" in odette.get(f"{case}do/rule_on_keep_away/").text, "the second sweep")
    assert changes(before, lists(ines)) == []
    running.send_task("notifications.post")
    until(lambda: any("odette" in mail for mail in running.letters()), "the mail to somebody outside")
    assert not any("ines@" in mail or "ian@" in mail for mail in running.letters())
    page = odette.get(f"{case}do/rule_on_keep_away/").text
    assert (line in page, word in page) == (True, False)
    assert all(name in page for name in ("Ines Intake", "Odette Outside", "Bo Board", "Audrey Auditor"))
    assert not any(word in found.text for found in (odette.get("/desk/queue/"), odette.get("/desk/messages/")))
    assert changes(before, lists(ines)) == []
    (ian,) = re.findall(r'value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>Ian Intake', page)
    assert odette.fills(f"{case}do/rule_on_keep_away/", {"line_1": ian}).status == 302
    assert "Kept from 1 person." in status(running, code)
    assert ines.get(case).status == 200
    assert word in ines.get(case).text
    history = ines.get(f"{case}history/").text
    assert (line in history, "Reporter said more" in history, "Somebody outside was asked" in history) == (
        False,
        False,
        True,
    )
    assert (line in ines.get(case).text, line in odette.get("/desk/queue/").text) == (False, False)
    assert [Visitor(running.url).signs_in(keys["ian"]).get(case).status, odette.get(case).status] == [404, 404]
    running.send_task("notifications.post")
    until(lambda: "Today (1)" in ines.get("/desk/queue/").text, "what waits for intake")


def test_who_is_ticked_never_finds_the_report_and_the_desk_is_not_emptied(
    running: LiveStack, desk: tuple[Visitor, Visitor]
) -> None:
    word = f"zq{secrets.token_hex(8)}"
    ines, odette = desk
    before = lists(ines)
    code = reported(running, word, keep_away_from=["office:intake", "office:reviewer"], keep_away="")
    running.send_task("casework.sweep")
    until(lambda: "Kept from " in status(running, code), "the sweep")
    assert changes(before, lists(ines)) == []
    (reference,) = set(re.findall(r"/desk/cases/(OB-[0-9A-Z-]{9})/", odette.get("/desk/queue/?state=submitted").text))
    assert word in odette.get(f"/desk/cases/{reference}/").text
    assert ines.get(f"/desk/cases/{reference}/").status == 404
