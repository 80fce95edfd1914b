"""Weapons of delay: a member who asks, files, challenges, falls ill or opens nothing, whenever time has passed.

Whatever the weapon and wherever the case stands, officials and clocks bring it to its end, and every law holds.
"""

from collections.abc import Mapping

import pytest

from casework.vocabulary import CaseState, Seat, Verb
from policy.quorum import Option
from tests.invariants.home import go_home
from tests.invariants.laws import hold, hold_of_the_whole
from tests.invariants.steering import Mark, walked_past
from tests.invariants.walking import attempt, branched
from tests.invariants.world import World
from tests.share import share_of

V = Verb
WEAPONS: Mapping[str, tuple[Verb, ...]] = {
    "silence": (),
    "requests of every kind, witnesses among them": (V.MAKE_REQUEST,),
    "papers at any hour": (V.ADD_EVIDENCE, V.FILE_LATE_EVIDENCE, V.OFFER_NEW_EVIDENCE),
    "letters that come back": (V.RECORD_BOUNCE,),
    "letters that are said never to have come": (V.PROVE_NON_RECEIPT,),
    "notes of illness": (V.FLAG_HEALTH,),
    "challenges": (V.CHALLENGE_MEMBER, V.CHALLENGE_APPEAL_MEMBER),
    "a last word that is said to have been refused": (V.CONFIRM_LAST_WORD,),
    "requests to set a default aside": (V.ASK_TO_SET_ASIDE,),
    "a representative who comes and goes": (V.APPOINT_REPRESENTATIVE, V.END_REPRESENTATION),
}
OF_OTHERS = frozenset({V.RECORD_BOUNCE, V.PROVE_NON_RECEIPT})
"""What officers or the system record about the member's letters."""
NOTICED: tuple[Mark, ...] = (V.SERVE_NOTICE, V.ACKNOWLEDGE_NOTICE)
STAGES: Mapping[str, tuple[Mark, ...]] = {
    "at the answer": NOTICED,
    "before the panel": (*NOTICED, V.NAME_PANEL),
    "at the hearing": (*NOTICED, V.FORM_PANEL),
    "at the findings": (*NOTICED, V.OPEN_DELIBERATION),
    "before the board": (*NOTICED, V.SEND_BOARD_PACK),
    "after the decision": (*NOTICED, Option.L5, V.DECIDE_CASE),
    "at the appeal": (*NOTICED, Option.L5, V.DECIDE_CASE, V.LODGE_APPEAL),
}
SHOTS = 25


@pytest.mark.parametrize("fight", share_of((f"{weapon}, {stage}" for weapon in WEAPONS for stage in STAGES), one_in=6))
def test_the_case_goes_on(fight: str) -> None:
    weapon, stage = fight.rsplit(", ", 1)
    world = branched(walked_past(f"a member who delays {stage}", STAGES[stage], hold), homeward=True)
    world.opens_nothing = True
    shots = 0

    def fire(at: World) -> None:
        nonlocal shots
        for verb in WEAPONS[weapon] if shots < SHOTS else ():
            open_now = (one for one in at.open_steps([verb]) if one.by[1] is Seat.RESPONDENT or verb in OF_OTHERS)
            shots += any(attempt(at, one) is not None for one in open_now)

    go_home(world, each_time=fire)
    assert world.state is CaseState.CLOSED
    hold_of_the_whole(world)
