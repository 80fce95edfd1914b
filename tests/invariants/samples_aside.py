"""What is typed for the steps beside the straight road: extensions, holds, withdrawal, links, progress."""

from collections.abc import Mapping
from datetime import timedelta

from casework.procedure.requests.guards import OBJECTABLE, holders_of, own_waiting
from casework.record.state.requests import requests_for
from casework.vocabulary import AllegationState, Channel, ClockName, Membership, RequestKind, Scope, Seat, Verb
from tests.casework.pure import By, someone
from tests.invariants.samples_inquiry import unserved
from tests.invariants.samples_screening import Sample, new_key, nothing
from tests.invariants.world import Given, World

OTHER = someone("another case")


def split(world: World, by: By) -> Given | None:
    """A split inside the period of an allegation that is not decided."""
    open_ones = world.view.allegations.in_state(AllegationState.DRAFTED, AllegationState.IN_SCOPE)
    long = [one for one in open_ones if one.last_day > one.first_day]
    if not long or len(world.view.allegations.all) > 4:
        return None
    return {"allegation": long[0].id, "part": new_key(world, "part"), "on": long[0].first_day + timedelta(days=1)}


def another_way(world: World, by: By) -> Given | None:
    """A letter of which two ways failed, or will be said to have."""
    about = unserved(world, Seat.RESPONDENT)
    return {"about": about, "reader": Seat.RESPONDENT} if about else None


def held(world: World, by: By) -> Given:
    """A hold of one running clock."""
    running = [run.name for run in world.view.clocks if run.running and run.name is not ClockName.STATUS]
    return {"clocks": (world.rng.choice(running),) if running else ()}


def withdrawn(world: World, by: By) -> Given:
    """The withdrawal of the reporter there is."""
    return {"subject": world.view.filing.reporter}


def imposed(world: World, by: By) -> Given:
    """What two of three impose; now and then before the respondent is heard."""
    return {
        "measure_written": True,
        "reasons_written": True,
        "lighter_written": True,
        "urgent": world.rng.random() < 0.5,
    }


def standing(world: World, by: By) -> Given | None:
    """Another standing than the one recorded, from today; on the way home a member comes back, so that terms run."""
    if world.homeward:
        gone = world.view.membership.standing is not Membership.MEMBER
        return {"standing": Membership.MEMBER, "since": world.view.today} if gone else None
    others = [one for one in Membership if one is not world.view.membership.standing]
    return {"standing": world.rng.choice(others), "since": world.view.today}


def request_withdrawn(world: World, by: By) -> Given | None:
    """A request of their own that waits."""
    world.case.enter(by)
    own = own_waiting(world.case)
    return {"request": own[0].id} if own else None


def request(world: World, by: By) -> Given:
    """A request of any kind; now and then about somebody who deals with the case."""
    held = sorted({seat for _, seat in world.view.people.seats} & set(OBJECTABLE))
    return {
        "kind": world.rng.choice(list(RequestKind)),
        "words_written": True,
        "days": 5,
        "about": world.rng.choice(held) if held else None,
        "new_facts": world.rng.random() < 0.3,
    }


def answer_to_request(world: World, by: By) -> Given | None:
    """An answer to what waits for this person; on the way home nothing is granted."""
    waiting = requests_for(world.view, frozenset({by[1]}))
    if not waiting:
        return None
    one = world.rng.choice(waiting)
    held = sorted(holders_of(world.view, one.about)) if one.about else []
    return {
        "request": one.id,
        "granted": not world.homeward and world.rng.random() < 0.5,
        "reasons_written": True,
        "days": 3,
        "due_on": world.view.today + timedelta(days=10),
        "person": held[0] if held else None,
    }


def document(world: World, by: By) -> Given | None:
    """A document that was ordered and is not there."""
    return {"request": world.view.requests.orders[0].id, "note_written": True} if world.view.requests.orders else None


