"""What was done before the oath is dropped, and each later part is charged under the words that were sworn that day."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from casework.models import Case
from casework.procedure.seats.actions import seat_officer
from casework.vocabulary import AllegationState as State
from casework.vocabulary import CaseState, ClosingCode, Seat, Verb
from casework.workflow.guard import REASONS
from ledger.clock import now
from policy.actions import publish_editions, sign_oath
from policy.models import OathSignature
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import ICSRM
from tests.casework.taking import take, trying

pytestmark = pytest.mark.django_db
SWORN_FIRST, SWORN_AGAIN = date(2024, 1, 1), date(2026, 3, 2)


def a_second_edition(folder: Path) -> None:
    """Publish a Code, an oath and a rulebook that are in force from today on."""
    changed = {
        '"icsrm-oath-1"': '"icsrm-oath-2"',
        '"icsrm-code-1"': '"icsrm-code-2"',
        '"icsrm-rulebook-1"': '"icsrm-rulebook-2"',
        '"2024-01-01"': '"2026-03-02"',
    }
    for file in ICSRM.glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        for old, new in changed.items():
            text = text.replace(old, new)
        (folder / file.name).write_text(text, encoding="utf-8")
    publish_editions(folder=folder)


def parts(case: Case) -> list[tuple[State, ClosingCode | None, date, date]]:
    return [(one.state, one.scope_code, one.first_day, one.last_day) for one in case.view.allegations.all]


def test_conduct_straddles_two_editions_or_the_oath_date(inquiry: Inquiry, tmp_path: Path) -> None:
    a_second_edition(tmp_path)
    again = {"method": OathSignature.Method.RE_AUTHENTICATION, "effective": SWORN_AGAIN}
    sign_oath(member=inquiry.rex, by=inquiry["rex"], at=now(), **again)  # type: ignore[arg-type]
    inquiry.clock.shift(timedelta(days=3))

    case = inquiry.screening()
    by = inquiry.screeners(case)[0]
    answers = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), "no")
    take(case, Verb.TRIAGE_CASE, by, severity="2", notes="Calm.", **answers)
    take(case, Verb.IDENTIFY_RESPONDENT, by, member="M-0042")
    days = {"first_day": "2023-12-20", "last_day": "2026-03-04"}
    case = take(case, Verb.FRAME_ALLEGATION, by, commitment="3", act="Kept the course fees.", **days)
    (whole,) = case.view.allegations.all

    def put_in_scope(part: UUID) -> Case:
        return take(
            case, Verb.SCOPE_ALLEGATION, by, allegation=str(part), in_scope="yes", reasons="It would breach it."
        )

    case = put_in_scope(whole.id)
    seat = {"person": inquiry.person("ola"), "seat": Seat.INVESTIGATOR, "reason": ""}
    case = seat_officer(reference=case.reference, by=inquiry.by("ines"), **seat)
    assert refused(case, trying(case, Verb.OPEN_INVESTIGATION, by, confirmed="on")) == (
        REASONS["oath_was_in_force_throughout"],
    )

    def split(part: UUID, on: date) -> Case:
        return take(
            case,
            Verb.SPLIT_ALLEGATION,
            by,
            allegation=str(part),
            on=on.isoformat(),
            reasons="Other words from then on.",
        )

    case = split(whole.id, SWORN_FIRST)
    case = split(case.view.allegations.all[1].id, SWORN_AGAIN)
    assert parts(case) == [
        (State.OUT_OF_SCOPE, ClosingCode.NO_JURISDICTION, date(2023, 12, 20), date(2023, 12, 31)),
        (State.DRAFTED, None, SWORN_FIRST, SWORN_AGAIN - timedelta(days=1)),
        (State.DRAFTED, None, SWORN_AGAIN, date(2026, 3, 4)),
    ]
    for part in case.view.allegations.all[1:]:
        case = put_in_scope(part.id)
    case = take(case, Verb.OPEN_INVESTIGATION, by, confirmed="on")
    _, first, second = case.view.allegations.all
    assert case.state == CaseState.INVESTIGATION
    assert [first.edition, second.edition] == [sworn.edition for sworn in case.view.sworn]
    assert first.edition != second.edition
