"""The page of a case, the queue and Today show one date of a case: the day of the step that is expected next."""

from collections.abc import Callable
from datetime import datetime

from casework.models import Case
from casework.models.case import project
from casework.models.turn import NEVER
from casework.queries.wording.clock_lines import clock_lines, next_line
from casework.record.rights import Holder
from casework.vocabulary import Seat
from casework.workflow.turns import turns_due
from tests.casework import appeal_road, board_road, panel_road, pure_answer, pure_road
from tests.casework.pure import PureCase, someone

STAGES: tuple[Callable[[], PureCase], ...] = (
    *(pure_road.filed, pure_road.in_screening, pure_road.ready_to_investigate, pure_road.in_investigation),
    *(pure_answer.served, pure_answer.answered, pure_answer.shared, pure_answer.with_deciders),
    *(panel_road.named, panel_road.listed, panel_road.formed, panel_road.bundled, panel_road.deliberating),
    *(panel_road.weighed, board_road.before_the_board, board_road.on_probation),
    *(appeal_road.decided, appeal_road.lodged, appeal_road.heard),
)


def dates(case: PureCase) -> tuple[set[datetime], datetime, datetime]:
    """The day of the expected step on Today, for all whose turn it is; that of the case in the queue; that on its page."""
    row = Case()
    row.view = view = case.view
    project(row)
    holders = [Holder(person=person, seat=seat) for person, seat in view.people.seats]
    holders += [Holder(person=someone(seat.value), seat=seat) for seat in Seat]
    turns = {turn.due or NEVER for turn in turns_due(view, holders) if turn.step.value == row.expected_step}
    line = next_line(view, clock_lines(view, case.happened), row.due, row.due_clock)
    return turns, row.due, (line.due if line else None) or NEVER


def test_the_date_of_a_case_is_the_same_on_its_page_in_the_queue_and_on_today() -> None:
    found = [dates(brought()) for brought in STAGES]
    assert [(listed, shown) for _, listed, shown in found if listed != shown] == []
    assert [(turns, listed) for turns, listed, _ in found if turns not in ({listed}, set())] == []
    assert len([turns for turns, _, _ in found if turns]) >= 14


def test_a_day_of_no_clock_is_that_of_the_hearing() -> None:
    view = panel_road.bundled().view
    line = next_line(view, (), view.now, "")
    assert line is not None and (line.name, line.day, line.days_left) == (None, view.today, 0)
