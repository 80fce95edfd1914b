"""A case that is being filed: the only one for which nobody needs a grant."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from accounts.models import User
from accounts.offices import Office, offices_of
from accounts.pseudonyms import new_pseudonym, pseudonym
from casework.access.actor import Actor
from casework.access.holders import THE_CLOCK, Named, read_clock
from casework.access.requests import KeyClaim, claim
from casework.access.turns import wait_for_a_turn
from casework.models import Case
from casework.record.state import CaseView
from casework.vocabulary import NoRight, Seat, Verb
from casework.workflow.guard import Acting
from policy.queries import STORED_EDITIONS, rulebook_at, rules_of
from vault.references import new_code_name, new_code_names, new_reference


@dataclass(frozen=True)
class Allowed:
    """Under which rulebook the cases of a report run, and the clock, if it was read already."""

    rulebook: UUID
    clock: Named | None = None


def may_file(
    by: Actor | None, moment: datetime, *, once: tuple[UUID, bytes] | None = None, answer: str = ""
) -> Allowed:
    """Let the public (`by` None) or an officer file, once for each request key. The public's key is in `once`.

    `once` also holds what was asked. `answer` is kept for a repeated request. The public waits for a turn if many file at
    once. NoRight for an officer outside intake; otherwise what `claim` raises.
    """
    if by is None:
        key = KeyClaim.of(None, *once, Verb.FILE_COMPLAINT, "", at=moment, answer=answer) if once else None
        stored, clock = wait_for_a_turn(STORED_EDITIONS, THE_CLOCK, claim=key) or (None, None)
        return Allowed(rulebook_at(moment, stored), read_clock(clock))
    rulebook = rulebook_at(moment)
    today = moment.astimezone(ZoneInfo(rules_of(rulebook).zone)).date()
    if Office.INTAKE not in offices_of(by.user, today):
        raise NoRight
    claim(by, Verb.FILE_COMPLAINT, "", moment, answer=answer)
    return Allowed(rulebook)


def new_cases(number: int, *, by: User | None, reporter: User | None, moment: datetime, rulebook: UUID) -> list[Case]:
    """Return so many new cases that belong together, each with another code name. A new reporter is stored with the first."""
    linked = uuid4()
    names = new_code_names(number)
    cases = [new_case(by=by, linked=linked, moment=moment, rulebook=rulebook, code_name=name) for name in names]
    cases[0].stored_with += (reporter,) if reporter else ()
    return cases


def new_case(
    *, by: User | None, linked: UUID, moment: datetime, rulebook: UUID | None = None, code_name: str = ""
) -> Case:
    """Return an unsaved case, in which `by` acts: a reporter, or an officer of intake.

    It runs under the rulebook in force, unless it is given. Cases with the same `linked` belong together. DoesNotExist if no
    rulebook is in force; ValueError if `by` is None.
    """
    if by is None:
        raise ValueError("somebody files a case")
    rulebook = rulebook or rulebook_at(moment)
    names = {"reference": new_reference("OB"), "code_name": code_name or new_code_name()}
    case = Case(**names, rulebook_id=rulebook, linked=linked, filed_at=moment)
    case.view = CaseView(case=case.id, rules=rules_of(rulebook), now=moment)
    reports = by.kind == User.Kind.REPORTER
    person = name_reporter(case, by) if reports else pseudonym(by)
    case.acting = Acting(person=person, seats=frozenset({Seat.COMPLAINANT if reports else Seat.INTAKE}))
    return case


def name_reporter(case: Case, reporter: User) -> UUID:
    """Give a reporter a pseudonym in a new case, which is stored with the case."""
    name = new_pseudonym(reporter, str(case.id))
    case.stored_with += (name,)
    return name.value
