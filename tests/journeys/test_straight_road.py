"""One real case in a real browser, from a public report to a closed file: real worker, real mail, one browser a person.

Two web processes and three workers run. Whichever process answers, the case goes on, and each letter is placed once.
"""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_string
from email.policy import default
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser

from tests.journeys import decision, looking, road
from tests.journeys.grown import Changing, GrownTown, grown, waiting
from tests.journeys.reporting import LETTER, NAME, follows_up, reports
from tests.journeys.road import Road
from tests.journeys.town import Town, until

HIDDEN = "There is nothing here for you to see"
LETTERS = ["A letter went to the member", "What happens with your name", "We have your report"]
NOTICE = "Notice of investigation"
ROUNDS = 6


def the_letters_lie_there_once(filed: Road) -> None:
    """However often three workers are asked at once to see to the post, each letter lies in its inbox once."""
    town = filed.town
    for _ in range(ROUNDS):
        for task in ("notifications.post", "casework.sweep", "casework.lapses"):
            town.send_task(task)
    until(lambda: waiting(town) == 0, "the end of all rounds")
    until(lambda: len(subjects(filed)) >= len(LETTERS), "the letters")
    rex = town["rex"]
    rex.opens("/member/")
    assert (subjects(filed), rex.page.locator("a[href^='/member/letters/']").all_inner_texts()) == (LETTERS, [NOTICE])


def subjects(filed: Road) -> list[str]:
    """Return what lies in the reporter's inbox, newest first."""
    follows_up(filed.reporter, filed.code)
    filed.reporter.opens("/follow-up/letters/")
    return filed.reporter.page.locator("a[href^='/follow-up/letters/']").all_inner_texts()


CHAPTERS = (
    road.screened,
    road.investigated,
    the_letters_lie_there_once,
    decision.answered,
    decision.reported,
    decision.heard,
    decision.recommended,
    decision.declared,
    decision.voted,
    decision.final,
    decision.monitored,
    decision.completed,
)


@pytest.fixture
def town(tmp_path: Path, request: pytest.FixtureRequest, browser: Browser) -> Iterator[GrownTown]:
    """An installation where people live, grown to two web processes and three workers."""
    with grown(tmp_path / "site", request.node.name, browser) as made:
        yield made


@pytest.fixture
def filed(town: Town, tmp_path: Path) -> Road:
    """A report about Rex that Ian of intake must not see, filed at the public pages and taken up by Ines."""
    looking.forget()
    file = tmp_path / "letter.txt"
    file.write_text(LETTER, encoding="utf-8")
    wilma = town.stranger()
    reference, code = reports(wilma, town, file)
    begun = Road(town=town, reporter=wilma, code=code, told=reference, day=town.today - timedelta(days=21))
    road.acknowledged(begun)
    return begun


def test_one_case_from_the_report_to_the_closed_file(town: GrownTown, filed: Road) -> None:
    sees_nothing(filed, "ian")
    for chapter in CHAPTERS:
        chapter(filed)
    sees_nothing(filed, "ian")
    assert [filed.state("ines"), filed.state("bea")] == ["Closed", "Closed"]
    the_register_shows_it(town)
    the_reporter_hears_it(filed)
    the_respondent_met_no_name(filed)
    the_mail_told_nothing(town)
    everybody_met_both(town)
    assert looking.complaints() == {}


def sees_nothing(filed: Road, first: str) -> None:
    """Somebody whom the report denies finds an empty queue, and at the case's address what a stranger finds."""
    barred = filed.town[first]
    barred.opens("/desk/queue/")
    assert barred.page.locator("tbody a").count() == 0
    for there in (f"/desk/cases/{filed.case}/", f"/board/cases/{filed.case}/", "/desk/cases/OB-2222-2222/"):
        assert (barred.opens(there), barred.heading) == (404, HIDDEN)


def the_register_shows_it(town: Town) -> None:
    """Anybody reads in the register what was decided, in the approved words."""
    anybody = town.stranger()
    anybody.opens("/register/")
    (row,) = anybody.page.locator("tbody tr").all()
    assert row.locator("th").inner_text() == "Rex Respond"
    cells = row.locator("td").all_inner_texts()
    assert [cells[0], cells[2].strip(), cells[4]] == ["M-1001", "2", f"Suspension\n{decision.PUBLIC}"]
    assert anybody.page.context.cookies() == []


def the_reporter_hears_it(filed: Road) -> None:
    """The reporter reads with nothing but the code that the file is closed."""
    follows_up(filed.reporter, filed.code)
    assert filed.told in filed.reporter.text
    decision.reads(filed.reporter, "The file is closed", inbox="/follow-up/letters/")


def the_respondent_met_no_name(filed: Road) -> None:
    """No page that the respondent met held the reporter's name, the report's reference or the desk's."""
    met = filed.town["rex"].met
    assert {word: [path for path, text in met if word in text] for word in (NAME, filed.told, filed.case, "OB-")} == {
        word: [] for word in (NAME, filed.told, filed.case, "OB-")
    }


def the_mail_told_nothing(town: Town) -> None:
    """Every mail says that there is a message, or that something is waiting; the reporter, who gave no address, got none."""
    letters = town.stack.letters()
    subjects = {str(message_from_string(letter, policy=default)["Subject"]) for letter in letters}
    bodies = {letter.partition("\n\n")[2] for letter in letters}
    assert (subjects, len(bodies)) == ({"You have a message", "Something is waiting for you – ICSRM"}, 2)


def everybody_met_both(town: GrownTown) -> None:
    """Both web processes answered each person who came more than once, and they serve as the role that owns nothing."""
    asked = {first: one.asked for first, one in town.people.items() if isinstance(one, Changing) and len(one.asked) > 1}
    assert {first: set(doors) for first, doors in asked.items()} == {first: set(town.doors) for first in asked}
    with psycopg.connect(town.stack.local_stack.environment["DATABASE_URL"]) as served:
        assert served.execute("SELECT current_user").fetchone() == ("app",)
