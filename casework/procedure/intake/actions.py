"""Actions of intake: each checks the right, takes its step, and records it in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction

from accounts.budgets import flood_of
from accounts.codes import code_digest, digest_of_no_code
from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework import access
from casework.models import Case, CaseGrant, SlowReport
from casework.procedure.intake import steps
from casework.procedure.intake.guards import mention_waits
from casework.procedure.intake.slips import Slip, check_slip_may_be_made, slip_of
from casework.procedure.intake.storing import NewCase, move_files, store
from casework.procedure.keep_and_record import keep_and_record
from casework.queries.conflicts.conflict_sweep import Sweep, spare_in_rulings, sweep
from casework.queries.conflicts.keep_away import people_to_ask
from casework.queries.people.rota import seated_by_rota
from casework.queries.threads.follow_up import OWN, own_cases
from casework.record.events import CaseFiled, ConflictDetected, KeepAwayAsked
from casework.record.state.eligibility import FULL
from casework.vocabulary import Accused, KeepAwayRuling, NotSeen, Report, Seat, TakenDown, Verb
from ledger.append import Draft, append
from ledger.canonical import JsonObject, Values
from ledger.clock import now
from vault import drafts
from vault.codes import Code, new_code, parse
from vault.references import new_reference


@transaction.atomic(durable=True)
def release_flood(*, flood: str, by: access.Actor) -> int:
    """Take the reports of a flood that the actor may acknowledge out of the slow lane. Return how many there were.

    One entry says who did it, and for how many reports. NotSeen if there is none that the actor may acknowledge.
    """
    may = CaseGrant.objects.filter(user=by.user, permission__codename=Verb.ACKNOWLEDGE_COMPLAINT.value)
    rows = SlowReport.objects.select_for_update().filter(flood=flood, case__in=may.values("content_object"))
    released = [row.pk for row in rows]
    if not released:
        raise NotSeen
    SlowReport.objects.filter(pk__in=released).delete()
    _record_by_intake("intake.flood_released", by, {"reports": len(released)})
    return len(released)


@dataclass(frozen=True, kw_only=True)
class Filed:
    """The answer to a reporter: the reference, the code, the cases. A draft sent before, and the Society, get no code."""

    reference: str
    code: Code | None
    cases: tuple[str, ...]


@transaction.atomic(durable=True)
def file_complaint(
    *,
    by: access.Actor | None,
    report: Report,
    draft: tuple[UUID, str] | None = None,
    once: tuple[UUID, bytes] | None = None,
    for_someone: bool = False,
    down: TakenDown | None = None,
    code: Code | None = None,
    source: str = "",
) -> Filed:
    """File a report from the public (`by` None), from an officer of intake `for_someone`, or from the Society itself.

    A draft (its handle and secret) is filed once; if it is sent again, the answer has the reference but no code. Each case
    gets its own copy of the draft's files. `once` is a request key from the public, with what it asked.
    `source` is the token of the network that the report came from: a report that belongs to a flood is filed as well, but
    into the slow lane. `down` says how an officer took it, for a caller who first has `code`. Raises NoRight for an officer
    outside intake, DoneBefore with the reference, NotNow with what is missing, or NoSuchDraft.
    """
    taken = drafts.take(*draft) if draft else None
    if taken is not None and taken.outcome is not None:
        return Filed(reference=str(taken.outcome["reference"]), code=None, cases=())
    moment, reference = now(), new_reference("R")
    allowed = access.may_file(by, moment, once=once, answer=reference)
    code = code or (_code_of(taken) if by is None or for_someone else None)
    reporter = User.objects.new_reporter(code_digest=code_digest(code.lookup_id), reference=reference) if code else None
    user, flooded = by.user if by else reporter, _flood(by, source, report)
    cases = access.new_cases(len(report.accused), by=user, reporter=reporter, moment=moment, rulebook=allowed.rulebook)
    events = [
        _file(*one, report, reporter, for_someone=for_someone, slow=bool(flooded), down=down)
        for one in zip(cases, report.accused, strict=True)
    ]
    _slow_down(cases, flooded)
    pieces = move_files(cases, report, taken)
    filed = Filed(reference=reference, code=code, cases=tuple(case.reference for case in cases))
    new = [
        NewCase(case, event, report.sealed_texts(accused, reference), evidence)
        for case, event, accused, evidence in zip(cases, events, report.accused, pieces, strict=True)
    ]
    store(new, allowed.clock, beside=partial(_end_draft, taken, filed, cases, report))
    return filed


def _code_of(taken: drafts.Taken | None) -> Code:
    """Return the code that the writer has of the draft, or else a new one."""
    digits = taken.answers.get("code") if taken else None
    return parse(str(digits)) if digits else new_code()


def _end_draft(taken: drafts.Taken | None, filed: Filed, cases: Sequence[Case], report: Report) -> None:
    """Replace the answers of a draft by what its writer is told. The cases have folded their events."""
    if taken is not None:
        drafts.finish(taken, outcome=_outcome(filed, cases, report))


def _outcome(filed: Filed, cases: Sequence[Case], report: Report) -> JsonObject:
    return {
        "reference": filed.reference,
        "code": " ".join(filed.code.words) if filed.code else "",
        "filed_on": cases[0].view.today.isoformat(),
        "mails": bool(report.reporter.notify),
        "anonymous": report.reporter.is_anonymous,
        "slow": cases[0].view.filing.slow,
        "cases": [case.reference for case in cases],
        "keep_away": list(report.keep_away),
        "ticked": len(report.keep_away_from),
        "people": [one.name for one in report.accused],
    }


def _flood(by: access.Actor | None, source: str, report: Report) -> str:
    return flood_of(source, report.narrative, len(report.accused)) if by is None and source else ""


def _slow_down(cases: Sequence[Case], flooded: str) -> None:
    slow = timedelta(days=cases[0].view.rules.limits["slow_lane_days"])
    for case in cases if flooded else ():
        case.stored_with += (SlowReport(case=case, flood=flooded, until=case.filed_at + slow),)


def _file(
    case: Case,
    accused: Accused,
    report: Report,
    reporter: User | None,
    *,
    for_someone: bool,
    slow: bool,
    down: TakenDown | None,
) -> CaseFiled:
    return steps.file_complaint(
        case,
        reporter=_name_here(case, reporter, for_someone=for_someone) if reporter else None,
        for_someone=for_someone,
        rulebook=case.rulebook_id,
        slow=slow,
        taken=down,
        **report.filing_input(accused),
    )


def _name_here(case: Case, reporter: User, *, for_someone: bool) -> UUID:
    """Return the reporter's pseudonym in a case; a reporter who files the report already has one."""
    return access.name_reporter(case, reporter) if for_someone else case.acting.person


