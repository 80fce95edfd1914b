"""The demonstration's world: people since 400 days ago, and cases on their way, made by real steps with the clock stepped."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from accounts.models import User
from casework import tasks
from ledger.clock import advance
from local.demo import appeals, branches
from local.demo import story as told
from local.demo.codes import remember
from local.demo.people import settle
from local.demo.scenario import ONE, Story
from policy import drawing
from policy.actions import publish_editions

BEGAN = timedelta(days=400)
TO_A_DECISION = (
    told.investigate,
    told.answer_notice,
    told.finish_report,
    told.hold_hearing,
    branches.read_findings,
    told.recommend,
    told.decide,
)
type Say = Callable[[str], None]


def make_world(books: Path, say: Say) -> None:
    """Publish a folder's books, make the people and the cases; the clock ends at the real moment. For an empty installation."""
    drawing.throw = drawing.last
    Path(str(settings.CLOCK_OFFSET_FILE)).write_text(str(-BEGAN.total_seconds()), encoding="ascii")
    publish_editions(folder=books)
    people = settle()
    publish_editions(folder=books, by=people["adam"], second=people["audrey"])
    say("people, offices, members and oaths")
    advance(timedelta(days=25))
    one = begin_case(people, "rex", reporter="Wilma Quill")
    tell(one, *TO_A_DECISION, told.final, told.monitor)
    say("a case from a report to a sanction in force")
    until(timedelta(days=200))
    two = begin_case(people, "rosa", reporter="Otto Plume")
    tell(two, *TO_A_DECISION, branches.reporter_informed, appeals.lodge_appeal, appeals.admit_appeal)
    told.complete(one)
    say("a closed case, and one in appeal")
    three, four = begin_case(people, "remy", reporter="Hal Birch"), begin_case(people, "rania", reporter="Ida Lark")
    for story in (three, four):
        tell(story, told.investigate, told.answer_notice, told.draft_shared)
    four.wait(28)
    for story in (three, four):
        told.finalise_report(story)
    tell(three, branches.consent_offered, branches.consent_approved)
    say("a case before the board, by consent")
    until(timedelta(days=24))
    tell(begin_case(people, "remy", reporter="Nadia Fern"), told.investigate)
    begin_case(people, "rania", reporter="Lou Sparrow")
    tell(begin_case(people, "rosa", reporter="Jon Pike"), told.investigate, branches.wait_for_court)
    say("a case that waits for its answer, one under investigation, and one on hold")
    until(timedelta(days=9))
    branches.consent_offered(four)
    say("an offer of consent that nobody has signed")
    until(timedelta(days=1))
    told.bring_report(Story(people=people, due=tasks.lapses), "Rex Respond", reporter="Kim Wren")
    until(timedelta())
    say("a report that has just come in")


def tell(story: Story, *chapters: Callable[[Story], None]) -> None:
    """Tell chapters of a case, one after another."""
    for chapter in chapters:
        chapter(story)


def begin_case(
    people: Mapping[str, User], member: str, *, reporter: str, alleged: tuple[tuple[int, int], ...] = ONE
) -> Story:
    """Bring a report about a member, with these allegations, to an open investigation."""
    story = Story(people=people, respondent=member, alleged=alleged, due=tasks.lapses)
    told.bring_report(story, people[member].name, reporter=reporter)
    remember(reporter, story.told, story.code)
    told.screen(story)
    return story


def until(before_now: timedelta) -> None:
    """Let days pass until the clock is this far behind the real moment, unless it is closer already."""
    advance(max(timedelta(), -offset() - before_now))


def offset() -> timedelta:
    """Return how far the demonstration's clock is from the real one; negative while it is behind."""
    path = Path(str(settings.CLOCK_OFFSET_FILE))
    return timedelta(seconds=float(path.read_text(encoding="ascii")))