def representative(world: World, by: By) -> Given:
    """Somebody from outside who may answer for the respondent, for two months."""
    until = world.view.today + timedelta(days=60)
    return {"person": new_key(world, "speaker"), "scope": (Scope.ANSWER,), "until": until, "free": True}


ASIDES: Mapping[Verb, Sample] = {
    Verb.SPLIT_ALLEGATION: split,
    Verb.EXTEND_INFORMATION: nothing,
    Verb.EXTEND_INVESTIGATION: lambda world, by: {"days": 5},
    Verb.MAKE_REQUEST: request,
    Verb.WITHDRAW_REQUEST: request_withdrawn,
    Verb.ANSWER_REQUEST: answer_to_request,
    Verb.PRODUCE_DOCUMENT: document,
    Verb.ASK_TO_SET_ASIDE: nothing,
    Verb.REFUSE_SET_ASIDE: nothing,
    Verb.SERVE_NOTICE_AGAIN: lambda world, by: {"channel": world.rng.choice(list(Channel))},
    Verb.DIRECT_SERVICE: another_way,
    Verb.PROPOSE_TERMS: nothing,
    Verb.ACCEPT_TERMS: nothing,
    Verb.ASK_WITHDRAWAL: nothing,
    Verb.TAKE_BACK_WITHDRAWAL: nothing,
    Verb.CHECK_COERCION: withdrawn,
    Verb.RELEASE_COMPLAINT: withdrawn,
    Verb.ADOPT_CASE: lambda world, by: {} if world.rng.random() < 0.3 else None,
    Verb.LINK_CASES: lambda world, by: {"other": OTHER, "clash": False},
    Verb.SEVER_CASES: lambda world, by: {"other": OTHER},
    Verb.PLACE_HOLD: held,
    Verb.REVIEW_HOLD: nothing,
    Verb.RELEASE_HOLD: nothing,
    Verb.PLACE_LEGAL_HOLD: nothing,
    Verb.LIFT_LEGAL_HOLD: nothing,
    Verb.ERASE_CONTENT: lambda world, by: {"keys": 3},
    Verb.PROPOSE_INTERIM: lambda world, by: {"measure_written": True, "threat_written": True},
    Verb.ANSWER_INTERIM: nothing,
    Verb.IMPOSE_INTERIM: imposed,
    Verb.REVIEW_INTERIM: nothing,
    Verb.LIFT_INTERIM: lambda world, by: {} if world.rng.random() < 0.5 else None,
    Verb.INTERIM_LAPSES: nothing,
    Verb.CORRECT_SLIP: lambda world, by: {
        "clerical": True,
        "heard": True,
        "afresh": world.rng.random() < 0.5,
    },
    Verb.REFER_BAD_FAITH: lambda world, by: {"shown": True, "other": new_key(world, "case about a lie")},
    Verb.REPORT_RETALIATION: lambda world, by: (
        {"described": True, "other": new_key(world, "case about a detriment")} if world.rng.random() < 0.1 else None
    ),
    Verb.SAY_HOW_IT_IS: nothing,
    Verb.APPOINT_REPRESENTATIVE: representative,
    Verb.ACCEPT_REPRESENTATION: nothing,
    Verb.END_REPRESENTATION: lambda world, by: {} if world.rng.random() < 0.3 else None,
    Verb.FLAG_HEALTH: lambda world, by: {"note_written": True} if world.rng.random() < 0.2 else None,
    Verb.REVIEW_HEALTH: nothing,
    Verb.CLEAR_HEALTH: nothing,
    Verb.RECORD_STANDING: standing,
    Verb.DEFER_RESIGNATION: lambda world, by: {"received_on": world.view.today},
    Verb.ACCEPT_RESIGNATION: nothing,
    Verb.SEND_STATUS: nothing,
    Verb.GIVE_FEEDBACK: nothing,
    Verb.EXTEND_FEEDBACK: nothing,
}