@transaction.atomic(durable=True)
def sweep_conflicts(*, reference: str, by: access.Actor) -> Case:
    """Deny the case to everybody tied to it, and open it to the others. Safe to repeat: only what is new is recorded.

    If a line about who must not see the report fits nobody, the case opens to nobody yet. First somebody outside is asked
    whom the line means; when the time to answer is over, the next person is asked. They are asked again when the reporter
    has added something.
    """
    case = access.case_for(by, reference, Verb.SWEEP_CONFLICTS)
    seen = sweep(case)
    event = steps.sweep_conflicts(case, compared=seen.compared, **_kept_away(case, seen))
    detected = [
        (ConflictDetected(person=tie.person, provisional=tie.provisional), {"basis": tie.basis()}) for tie in seen.ties
    ]
    return keep_and_record(case, event, also=[*detected, *_keep_away_questions(case, seen)])


def _kept_away(case: Case, seen: Sweep) -> JsonObject:
    """Return how many people each line and the ticks shut out, and which lines fit only people who stay."""
    denied = seen.denied | case.view.people.barred
    fits = [reading.people for reading in seen.wishes.readings]
    return {
        "kept_by_line": tuple(len(people & denied) for people in fits),
        "kept_by_tick": len(seen.wishes.ticked & denied),
        "lines_spared": tuple(place for place, people in enumerate(fits) if people and not people & denied),
    }


def _keep_away_questions(case: Case, seen: Sweep) -> list[tuple[KeepAwayAsked, Values]]:
    """Return the question about the lines that fit nobody, with their words; empty if nobody has to be asked now."""
    filing = case.view.filing
    lines = filing.lines_waiting if filing.swept else seen.wishes.unread
    if not lines:
        return []
    persons = people_to_ask(case.view, seen.denied, seen.meant)
    still = set(persons) == case.view.people.holding(Seat.OUTSIDE_ALTERNATE)
    if filing.swept and still and not filing.addition_waits:
        return []
    words = [seen.wishes.lines[line] for line in lines]
    return [(KeepAwayAsked(lines=lines, persons=persons), {"lines": words})]


