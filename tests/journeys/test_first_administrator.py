"""From an empty database to the first report in the queue: by the commands of docs/how-to/install.md and a browser a person."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.policy import default
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser

from accounts.second_factor import totp_now
from local.stack import StepFailed
from tests import live, stage
from tests.casework.web.reporting import WORDS
from tests.journeys.filing import Filing
from tests.journeys.somebody import Somebody
from tests.journeys.town import EDITION, Town, until

ADAM, REG, IDA = (f"{name}@society.example" for name in ("adam", "reg", "ida"))
PASSWORD = "four unrelated words here"
COUNTS = "SELECT (SELECT count(*) FROM accounts_user), (SELECT count(*) FROM ledger_entry)"


@pytest.fixture
def empty(tmp_path: Path, request: pytest.FixtureRequest, browser: Browser) -> Iterator[Town]:
    """An installation with an empty database, in which nobody ever was."""
    with live.stack(stage.Services.start(), tmp_path / "site", request.node.name) as running:
        made = Town.around(running, browser)
        yield made
        made.leave()


def test_from_nobody_at_all_to_a_report_that_intake_sees(empty: Town, tmp_path: Path) -> None:
    day = datetime.now(UTC).date()
    empty.stack.manage("load_edition", EDITION)
    said = empty.stack.manage("first_administrator", ADAM, "Adam Keeper")
    (link,) = re.findall(r"http://\S+", said)
    adam = empty.stranger(script=False)
    chooses_a_password(adam, link)
    sets_up_an_app(adam, ADAM)
    heading = "name,email,office,since\n"
    rows = [f"Reg Rolls,{REG},registrar,{day}\n", f"Ida Brook,{IDA},intake,{day}\n"]
    before = counts(empty)
    words = refused(
        empty, "import_people", written(tmp_path, heading + rows[0] + rows[1].replace("intake", "king")), ADAM
    )
    assert "Row 3, column office: “king” is no office" in words
    assert counts(empty) == before
    empty.stack.manage("import_people", written(tmp_path, heading + "".join(rows)), "--by", ADAM)
    members = "number,name,joined,employer\nM-77,Rex Marlowe,{joined},Corvid Works\n"
    before = counts(empty)
    assert "Row 2, column joined: " in refused(
        empty, "import_members", written(tmp_path, members.format(joined="last May")), REG
    )
    assert counts(empty) == before
    roll = written(tmp_path, members.format(joined=day - timedelta(days=400)))
    assert empty.stack.manage("import_members", roll, "--by", REG).startswith("1 member entered")
    assert len(reports(empty).split()) == 12
    ida = empty.stranger()
    chooses_a_password(ida, asked_for(empty, IDA))
    sets_up_an_app(ida, IDA)
    sees_it(empty, ida)


def chooses_a_password(somebody: Somebody, link: str) -> None:
    """Follow the link that works once."""
    somebody.opens(link)
    somebody.fills({"New password": PASSWORD, "New password again": PASSWORD})
    somebody.presses("Change password")


def asked_for(town: Town, email: str) -> str:
    """Ask for a password as somebody new does; return the link that the mail brings."""
    asking = town.stranger(script=False)
    asking.opens("/accounts/reset/")
    asking.fills({"E-mail address": email})
    asking.presses("Send the link")
    until(lambda: bool(links_mailed(town)), "the mail with the link")
    return links_mailed(town)[-1]


def links_mailed(town: Town) -> list[str]:
    """Return the links to choose a password that came by mail so far, the newest last."""
    texts = (message_from_string(letter, policy=default).get_content() for letter in town.stack.letters())
    return [word for text in texts for word in text.split() if "/accounts/reset/" in word]


def sets_up_an_app(somebody: Somebody, email: str) -> None:
    """Sign in for the first time, and set up the authenticator app that an office asks for."""
    somebody.opens("/accounts/login/")
    somebody.fills({"E-mail address": email, "Password": PASSWORD})
    somebody.presses("Sign in")
    somebody.is_at("Set up a second factor")
    somebody.fills(
        {"Code from the app": totp_now(somebody.page.locator(".ob-code__digits").inner_text().replace(" ", ""))}
    )
    somebody.presses("Continue")


def reports(town: Town) -> str:
    """Open the public form, answer every page and send the report; return the code's words."""
    reporter = town.stranger(script=False)
    reporter.opens("/report/")
    reporter.is_at("Raise a concern")
    filing = Filing.begun(reporter.page.context.request)
    filing.answer(**{"keep-away": {"keep_away": ""}})
    filing.ready("check", {"declared": "on"})()
    return " ".join(WORDS.findall(filing.page("receipt")))


def sees_it(town: Town, ida: Somebody) -> None:
    """The report lies in the queue of intake once the sweep has compared its people."""

    def arrived() -> bool:
        town.send_task("casework.sweep")
        ida.opens("/desk/queue/")
        return ida.page.locator("tbody tr").count() == 1

    until(arrived, "the report in the queue of intake")


def refused(town: Town, command: str, file: str, by: str) -> str:
    """Run a command that refuses a list; return what it says last."""
    with pytest.raises(StepFailed) as why:
        town.stack.manage(command, file, "--by", by)
    return str(why.value)


def written(folder: Path, text: str) -> str:
    """Write a list; return where it lies."""
    (folder / "list.csv").write_text(text, encoding="utf-8")
    return str(folder / "list.csv")


def counts(town: Town) -> tuple[int, int]:
    """Return how many accounts and entries there are."""
    with psycopg.connect(town.stack.local_stack.environment["DATABASE_URL"]) as served:
        accounts, entries = served.execute(COUNTS).fetchone() or (0, 0)
    return accounts, entries
