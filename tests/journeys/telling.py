"""Runs in the installation of a journey: tells by real steps what is not its subject, and asks the invariants."""

import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

from django.db import connection, transaction

from accounts.models import User
from casework import tasks
from casework.models import Case
from casework.queries.invariants import breaches
from casework.vocabulary import NotNow, Verb
from local.demo import story as told
from local.demo.codes import codes
from local.demo.scenario import Story
from local.populate.cast import people_here
from tests.journeys.town import until
from vault.codes import parse

PANEL = ("paul", "petra", "pia")


def panel_listed(story: Story) -> None:
    """From the charges to the list of the panel, which waits for the respondent."""
    panel = {"chair": story.name("paul"), "members": [story.name("petra"), story.name("pia")]}
    story.by("ada", Verb.NAME_PANEL, **panel, rota_reason="Paul has chaired before.")
    told.declare(story, *PANEL)
    story.by("ada", Verb.SERVE_PANEL_LIST, confirmed="on")


def charged(story: Story) -> None:
    """From the answer to the frozen charges; a reviewer lets in what the member filed."""
    told.finish_report(story)
    story.by("ines", Verb.SEAT_OFFICER, place=f"reviewer:{story.name('rhea')}")
    until(lambda: let_in(story), "the pages of what the member filed")


def let_in(story: Story) -> bool:
    """Let in what the member filed, unless its pages are still being made; return whether nothing waits any more."""
    with suppress(NotNow):
        story.by("rhea", Verb.LOOK_THROUGH_FILING, filings=[str(one) for one in story.view.evidence.unread])
    return not story.view.evidence.unread


CHAPTERS: Mapping[str, Callable[[Story], None]] = {
    "from the answer to the charges": charged,
    "a panel is named": panel_listed,
}


def reporter() -> User | None:
    """Return the one person who reported here."""
    (kept,) = codes().values()
    return User.objects.reporter_with(lookup_id=parse(kept["receipt_code"]).lookup_id)


def answer(line: str) -> list[str]:
    """Tell a chapter of a case, if the line names one; return what breaks an invariant in the case."""
    case, chapter = json.loads(line)
    if chapter:
        CHAPTERS[chapter](Story(people=people_here(), case=case, reporter=reporter(), due=tasks.lapses))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        assert Case.objects.filter(reference=case).exists()
        return [f"{one.invariant}: {one.words}" for one in breaches([case])]


def serve() -> None:
    """Answer line by line."""
    for line in sys.stdin:
        print(json.dumps(answer(line)), flush=True)
