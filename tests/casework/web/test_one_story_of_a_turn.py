"""The header of a case, the docket and Today tell one story of whose turn it is: for every seat, after every step."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.db.models import QuerySet

from accounts.models import User
from casework.access import Actor
from casework.models import Case, CaseGrant, Turn
from casework.models.grant import number_of
from casework.queries.case.page import CasePage, case_page
from casework.queries.decisions.docket import READ, docket, room_of
from casework.queries.queue.case_header import CaseHeader, case_header
from casework.record.state.people import APPEAL_PANEL, PANEL
from casework.verbs import VERBS
from casework.vocabulary import Reading, Verb
from casework.web.decisions.panel_sections import bar_of
from casework.workflow.step import docket_tasks
from ledger.clock import now
from local.demo import appeals, branches
from local.demo import story as told
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Item
from notifications.templatetags.docket_news import bundles_of
from notifications.today.page import today
from notifications.topics.table import TOPICS, Topic
from tests.casework.web.conftest import Town

type Chapter = Callable[[Story], None]
TO_A_REPORT = (told.screen, told.investigate, told.answer_notice)
ROADS: dict[str, tuple[Chapter, ...]] = {
    "decided": (
        *TO_A_REPORT,
        told.finish_report,
        told.hold_hearing,
        told.recommend,
        told.decide,
        told.final,
        told.monitor,
    ),
    "by consent": (*TO_A_REPORT, told.report_closed, branches.consent_offered, branches.consent_approved),
}
ON_APPEAL = (appeals.lodge_appeal, appeals.admit_appeal, appeals.hear_appeal, appeals.dismiss_appeal)


@dataclass(kw_only=True)
class Compared(Story):
    """A case after each step of which the pages are compared for everybody to whom they may say something else than before.

    `found` are the contradictions, `said` what was due when a person was last compared.
    """

    found: list[str] = field(default_factory=list)
    said: dict[UUID, object] = field(default_factory=dict)
    seats: set[str] = field(default_factory=set)
    bundles: set[UUID] = field(default_factory=set)

    def by(self, first: str, verb: Verb, /, **typed: object) -> None:
        super().by(first, verb, **typed)
        self.compare(f"{first} {verb.value}")

    def wait(self, days: int) -> None:
        super().wait(days)
        self.compare(f"{days} days")

    def compare(self, after: str) -> None:
        while place_letters():
            pass
        items = Item.objects.filter(case__reference=self.case, withdrawn_at=None)
        waits_for = Case.objects.values_list("waiting_on", "expected_step", "awaiting_signature").get(
            reference=self.case
        )
        due = list(Turn.objects.filter(case__reference=self.case).values_list("user", "seat", "step", "signs"))
        seats = {seat for _, seat, _, _ in due}
        self.seats |= seats
        for user in who_sees(self.case):
            told_of = set(items.filter(person=user, topic=Topic.BUNDLE).values_list("pk", flat=True))
            self.bundles |= told_of
            now_due = (waits_for, seats, {one for one in due if one[0] == user.pk}, told_of)
            if self.said.get(user.pk) != now_due:
                self.said[user.pk] = now_due
                self.found += [f"after {after}, {user.name}: {one}" for one in contradictions(user, self.case)]


def who_sees(reference: str) -> QuerySet[User]:
    sees = CaseGrant.objects.filter(content_object__reference=reference, permission=number_of(Reading.SEE_CASE))
    return User.objects.filter(pk__in=sees.values("user"), kind="person").order_by("name")


def contradictions(user: User, reference: str) -> Iterator[str]:
    """Yield what the pages say of one case to one person that does not fit together."""
    page = case_page(Actor(user=user), reference, verbs=VERBS)
    header, due = case_header(page), Turn.objects.filter(user=user, case=page.case)
    asked = {turn.step for turn in due if turn.signs or Verb(turn.step) in docket_tasks()}
    asks = [one for one in docket(Actor(user=user), after=None, now=now()).asks if one.reference == reference]
    yield from off_the_header(header, is_due=due.exists())
    yield from off_today(user, header, page)
    yield from off_the_docket(user, reference)
    if bool(asked) != any(one.words != READ for one in asks):
        yield f"the docket asks {[str(one.verb or one.words) for one in asks]}, and due are {sorted(asked)}"
    if page.case.seats & {*PANEL, *APPEAL_PANEL}:
        bar = bar_of(page.case, "now", room_of(page.case))
        if (bar.own or bar.turn.own) != header.turn.own:
            yield "the bar of the panel and the header differ"


def off_the_header(header: CaseHeader, *, is_due: bool) -> Iterator[str]:
    first, turn = header.menu.first, header.turn
    if turn.own != is_due:
        yield f"the header says {turn}"
    if first is not None and not turn.own and (first.allowed or not turn.later):
        yield f"a button without a turn: {first.verb.value}"
    if turn.own and (first is None or first.verb not in turn.steps):
        yield f"a turn without a button: {turn.steps}"


def off_today(user: User, header: CaseHeader, page: CasePage) -> Iterator[str]:
    shown, reference, turn = today(user, now()), page.case.reference, header.turn
    lines = [one for _part, some in shown.parts for one in some if one.reference == reference and not one.is_news]
    watched = [one for one in shown.watched if one.reference == reference]
    if turn.own != bool(lines):
        yield f"Today says {[one.words for one in lines]}, and the header {turn}"
    if [(one.later, None if one.later else one.seat) for one in watched] not in ([], [(turn.later, turn.others)]):
        yield f"Today waits for {[(one.later, one.seat) for one in watched]}, and the header for {turn}"
    if watched and turn.own:
        yield "the case waits for somebody else on Today, and for the viewer in the header"


def off_the_docket(user: User, reference: str) -> Iterator[str]:
    """Yield the bundle that is to be read on one of two pages alone: the docket has what Today has."""
    there = {one.key for one in bundles_of(user) if reference in one.address}
    news = (one for _part, some in today(user, now()).parts for one in some if one.reference == reference)
    on_today = {one.key for one in news if one.is_news and one.words == str(TOPICS[Topic.BUNDLE].words)}
    if there != on_today:
        yield f"the docket has {len(there)} bundles to read, and Today {len(on_today)}"


@pytest.mark.parametrize("road", ROADS)
def test_header_docket_and_today_agree_for_every_seat_after_each_step(town: Town, road: str) -> None:
    story = Compared(**vars(town.story()))
    for chapter in ROADS[road]:
        chapter(story)
    assert "\n".join(story.found) == ""
    assert len(story.seats) > 5
    assert bool(story.bundles) == (road == "decided")


def test_header_docket_and_today_agree_on_an_appeal(town: Town) -> None:
    story = Compared(**vars(town.case_in("appeal_window")))
    for chapter in ON_APPEAL:
        chapter(story)
    assert "\n".join(story.found) == ""
    assert story.seats >= {"appeal_chair", "appeal_member"}
