"""The one door: grants first, then 404 or 403, then the lock, then the events."""

from datetime import datetime
from typing import cast
from uuid import UUID

from accounts.offices import offices_of
from accounts.prepared import prepared_cursor
from accounts.pseudonyms import pseudonym
from accounts.raw_rows import RawRows
from accounts.vocabulary import Office
from casework.access.actor import Actor
from casework.access.actor_context import ActorContext, actor_context, context_around
from casework.access.case_at_door import AtDoor, case_at_door
from casework.access.history import barred_in, fold_case
from casework.access.requests import claim
from casework.models import Case
from casework.record.events import LINKS_A_CASE, NAMES_ANOTHER_CASE
from casework.record.rights import STANDING, rights_of
from casework.record.state.people import PARTIES
from casework.vocabulary import NoRight, NotSeen, Reading, Right, Seat, Verb
from casework.workflow.guard import Acting, refuse_unless
from casework.workflow.signatures import read_first, signer_has_read_it
from casework.workflow.step import refuse, signed_by_the_others
from ledger.clock import now

SHOWN_TO_OFFICERS = (Reading.SEE_CASE, Reading.READ_KEEP_AWAY, Reading.READ_STORY, Reading.READ_RESULT)
"""The rights that show an officer a step: to see the case; from outside, to answer the question about its reporter; as a
blind reader, to read what was reported; or, once the board has decided, to read the result."""
SHOWING = tuple(Reading)
RIGHTS = """
SELECT g.content_object_id, (SELECT p.codename FROM auth_permission AS p WHERE p.id = g.permission_id)
FROM casework_case AS c
JOIN casework_casegrant AS g ON g.content_object_id = c.id
WHERE c.reference = %s AND g.user_id = %s
"""
"""By hand: every step asks it, prepared (docs/adr/0014: a step is a fifth faster). Each grant looks its right up, as in
`case_at_door`."""
LOCKED = RawRows(
    """
    WITH patience AS MATERIALIZED (SELECT set_config('lock_timeout', '2s', true))
    SELECT {c} FROM patience, casework_case AS c WHERE c.reference = %s FOR NO KEY UPDATE OF c
    """,
    {"c": Case},
)
"""By hand: the time to wait for a lock is set in the same statement, which no queryset can do."""


def rights_in(by: Actor, reference: str) -> tuple[UUID | None, frozenset[str]]:
    """Return the case's key and the actor's rights in it; (None, empty) if there are none. One query."""
    with prepared_cursor() as cursor:
        cursor.execute(RIGHTS, [reference.replace("\0", "?"), by.user.pk])
        found = cursor.fetchall()
    return (found[0][0] if found else None), frozenset(codename for _, codename in found)


def require(by: Actor, reference: str, *rights: Right) -> frozenset[str]:
    """Return the actor's rights if any of `rights` is among them.

    Otherwise raises NoRight, or NotSeen if no right of theirs shows the case.
    """
    _, held = rights_in(by, reference)
    return require_held(by, reference, held, *rights)


def require_step(by: Actor, reference: str, verb: Verb) -> frozenset[str]:
    """Return an officer's rights if they may see the case and also take this step.

    If a seat cannot see the case in this state, its steps are not there either. An outside alternate who is asked whom a
    reporter means sees the question alone. Raises as `require` does.
    """
    _, held = rights_in(by, reference)
    require_held(by, reference, held, *SHOWN_TO_OFFICERS)
    return require_held(by, reference, held, verb)


def rights_allowed(held: frozenset[str], *rights: Right) -> frozenset[str]:
    """Return the rights held in a case if any of `rights` is among them. Raises as `require` does.

    Parties do not find a case by its own reference: they know it by the reference of their letter.
    """
    if held & {right.value for right in rights}:
        return held
    shown = SHOWN_TO_OFFICERS if Reading.SEE_CASE in rights else SHOWING
    raise NoRight if held & {right.value for right in shown} else NotSeen


def require_held(by: Actor, reference: str, held: frozenset[str], *rights: Right) -> frozenset[str]:
    """Return what `rights_allowed` returns. Raises as it does, but NoRight only if the events let the actor read the case.

    NoRight reveals that the case exists. A grant that somebody wrote into the table, or that has lapsed, must not do that.
    """
    try:
        return rights_allowed(held, *rights)
    except NoRight:
        _enter_found(case_at_door(by, reference), by, *Reading)
        raise