@transaction.atomic(durable=True)
def rule_on_keep_away(*, reference: str, by: access.Actor, rulings: Sequence[KeepAwayRuling]) -> Case:
    """Rule on every line that fitted nobody: the case is closed for good to the people it means, and opens to the others.

    As in a sweep, words alone never shut out the last person in an office of the desk.
    """
    case = access.case_for(by, reference, Verb.RULE_ON_KEEP_AWAY)
    event = steps.rule_on_keep_away(case, rulings=spare_in_rulings(rulings, case.view))
    return keep_and_record(case, event, {"rulings": [[str(person) for person in ruling.persons] for ruling in rulings]})


@transaction.atomic(durable=True)
def acknowledge_complaint(*, reference: str, by: access.Actor) -> Case:
    """Begin the screening with two screeners, and with a reviewer if a mention waits for a ruling.

    The rota fills only those of these seats that are empty.
    """
    case = access.case_for(by, reference, Verb.ACKNOWLEDGE_COMPLAINT)
    event = steps.acknowledge_complaint(case)
    wanted = {Seat.SCREENER: FULL[Seat.SCREENER], Seat.REVIEWER: int(mention_waits(case))}
    drawn = (seated_by_rota(case.view, seat, count, case.acting.person) for seat, count in wanted.items())
    seated = [one for some in drawn for one in some]
    return keep_and_record(case, event, also=[(one, {"reason": None}) for one in seated])


@transaction.atomic(durable=True)
def claim_code(*, reference: str, by: access.Actor, lookup_id: bytes) -> Case:
    """From now on, only the code with this look-up id opens the reporter's channel."""
    case = access.case_for(by, reference, Verb.CLAIM_CODE)
    event = steps.claim_code(case)
    by.user.change_code(code_digest(lookup_id))
    return keep_and_record(case, event)


@transaction.atomic(durable=True)
def make_slip(*, by: access.Actor, reporter: UUID, again: bool = False) -> Slip:
    """Make a new code for a caller and return it once. Slips that were made before open nothing any more.

    Appends `intake.slip_made`. NotSeen unless the actor took the caller's report down, and for an actor who is kept away
    since then, `again` or an hour after the report; NotNow once the caller has chosen a code of their own, or has taken none.
    """
    user, cases = _taken_down(by, reporter, again=again)
    code = new_code()
    user.change_code(code_digest(code.lookup_id))
    _record_by_intake("intake.slip_made", by, {"reporter": str(cases[0].view.filing.reporter)})
    return slip_of(cases[0], code)


@transaction.atomic(durable=True)
def decline_code(*, by: access.Actor, reporter: UUID) -> None:
    """Record in each case of a report that its caller takes no code, and end the code that nobody was given.

    Appends `intake.code_declined`, which names the officer. Raises as `make_slip` does.
    """
    user, cases = _taken_down(by, reporter)
    user.change_code(digest_of_no_code())
    for shown in cases:
        case = access.case_for(access.Actor(user=user), shown.reference, Verb.CLAIM_CODE)
        keep_and_record(case, steps.claim_code(case, declined=True))
    _record_by_intake("intake.code_declined", by, {"reporter": str(cases[0].view.filing.reporter)})


def _taken_down(by: access.Actor, reporter: UUID, *, again: bool = False) -> tuple[User, list[Case]]:
    """Return the reporter, locked, and the cases of the report that the actor took down. Raises as `make_slip` does."""
    try:
        user, _factors = User.objects.lock(reporter)
    except User.DoesNotExist:
        raise NotSeen from None
    cases = [access.case_shown(access.Actor(user=user), each, OWN) for each in own_cases(user)]
    check_slip_may_be_made(cases, pseudonym(by.user), again=again)
    return user, cases


def _record_by_intake(kind: str, by: access.Actor, data: JsonObject) -> None:
    """Append an entry about what an officer of intake did to the system's stream."""
    append(
        Draft(
            id=uuid4(),
            type=kind,
            stream="system",
            actor=pseudonym(by.user),
            role=Seat.INTAKE.value,
            occurred=now(),
            data=data,
        )
    )
