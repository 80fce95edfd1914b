"""A member who opens the notice and nothing after it: the case goes to its end, and every law holds."""

from casework.record import events as e
from casework.record.state.deeming import DEEMED, Deeming
from casework.vocabulary import Seat, Verb
from policy.quorum import Option
from tests.invariants.laws import hold, hold_of_the_whole
from tests.invariants.steering import opens_nothing_more, walked_past

V = Verb
ROAD = (
    *(V.SERVE_NOTICE, V.ACKNOWLEDGE_NOTICE, opens_nothing_more, V.FORM_PANEL, V.OPEN_HEARING, V.NAME_FACTORS),
    *(V.RECOMMEND_SANCTION, V.OPEN_BALLOT, Option.L5, V.DECIDE_CASE, V.APPEAL_LAPSES),
)


def test_a_member_who_opens_no_letter_after_the_notice_stops_nothing() -> None:
    world = walked_past("a member who opens nothing", ROAD, hold)
    hold_of_the_whole(world)
    opened = [one.event for one in world.history if isinstance(one.event, e.LetterOpened)]
    assert [one for one in opened if one.reader is Seat.RESPONDENT] == []
    served = {one.event.about for one in world.history if isinstance(one.event, e.LetterDeemedServed)}
    kinds = {type(one.event) for one in world.history if one.event.id in served}
    assert kinds >= {e.PanelListServed, e.PanelFormed, e.FactorsNamed, e.BoardPackSent, e.BoardDecided}
    assert {DEEMED[kind] for kind in kinds} == {Deeming.BY_TIME, Deeming.WITH_POST}
