"""The letters of the branches around a hearing, each written for its reader; none tells one side of the other."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine

from casework.access import Actor
from casework.models import Case
from casework.vocabulary import Seat, Verb
from ledger.clock import now
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.writing import letter_for
from notifications.models import Message
from tests.casework.desk_cast import MONDAY
from tests.casework.panel_cast import PanelCast
from tests.casework.taking import take

RESPONDENT, REPORTER = Seat.RESPONDENT, Seat.COMPLAINANT
LATE = {"title": "A letter", "text": "Found on Friday.", "cause": "It lay in a box."}


@pytest.fixture
def panel_cast(db: None) -> Iterator[PanelCast]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield PanelCast(clock)


def day(days: int) -> str:
    return (now().date() + timedelta(days=days)).isoformat()


def challenged(panel_cast: PanelCast, upheld: str) -> None:
    member = str(panel_cast.person("milo"))
    said = {"member": member, "particulars": "Partners.", "new_facts": "on"}
    case = take(panel_cast.listed(), Verb.CHALLENGE_MEMBER, panel_cast.by("rex"), **said)
    ruled = {"member": member, "upheld": upheld, "reasons": "As we see it, corncrake."}
    take(case, Verb.RULE_CHALLENGE, panel_cast.by("cleo"), **ruled)


def upheld(panel_cast: PanelCast) -> None:
    challenged(panel_cast, "yes")


def not_upheld(panel_cast: PanelCast) -> None:
    challenged(panel_cast, "no")


def adjourned(panel_cast: PanelCast) -> None:
    said = {
        "asked_by": "respondent",
        "hearing_on": day(60),
        "hearing_at": "10:00",
        "hearing_minutes": "240",
        "reasons": "Somebody is ill, corncrake.",
    }
    take(panel_cast.formed(), Verb.ADJOURN_HEARING, panel_cast.by("cleo"), **said)


def charged(panel_cast: PanelCast) -> None:
    case = panel_cast.formed()
    period = {"commitment": "5", "first_day": "2026-01-20", "last_day": "2026-01-20"}
    given = {**period, "act": "Kept figures back, corncrake.", "evidence": [str(panel_cast.copy_in(case))], "words": ""}
    take(case, Verb.ADD_CHARGE, panel_cast.by("ola"), panel_cast.by("cleo"), **given)


def late(panel_cast: PanelCast, ruling: str) -> Case:
    case = take(panel_cast.deliberating(), Verb.FILE_LATE_EVIDENCE, panel_cast.by("rex"), **LATE)
    case = panel_cast.let_in(case)
    (key,) = case.view.deliberation.late
    said = {"evidence": str(key), "ruling": ruling, "reasons": "As we see it, corncrake."}
    return take(case, Verb.RULE_LATE_EVIDENCE, panel_cast.by("cleo"), **said)


def not_taken(panel_cast: PanelCast) -> None:
    late(panel_cast, "refused")


def reopened(panel_cast: PanelCast) -> None:
    case = late(panel_cast, "heard")
    take(
        case,
        Verb.REOPEN_HEARING,
        panel_cast.by("cleo"),
        hearing_on=day(40),
        hearing_at="10:00",
        hearing_minutes="240",
        reasons="For the letter, corncrake.",
    )


@pytest.mark.parametrize(
    ("told", "template", "readers", "says"),
    [
        (upheld, "challenge_ruled", {REPORTER, RESPONDENT}, "does not sit any more"),
        (not_upheld, "challenge_ruled", {REPORTER, RESPONDENT}, "the member sits on"),
        (adjourned, "hearing_adjourned", {REPORTER, RESPONDENT}, "The hearing is now on"),
        (charged, "charge_added", {RESPONDENT}, "One more allegation is brought"),
        (not_taken, "late_evidence_ruled", {RESPONDENT}, "It is not admitted"),
        (reopened, "late_evidence_ruled", {RESPONDENT}, "both sides are heard on it"),
        (reopened, "hearing_notice_for_reporter", {REPORTER}, "This letter does not call you as a witness."),
    ],
    ids=lambda value: getattr(value, "__name__", None) or (value if isinstance(value, str) else None),
)
def test_a_letter_reaches_its_readers_with_what_was_written_for_them(
    panel_cast: PanelCast, told: Callable[[PanelCast], None], template: str, readers: set[Seat], says: str
) -> None:
    told(panel_cast)
    while place_letters():
        pass
    case = Case.objects.get()
    found = Message.objects.select_related("case__rulebook__code", "case__respondent", "reader")
    written: dict[Seat, str] = {}
    for one in found.filter(template=template):
        html = str(letter_for(one, Actor(user=one.reader)).html)
        assert ("What happens next" in html, says in html) == (True, True)
        written[Seat(one.seat)] = html
    assert set(written) == readers
    for seat, html in written.items():
        hidden = ["Pia", "Sandgrouse", case.reference, case.code_name, *(["Rex"] if seat is REPORTER else [])]
        assert [word for word in hidden if word in html] == []
    if RESPONDENT in written:
        assert "corncrake" in written[RESPONDENT]
