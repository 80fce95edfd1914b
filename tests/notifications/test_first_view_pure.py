"""A panel is told of one thing at a time: of the first view, and of the findings once they can be signed."""

from casework.record import events as e
from casework.vocabulary import Seat, Verb
from notifications.topics.asked import Asked
from notifications.topics.rules import RULES
from notifications.topics.table import TOPICS, Topic
from tests.casework.panel_road import CLEO, MILO, NORA, deliberating, opinions
from tests.casework.procedure.findings.test_signing_pure import first_views
from tests.casework.pure import PureCase


def told(case: PureCase) -> list[list[Topic]]:
    """Return of which of the two each member of the panel is told."""
    topics = (Topic.FIRST_VIEW, Topic.FINDINGS)
    asked = [Asked(person=person, seat=seat) for person, seat in (CLEO, MILO, NORA)]
    return [[topic for topic in topics if TOPICS[topic].holds(case.view, one)] for one in asked]


def test_the_findings_wait_for_a_panel_only_once_each_member_has_a_first_view() -> None:
    case = deliberating()
    assert told(case) == [[Topic.FIRST_VIEW]] * 3
    first_views(case, CLEO, MILO)
    assert told(case) == [[], [], [Topic.FIRST_VIEW]]
    first_views(case, NORA)
    assert told(case) == [[Topic.FINDINGS]] * 3
    case.do(Verb.SIGN_FINDINGS, by=CLEO, opinions=opinions(case))
    assert told(case) == [[], [Topic.FINDINGS], [Topic.FINDINGS]]


def test_the_panel_is_told_of_the_first_view_as_it_withdraws_and_of_the_findings_after_each() -> None:
    kinds = (e.DeliberationOpened, e.FirstViewGiven)
    topics = [{one.topic for one in RULES[kind] if Seat.PANEL_MEMBER in one.seats} - {Topic.TURN} for kind in kinds]
    assert topics == [{Topic.FIRST_VIEW}, {Topic.FINDINGS}]
