"""A journey that begins late: its case is told so far by real steps, once a run, and only its last pages are walked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from local.stack import Stack
from tests import live, stage
from tests.journeys import looking
from tests.journeys.road import Road
from tests.journeys.town import SETTLED, Town, clock

REPORTER = "Wilma Quill"


def told(name: str, story: str) -> live.Beginning:
    """Return the beginning in which the program `story` has told a case, reported by REPORTER, while nobody looked."""

    def tell(local_stack: Stack) -> None:
        local_stack.step("shell", "shell", "--no-imports", "-c", story)

    return live.Beginning(name, tell, upon=SETTLED)


@contextmanager
def road_from(
    how: live.Beginning, folder: Path, name: str, browser: Browser, *, met_by: str, at: str, files: bool = False
) -> Iterator[Road]:
    """Open an installation that continues a prepared case; its people sign in when a test asks for them.

    With `files` safe views are made of what is sent.
    """
    looking.forget()
    with live.stack(stage.Services.start(), folder, name, how, files=files) as running:
        town = Town.around(running, browser)
        kept = json.loads(clock(running.local_stack).with_name("receipt-codes.json").read_text(encoding="utf-8"))[
            REPORTER
        ]
        one = town[met_by]
        one.opens("/desk/queue/" if at == "desk" else f"/{at}/")
        leads_to = one.page.locator(f"a[href^='/{at}/cases/']").first.get_attribute("href") or ""
        case = leads_to.removeprefix(f"/{at}/cases/").partition("/")[0]
        code, reference = kept["receipt_code"], kept["reference"]
        yield Road(town=town, reporter=town.stranger(), code=code, told=reference, day=town.today, case=case)
        town.leave()