def case_for(by: Actor, reference: str, right: Right) -> Case:
    """Return the case, locked, with its view and who acts; only inside a transaction.

    Raises NotSeen or NoRight before anything is locked, and NotSeen if the right ended while the request waited for the
    lock. OperationalError if others hold the lock for longer than two seconds. NotNow if the proposal that waits for the
    actor's signature is no longer the one that the actor read, and what the actor's `check` raises.
    """
    seen = by.seen if by.seen is not None and by.seen.reference == reference else None
    rights = require_held(by, reference, seen.rights, right) if seen else require(by, reference, right)
    moment = now()
    claim(by, right, reference, moment)
    case = lock_case(reference)
    case.rights = rights
    enter_case(case, by, moment, right)
    case.step_proof = by
    if by.check is not None:
        by.check(case, right)
    if by.signs is not None:
        case.view = read_first(case.view, by.signs)
        refuse_unless(signer_has_read_it(case.view.proposals.of(Verb(right)), by.signs), "signer_has_read_it")
    if by.rehearses:
        case.view = signed_by_the_others(Verb(right), case)
    return case


def case_shown(by: Actor, reference: str, *rights: Right) -> Case:
    """Return the case with its view for reading, without a lock. Raises NotSeen or NoRight."""
    found = case_at_door(by, reference)
    try:
        rights_allowed(found.case.rights, *rights)
    except NoRight:
        _enter_found(found, by, *Reading)
        raise
    return _enter_found(found, by, *rights)


def case_written(by: Actor, reference: str, *rights: Right) -> Case:
    """Return the case, locked, to write what makes no entry; only inside a transaction. Raises as `case_for` does."""
    held = require(by, reference, *rights)
    case = lock_case(reference)
    case.rights = held
    return enter_case(case, by, now(), *rights)


def _enter_found(found: AtDoor, by: Actor, *rights: Right) -> Case:
    return enter_case(found.case, by, now(), *rights, found=found)


def lock_case(reference: str) -> Case:
    """Return a case, locked until the transaction ends. OperationalError after two seconds of waiting."""
    ((case,),) = LOCKED.ask([reference])
    return cast(Case, case)


def enter_case(case: Case, by: Actor, moment: datetime, *rights: Right, found: AtDoor | None = None) -> Case:
    """Set the view of a case, and who acts: the actor in the seats that hold any of `rights` now. NotSeen if none does.

    A right that was read with the case counts only if the events give it.
    `found`: what was read with the case, for reading only. Under the lock it is read again.
    """
    known = fold_case(case, moment, sworn=found.sworn, head=found.head) if found else fold_case(case, moment)
    named = {one.event.other for one in case.record if isinstance(one.event, NAMES_ANOTHER_CASE)}
    if found is None or named or known.joining.linked:
        context = actor_context(case, by.user, others=known.joining.linked, day=known.today, named=named)
    else:
        context = context_around(found.around, by.user, known.today)
    case.view, case.may_have_tasks = known.having(elsewhere=context.elsewhere), context.tasks
    person = _person(case, by, context)
    case.seats = _seats(case, by, person, context)
    linked = {one.event.other for one in case.record if isinstance(one.event, LINKS_A_CASE)}
    # Three queries for each linked case that the actor does not see; there are few.
    case.others_told = context.shown | {key for key in linked - context.shown if person not in barred_in(key, moment)}
    given = {seat: rights_of(seat, case.view, person) for seat in case.seats}
    seats = frozenset(seat for seat, some in given.items() if some & set(rights))
    if not seats or person in case.view.people.barred:
        raise NotSeen
    # Somebody who can write to the database could give a screener the right to read a sealed name: the events decide.
    case.rights &= {right.value for some in given.values() for right in some}
    case.acting = Acting(person=person, seats=seats)
    return case


def _person(case: Case, by: Actor, context: ActorContext) -> UUID:
    """Return the pseudonym of a user in a case: a party has one for this case alone, others have one for all cases."""
    own = context.names.get(str(case.id))
    respondent = context.member is not None and context.member == case.respondent_id
    if respondent or by.user.kind == "reporter":
        return own or pseudonym(by.user, str(case.id))
    if own is not None and case.view.people.seats_of(own):
        return own
    return context.names.get("") or pseudonym(by.user)


def _seats(case: Case, by: Actor, person: UUID, context: ActorContext) -> frozenset[Seat]:
    """Return the seats that a person holds in a case now, by office too; a party holds no office in their own case."""
    given = case.view.people.seats_of(person)
    if given & PARTIES:
        return given
    places = [STANDING[office] for office in context.offices if office in STANDING]
    clock = [Seat.CLOCK] if by.user.kind == "clock" else []
    return given.union(clock, (seat for seat, states in places if case.view.state in states))


def refuse_unless_open(case: Case, verb: Verb) -> None:
    """Raise NotNow with the reasons against a step, before any work is done for it."""
    refuse(case, verb)


def require_office(by: Actor, *offices: Office) -> None:
    """Raise NotSeen unless the actor holds one of the offices today: others do not learn that the page exists."""
    if not offices_of(by.user, now().date()) & set(offices):
        raise NotSeen
