"""Case 7: an appeal is allowed on one of three allegations, and the sanction is worked out again from what survives."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from accounts.pseudonyms import pseudonym
from casework.access import recorded_in
from casework.queries.checks.replay import drifts
from casework.queries.invariants import breaches
from casework.record.events import AppealVaried
from casework.vocabulary import AllegationState, BadShape, CaseCompartment, CaseState, ClockName, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from local.demo import appeals
from local.demo import story as told
from notifications.models import Message
from policy.rules import Level
from tests.casework.taking import words
from tests.notifications.road import BEGAN, Road
from tests.savepoints import rollback_at_end

pytestmark = pytest.mark.django_db
THREE = ((2, 2), (4, 2), (6, 1))
"""Commitments and severities: with the pattern of three the sheet comes to L5 to L6, without the first to L2 to L3."""
COURSE = "A course on answering letters, knot."
VARIED = {
    "succeeds": ["misapplied_code"],
    "level": 3,
    "condition_1": COURSE,
    "condition_1_proof": "The certificate.",
    "condition_1_days": 60,
    "wording": "You complete a course, knot.",
    "lower_level": "A private word would not do.",
    "reasons": "The promise was a draft. The two other findings stand, knot.",
}


@pytest.fixture(scope="module")
def heard(django_db_setup: None, django_db_blocker: Any) -> Iterator[Road]:
    with django_db_blocker.unblock(), rollback_at_end(), time_machine.travel(BEGAN, tick=False) as clock:
        road = Road(clock, alleged=THREE).to(told.decide)
        for chapter in (appeals.lodge_appeal, appeals.admit_appeal, appeals.hear_appeal):
            chapter(road.story)
        appeals.vote_on_grounds(road.story, "misapplied_code")
        yield road


def varied(road: Road, **typed: Any) -> AppealVaried:
    gone = {"quashed": [road.story.view.allegations.all[0].id]}
    road.story.two("amos", "anouk", Verb.VARY_ON_APPEAL, **gone | VARIED | typed)
    (event,) = [one.event for one in recorded_in(road.case.stream) if isinstance(one.event, AppealVaried)]
    return event


def test_the_sanction_is_worked_out_again_from_the_two_findings_that_stand(heard: Road) -> None:
    before = heard.story.view
    recommended = before.deliberation.recommended
    assert recommended is not None
    assert recommended.low == Level.L5
    assert recommended.high == Level.L6
    assert before.sanctions.level == Level.L6
    event = varied(heard)
    after = heard.story.view
    sanction = after.sanctions.current
    assert sanction is not None
    assert event.low == Level.L2
    assert event.high == Level.L3
    assert event.level == Level.L3
    assert sanction.level == 3
    assert sanction.term_days == 0
    assert [one.state for one in after.allegations.all] == [
        AllegationState.QUASHED, AllegationState.PROVEN, AllegationState.PROVEN,
    ]  # fmt: skip
    assert sanction.findings == tuple(one.id for one in after.allegations.all[1:])
    assert (after.state, sanction.state) == (CaseState.MONITORING, "active")
    assert [run.name for run in after.clocks if run.running and run.name in (ClockName.TERM, ClockName.CONDITION)] == [
        ClockName.CONDITION
    ]


def test_what_stands_is_recorded_and_its_words_are_sealed(heard: Road) -> None:
    varied(heard)
    entry = ledger.stream(heard.case.stream)[-1]
    data = entry.body["data"]
    kept = {
        name: data[name] for name in ("level", "low", "high", "net", "fixed", "from", "to", "closing_code", "succeeded")
    }
    assert kept == {
        "level": 3, "low": 2, "high": 3, "net": 0, "fixed": None, "from": "appeal", "to": "monitoring", "closing_code": None,
        "succeeded": [2],
    }  # fmt: skip
    assert [words(heard.case, name, CaseCompartment.DECISION) for name in ("reasons", "wording", "conditions")] == [
        VARIED["reasons"], VARIED["wording"], [{"asks": COURSE, "proof": "The certificate."}],
    ]  # fmt: skip
    assert b"knot" not in bytes(entry.entry)


@pytest.mark.parametrize(
    ("typed", "field", "reason"),
    [
        ({"level": 5, "term_days": "200 days", "abeyance": 6, "abeyance_days": "40 days"}, "outside_range", None),
        ({"level": 7, "no_return_years": 3}, "level", "not_harsher_unless_the_society_appealed"),
        (
            {"level": 6, "term_days": "120 days", "outside_range": "So it is."},
            "level",
            "not_harsher_unless_the_society_appealed",
        ),
        ({"level": 3, "lower_level": ""}, "lower_level", None),
    ],
)
def test_terms_that_do_not_follow_from_what_stands_are_refused_at_their_field(
    heard: Road, typed: dict[str, Any], field: str, reason: str | None
) -> None:
    before = len(ledger.stream(heard.case.stream))
    with pytest.raises(BadShape) as no:
        varied(heard, **typed)
    assert list(no.value.errors) == [field]
    assert reason is None or no.value.errors[field] == [REASONS[reason]]
    assert len(ledger.stream(heard.case.stream)) == before


def test_an_appeal_that_leaves_no_finding_is_not_one_allowed_in_part(heard: Road) -> None:
    everything = [one.id for one in heard.story.view.allegations.all]
    with pytest.raises(BadShape) as no:
        varied(heard, quashed=everything)
    assert no.value.errors == {"quashed": [REASONS["sanction_is_recomputed"]]}


def test_both_sides_are_told_and_the_record_holds(heard: Road) -> None:
    varied(heard)
    heard.post()
    templates = ("appeal_decided", "outcome_corrected")
    told_now = Message.objects.filter(template__in=templates).values_list("seat", "letter")
    assert sorted(told_now) == [("complainant", "N11"), ("respondent", "N13")]
    assert list(drifts()) == []
    assert list(breaches()) == []


def test_two_of_the_three_decide_also_without_the_chair(heard: Road) -> None:
    gone = heard.story.view.allegations.all[0].id
    heard.story.two("anouk", "arne", Verb.VARY_ON_APPEAL, quashed=[gone], **VARIED)
    appeal_panel = {seat: heard.story.view.people.holding(seat) for seat in (Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER)}
    assert appeal_panel[Seat.APPEAL_CHAIR] == {pseudonym(heard.people["amos"])}
    assert heard.story.view.state is CaseState.MONITORING
