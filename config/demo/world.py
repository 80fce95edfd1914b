"""The demonstration's world: people since 400 days ago, and cases on their way, made by real steps with the clock stepped."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from accounts.models import User
from casework import tasks
from config.demo import story as told
from config.demo.codes import remember
from config.demo.people import settle
from config.demo.teller import ONE, Story
from ledger.clock import advance

BEGAN = timedelta(days=400)
type Say = Callable[[str], None]


def make_world(say: Say) -> None:
    """Make the people and the cases; the clock ends at the real moment. Only on an empty demonstration."""
    Path(str(settings.CLOCK_OFFSET_FILE)).write_text(str(-BEGAN.total_seconds()), encoding="ascii")
    people = settle()
    say("people, offices, members and oaths")
    advance(timedelta(days=60))
    one = begun(people, "rex", reporter="Wilma Quill")
    for chapter in (told.investigated, told.answered, told.reported, told.heard, told.recommended):
        chapter(one)
    told.decided(one)
    told.final(one)
    told.monitored(one)
    say("a case from a report to a sanction in force")
    until(timedelta(days=150))
    two = begun(people, "rosa", reporter="Otto Plume")
    for chapter in (told.investigated, told.answered, told.reported, told.heard, told.recommended):
        chapter(two)
    told.completed(one)
    say("a closed case, and one before the board")
    until(timedelta(days=24))
    three = begun(people, "remy", reporter="Nadia Fern")
    told.investigated(three)
    begun(people, "rania", reporter="Lou Sparrow")
    say("a case that waits for its answer, and one under investigation")
    until(timedelta(days=1))
    told.arrived(Story(people=people, due=tasks.lapses), "Rex Respond", reporter="Kim Wren")
    until(timedelta())
    say("a report that has just come in")


def begun(
    people: Mapping[str, User], member: str, *, reporter: str, alleged: tuple[tuple[int, int], ...] = ONE
) -> Story:
    """Bring a report about a member, with these allegations, to an open investigation."""
    story = Story(people=people, respondent=member, alleged=alleged, due=tasks.lapses)
    told.arrived(story, people[member].name, reporter=reporter)
    remember(reporter, story.told, story.code)
    told.screened(story)
    return story


def until(before_now: timedelta) -> None:
    """Let days pass until so long before the real moment; none where that lies behind already."""
    advance(max(timedelta(), -offset() - before_now))


def offset() -> timedelta:
    """Return how far the demonstration's clock is from the real one; negative while it is behind."""
    path = Path(str(settings.CLOCK_OFFSET_FILE))
    return timedelta(seconds=float(path.read_text(encoding="ascii")))
