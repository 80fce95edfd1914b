"""The entry in the public register, after it stands there: corrected, withdrawn, and gone when its time is over."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from casework import tasks
from casework.access import Actor, recorded_in, the_clock
from casework.models import Case, Clock
from casework.procedure.plain_step import do
from casework.procedure.publication.guards import longest_display
from casework.queries.rulebook.published import register
from casework.record.events import AppealRemittedToPanel, AppealVaried, DecisionQuashed, SanctionPublished
from casework.verbs import VERBS
from casework.vocabulary import CaseCompartment, CaseState, ClockName, ClosingCode, NoRight, NotSeen, Seat, Verb
from casework.workflow.guard import REASONS
from ledger.clock import now
from local.demo import story as told
from policy.periods import after
from policy.rules import Level, Period, Unit
from tests.casework.answer_cast import refused
from tests.casework.pure import CLOCK, PureCase, someone
from tests.casework.taking import last, reason, take, trying, words
from tests.casework.web.conftest import signed_in
from tests.notifications.road import BEGAN, Road
from tests.savepoints import rollback_at_end

pytestmark = pytest.mark.django_db
WRONG = "Suspended for ninety days for denying a written promise to a customer."
RIGHT = "Suspended for ninety days for denying a promise that had been made in writing, plover."
WHY = "The promise was made in writing, the denial was not."
CORRECTION = {"text": RIGHT, "reasons": WHY}


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: Any) -> Iterator[Road]:
    with django_db_blocker.unblock(), rollback_at_end(), time_machine.travel(BEGAN, tick=False) as clock:
        yield Road(clock).to(told.monitor)


@pytest.fixture
def road(published: Road) -> Iterator[Road]:
    moment = now()
    yield published
    published.clock.move_to(moment)


def by(road: Road, first: str) -> Actor:
    return road.by(road.people[first])


def shown() -> list[tuple[str, date | None]]:
    return [(entry.text, entry.corrected_on) for entry in register()[0]]


def sanction(road: Road) -> str:
    (imposed,) = road.story.view.sanctions.all
    return str(imposed.id)


def displayed(case: Case) -> bool:
    return Clock.objects.filter(case=case, name="DISPLAY").exists()


def test_the_entry_names_the_day_of_the_decision_and_not_the_day_it_was_entered(road: Road) -> None:
    (entry,) = register()[0]
    (decided,) = [one.at for one in recorded_in(road.case.stream) if one.event.type == "case.board_decided"]
    assert entry.decided_on == road.story.view.day_of(decided) != road.story.view.today


def test_a_correction_takes_the_place_of_the_wrong_words_which_stay_in_the_record(road: Road) -> None:
    assert shown() == [(WRONG, None)]
    case = take(road.case, Verb.CORRECT_PUBLICATION, by(road, "bea"), by(road, "dee"), **CORRECTION)
    assert last(case) == ("case.publication_corrected", {"sanction": sanction(road)})
    assert [words(case, name, CaseCompartment.DECISION) for name in ("text", "reasons")] == [RIGHT, WHY]
    assert (shown(), displayed(case)) == ([(RIGHT, road.story.view.today)], True)
    assert f"Corrected on {road.story.view.today:%-d %B %Y}." in Client().get(reverse("register")).content.decode()


def test_a_correction_needs_other_words_the_right_hands_and_an_entry(road: Road) -> None:
    same = {"text": WRONG, "reasons": WHY}
    take(road.case, Verb.CORRECT_PUBLICATION, by(road, "bea"), **same)
    assert refused(road.case, trying(road.case, Verb.CORRECT_PUBLICATION, by(road, "dee"))) == (
        REASONS["correction_is_needed"],
    )
    for first, kind in (("rosa", NotSeen), ("mona", NoRight), ("adam", NotSeen)):
        for verb in (Verb.CORRECT_PUBLICATION, Verb.WITHDRAW_PUBLICATION):
            assert refused(road.case, trying(road.case, verb, by(road, first), **CORRECTION)) is kind
    gone = take(road.case, Verb.WITHDRAW_PUBLICATION, by(road, "bea"), by(road, "ada"), ground="It names a child.")
    assert refused(gone, trying(gone, Verb.CORRECT_PUBLICATION, by(road, "dee"))) == (REASONS["entry_is_live"],)
    again = trying(gone, Verb.WITHDRAW_PUBLICATION, by(road, "bea"), ground="Once more.")
    assert refused(gone, again) == (REASONS["entry_is_live"],)


def test_a_withdrawn_entry_comes_back_only_with_words_that_both_approve(road: Road) -> None:
    case = take(road.case, Verb.WITHDRAW_PUBLICATION, by(road, "bea"), by(road, "ada"), ground="It names a child.")
    assert last(case) == ("case.publication_withdrawn", {"sanction": sanction(road)})
    assert words(case, "ground", CaseCompartment.DECISION) == "It names a child."
    assert shown() == []
    assert displayed(case) is False
    until = road.story.view.today + timedelta(days=700)
    typed = {"expires_on": until.isoformat(), "nobody_else": "on"}
    assert refused(case, trying(case, Verb.PUBLISH_SANCTION, by(road, "bea"), **typed)) == (
        REASONS["text_is_approved_by_both"],
    )
    take(case, Verb.APPROVE_PUBLICATION_TEXT, by(road, "ada"), text=RIGHT)
    take(case, Verb.APPROVE_PUBLICATION_TEXT, by(road, "dee"), text=RIGHT)
    take(case, Verb.PUBLISH_SANCTION, by(road, "bea"), **typed)
    assert (shown(), displayed(case)) == ([(RIGHT, None)], True)


def test_words_that_the_other_changed_have_to_be_approved_again(road: Road) -> None:
    case = take(road.case, Verb.WITHDRAW_PUBLICATION, by(road, "bea"), by(road, "ada"), ground="It names a child.")
    take(case, Verb.APPROVE_PUBLICATION_TEXT, by(road, "ada"), text=WRONG)
    take(case, Verb.APPROVE_PUBLICATION_TEXT, by(road, "dee"), text=RIGHT)
    assert last(case) == ("case.publication_text_approved", {"sanction": sanction(road), "rewritten": True})
    again = trying(case, Verb.APPROVE_PUBLICATION_TEXT, by(road, "dee"), text=RIGHT)
    assert refused(case, again) == (REASONS["text_not_approved_by_this_seat"],)
    typed = {"expires_on": (road.story.view.today + timedelta(days=700)).isoformat(), "nobody_else": "on"}
    assert refused(case, trying(case, Verb.PUBLISH_SANCTION, by(road, "bea"), **typed)) == (
        REASONS["text_is_approved_by_both"],
    )
    take(case, Verb.APPROVE_PUBLICATION_TEXT, by(road, "ada"), text=RIGHT)
    assert last(case) == ("case.publication_text_approved", {"sanction": sanction(road), "rewritten": False})
    take(case, Verb.PUBLISH_SANCTION, by(road, "bea"), **typed)
    assert shown() == [(RIGHT, None)]


def test_the_second_of_the_two_finds_the_words_of_the_first_and_what_the_register_shows(road: Road) -> None:
    case = take(road.case, Verb.WITHDRAW_PUBLICATION, by(road, "bea"), by(road, "ada"), ground="It names a child.")
    path = reverse("step", args=[case.reference, "approve_publication_text"])
    first = page(road, "ada", path)
    assert "What the register shows" in first and "suspension, 90 days" in first.lower()
    assert RIGHT not in first
    take(case, Verb.APPROVE_PUBLICATION_TEXT, by(road, "ada"), text=RIGHT)
    second = page(road, "dee", path)
    assert f">\n{RIGHT}</textarea>" in second
    assert "If you change them, the other of the two is asked to approve yours." in second


def page(road: Road, first: str, path: str) -> str:
    return signed_in(road.people[first]).get(path).content.decode()


def test_an_entry_ends_by_itself_after_its_last_day_and_not_a_day_sooner(road: Road) -> None:
    case, (entry,) = road.case, register()[0]
    assert refused(case, lambda: do(Verb.PUBLICATION_EXPIRES, reference=case.reference, by=the_clock())) == (
        reason(case, "display_time_is_over"),
    )
    assert entry.expires_on is not None
    road.clock.shift(entry.expires_on - road.story.view.today)
    tasks.lapses()
    assert shown() == [(WRONG, None)]
    road.clock.shift(timedelta(days=1))
    tasks.lapses()
    assert (shown(), displayed(case)) == ([], False)
    (ended,) = [one for one in recorded_in(case.stream) if one.event.type == "case.publication_expired"]
    assert ended.role is Seat.CLOCK


def test_an_entry_stands_no_longer_than_the_rulebook_shows_a_sanction_of_its_level(road: Road) -> None:
    """A suspension: three years after its term has ended."""
    case = take(road.case, Verb.WITHDRAW_PUBLICATION, by(road, "bea"), by(road, "ada"), ground="It names a child.")
    take(case, Verb.APPROVE_PUBLICATION_TEXT, by(road, "ada"), text=RIGHT)
    take(case, Verb.APPROVE_PUBLICATION_TEXT, by(road, "dee"), text=RIGHT)
    longest = longest_display(road.story.view)
    assert longest is not None
    term = road.story.view.clock(ClockName.TERM)
    assert term is not None and term.due is not None
    assert longest == after(road.story.view.day_of(term.due), Period(length=3, unit=Unit.YEARS))
    typed = {"expires_on": (longest + timedelta(days=1)).isoformat(), "nobody_else": "on"}
    assert refused(case, trying(case, Verb.PUBLISH_SANCTION, by(road, "bea"), **typed)) == (
        REASONS["entry_ends_as_the_rulebook_says"],
    )
    asked = VERBS[Verb.PUBLISH_SANCTION].form(view=road.story.view).fields["expires_on"]
    assert str(asked.help_text).startswith(f"The rulebook lets it be shown until {longest.day} ")
    take(case, Verb.PUBLISH_SANCTION, by(road, "bea"), **typed | {"expires_on": longest.isoformat()})
    assert shown() == [(RIGHT, None)]


def test_an_expulsion_is_shown_until_readmission_so_its_time_never_runs_out() -> None:
    case = PureCase.new(state=CaseState.CLOSED)
    case.happen(SanctionPublished(sanction=someone("sanction"), expires_on=None))
    case.wait(days=4000)
    assert case.reasons(Verb.PUBLICATION_EXPIRES, by=CLOCK) == [case.reason("display_time_is_over")]


@pytest.mark.parametrize("kind", [DecisionQuashed, AppealRemittedToPanel])
def test_the_entry_of_a_quashed_decision_is_withdrawn(kind: type[DecisionQuashed | AppealRemittedToPanel]) -> None:
    gone: dict[str, Any] = {"closing_code": ClosingCode.QUASHED_ON_APPEAL} if kind is DecisionQuashed else {}
    assert shown_after(kind(to_state=CaseState.CLOSED, **gone)) == (False, [])


def test_the_entry_of_a_varied_decision_is_withdrawn_until_new_words_are_approved() -> None:
    assert shown_after(AppealVaried(level=Level.L3, quashed=(), closing_code=None, to_state=CaseState.MONITORING)) == (
        False,
        [],
    )


def shown_after(event: Any) -> tuple[bool, list[str]]:
    """Return whether an entry that stood is shown after an event, and the clocks of its display that run."""
    case = PureCase.new(state=CaseState.MONITORING)
    case.happen(SanctionPublished(sanction=someone("sanction"), expires_on=case.now.date() + timedelta(days=90)))
    case.happen(event)
    running = [run.name.value for run in case.view.clocks if run.running and run.name is ClockName.DISPLAY]
    return case.view.publication.live, running
