"""Compares the stored columns of cases with their record, and so finds a row that somebody edited without the record."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from uuid import UUID

from django.db.models import Exists, OuterRef, TextField, UUIDField, Value
from django.db.models.functions import Cast, Concat, Substr

from accounts.pseudonyms import people_behind
from accounts.streamed import stream_rows
from casework.access import case_behind, forget_folds, read_recorded, seat_holders, turn_rows
from casework.models import LISTED, Case, RegisterEntry
from casework.models.case import project
from casework.models.row_seal import is_sealed_so
from casework.queries.checks.replay_offices import (
    account_drifts,
    broken_office_entries,
    office_drifts,
    one_hand_drifts,
    siege_drifts,
)
from casework.queries.checks.replay_openings import opening_drifts
from casework.queries.checks.stored_rows import Stored, StoredRows, rows_beside
from casework.queries.reports.floods import is_hidden_without_reason
from casework.queries.reports.reporter_numbers import has_other_number, stray_numbers
from casework.record import events as e
from casework.record.rights import rights_due
from casework.record.state import CaseView
from casework.vocabulary import CaseState, Route, Seat
from ledger import queries as ledger
from ledger.canonical import Values
from ledger.clock import now
from ledger.entries import NotAnEntry
from ledger.models import Entry, StreamHead
from ledger.restore_losses import ROW, entries_without
from policy.queries import rules_of
from policy.queries.replay import oath_drifts, standing_drifts, streams_of_members
from vault.destroying import keys_of

SEVENTHS = 7
TURNS = ("due", "due_clock", "late_from", "waiting_on", "expected_step", "asked_on", "answer_by", "turns_until")
"""The columns of a case that say whose turn it is; its turn rows are compared as “turns”."""
SHOWN = ("moved_at", "triaged", "first_reader", "readers_apart", "on_hold", "files")
"""The columns that lists show and nothing decides from."""
PROJECTED = (
    *TURNS,
    *SHOWN,
    *("swept", "sweep_due", "swept_at", "commitments", "severity", "danger"),
    *("unassigned", "awaiting_signature", "ballot_waits", "settled_cell", "settled_level"),
)

_CASES = """
SELECT c.id FROM casework_case AS c
WHERE c.id = ANY(%s::uuid[]) OR get_byte(uuid_send(c.id), 15) %% 7 = ANY(%s) ORDER BY c.filed_at, c.id
"""
"""By hand: the last byte of a key, which spreads the cases over a week, has no ORM form."""
BROKEN = (
    NotAnEntry,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    StopIteration,
)
"""What the fold of a record raises at an entry that no step wrote."""


@dataclass(frozen=True, kw_only=True)
class Drift:
    """One stored value that differs from the record: its case, member's stream or office, and its field."""

    case: str
    field: str


def drifts(references: Iterable[str] | None = None) -> Iterator[Drift]:
    """Yield every drift of these cases, or of all cases, one at a time. It reads each whole record and writes nothing.

    The row's seal vouches for what the record does not hold in the clear, such as the reference. A check of all cases also
    covers cases that only the record or only the table knows, members, offices, accounts, and attacks on sign-in.
    """
    if references is None:
        yield from drifts_beside(streams_of_members())
    cases = Case.objects.order_by("filed_at", "id")
    if references is not None:
        cases = cases.filter(reference__in=list(references))
    for key in cases.values_list("pk", flat=True).iterator(chunk_size=500):
        yield from drifts_behind(key)


def drifts_since(index: int, slices: Collection[int], *, whole: bool = False) -> Iterator[Drift]:
    """Yield every drift of what is stored beside the cases.

    Of the members, those in entries from this index on are compared, and these sevenths of the others, or all if `whole`.
    """
    members = {stream for stream in streams_since(index) if stream.startswith("member/")}
    wanted = members.union(streams_of_members(range(SEVENTHS) if whole else slices))
    yield from drifts_beside(sorted(wanted), since=index)
    yield from recordless_cases()


def keys_to_compare(cases: Collection[UUID], slices: Collection[int]) -> Iterator[UUID]:
    """Yield these cases and these sevenths of the others, the oldest first."""
    return (key for (key,) in stream_rows(_CASES, [list(cases), list(slices)]))


def changed_cases(index: int, differing: Iterable[UUID], *, trusted: bool) -> frozenset[UUID]:
    """Return the cases with entries from this index on, and those whose rows are `differing` since they were found good.

    `trusted`: whether what is kept of the rows is what the last check kept; otherwise every case may have changed.
    """
    if not trusted:
        return frozenset(Case.objects.values_list("pk", flat=True))
    return frozenset(cases_since(index)).union(differing)


def cases_since(index: int) -> list[UUID]:
    """Return the cases in entries from this index on, of those that have a row."""
    keys = {UUID(stream.removeprefix("case/")) for stream in streams_since(index) if stream.startswith("case/")}
    return sorted(Case.objects.filter(pk__in=keys).values_list("pk", flat=True))


def streams_since(index: int, *, upto: int | None = None) -> frozenset[str]:
    """Return the streams of the entries from this index on, or of those in front of `upto` alone."""
    entries = Entry.objects.filter(log_index__gte=index)
    if upto is not None:
        entries = entries.filter(log_index__lt=upto)
    return frozenset(entries.order_by("stream").values_list("stream", flat=True).distinct().iterator(chunk_size=2000))


def drifts_beside(members: Iterable[str], *, since: int = 0) -> Iterator[Drift]:
    yield from _strays()
    offices = (broken_office_entries(), office_drifts(), one_hand_drifts(), account_drifts(), siege_drifts())
    members_found = (oath_drifts(members), standing_drifts(now().date()))
    found = (*members_found, *offices, opening_drifts(since), stray_numbers())
    yield from (Drift(case=where, field=field) for where, field in chain.from_iterable(found))


def recordless_cases() -> Iterator[Drift]:
    """Yield every case without a record."""
    named = Case.objects.annotate(name=Concat(Value("case/"), Cast("pk", TextField())))
    recordless = named.exclude(Exists(StreamHead.objects.filter(stream=OuterRef("name"))))
    for reference in recordless.values_list("reference", flat=True).iterator():
        yield Drift(case=reference, field="record")


def drifts_behind(key: UUID, stored: Stored | None = None) -> Iterator[Drift]:
    """Yield every drift of the case with this key, or the entry at which its record is broken.

    `stored`: the case with its rows, if it was read together with others.
    """
    try:
        yield from list(drifts_of(case_to_compare(key, stored), stored.rows if stored else None))
    except BROKEN as fault:
        yield Drift(case=Case.objects.values_list("reference", flat=True).get(pk=key), field=broken_entry(key, fault))


def case_to_compare(key: UUID, stored: Stored | None) -> Case:
    """Return a case with its record, read from its first entry. `stored`: the case, if it was read together with others."""
    if stored is not None:
        return stored.read.fold(now())
    forget_folds()
    return case_behind(key, now())


def broken_entry(key: UUID, fault: Exception) -> str:
    """Say at which entry the fold of a case stops, and with which error: a check goes on with the other cases."""
    case = Case.objects.select_related("respondent").get(pk=key)
    entries = ledger.stream(case.stream)
    known = CaseView(case=case.id, rules=rules_of(case.rulebook_id), now=now())
    for entry in entries:
        try:
            known = known.apply(read_recorded(entry))
        except BROKEN as reason:
            return f"entry {entry.log_index} {entry.type} is broken: {type(reason).__name__}"
    return f"the record cannot be compared: {type(fault).__name__}"


def drifts_of(case: Case, stored: StoredRows | None = None) -> Iterator[Drift]:
    """Yield every drift of a case that was read with its record. `stored`: the rows beside it, if they were read before."""
    if not case.record:
        yield Drift(case=case.reference, field="record")
        return
    beside = rows_beside([case.pk])[case.pk] if stored is None else stored
    there, due = _stored_values(case) | beside.by_name, _values_due(case)
    for name in sorted(due):
        if there[name] != due[name]:
            yield Drift(case=case.reference, field=name)
    if not is_sealed_so(case.seal, "case", *case.unrecorded):
        yield Drift(case=case.reference, field="seal")
    if is_hidden_without_reason(case, beside.slow):
        yield Drift(case=case.reference, field="slow lane")
    if has_other_number(case, beside.digests):
        yield Drift(case=case.reference, field="user.reference_digest")
    yield from register_drifts(case, beside.register)


def register_drifts(case: Case, entry: RegisterEntry | None) -> Iterator[Drift]:
    """Yield what the public register shows about a case but the record or the seal of the entry contradicts.

    If the record says that words were lost with a database, no page may show any.
    """
    shown = case.view.publication
    level = next((one.level for one in case.view.sanctions.all if one.id == shown.shown), None)
    live = shown.live and shown_words(case) not in entries_without(ROW)
    if (entry is not None and entry.live) != live:
        yield Drift(case=case.reference, field="register.live")
    if entry is not None and not is_sealed_so(entry.seal, "register", *entry.vouched_for):
        yield Drift(case=case.reference, field="register.seal")
    if entry is not None and live and (entry.expires_on, entry.level) != (shown.expires_on, level):
        yield Drift(case=case.reference, field="register.sanction")


def shown_words(case: Case) -> UUID | None:
    """Return the entry with the words that the register shows now, or showed last; None before the first."""
    kinds = e.SanctionPublished | e.PublicationCorrected
    return next((one.event.id for one in reversed(case.record) if isinstance(one.event, kinds)), None)


def _strays() -> Iterator[Drift]:
    """Yield the streams of cases that have no row although their keys exist: somebody deleted the row.

    A case that began after the restored backup was made has neither a row nor keys: only the record knows of it.
    """
    heads = StreamHead.objects.filter(stream__startswith="case/").annotate(
        case=Cast(Substr("stream", len("case/") + 1), UUIDField())
    )
    strays = heads.exclude(Exists(Case.objects.filter(pk=OuterRef("case")))).order_by("stream")
    for stream in strays.values_list("stream", flat=True).iterator():
        if keys_of(UUID(stream.removeprefix("case/"))):
            yield Drift(case=stream, field="row")


def _stored_values(case: Case) -> dict[str, object]:
    columns = (*PROJECTED, "state", "closing_code", "filed_at", *REMEMBERED)
    respondent = case.respondent.user_id if case.respondent else None
    return {name: getattr(case, name) for name in columns} | {"respondent": respondent}


def _values_due(case: Case) -> Values:
    view = case.view
    shadow = Case(id=case.id)
    # Until the lapses look again, the stored turns are those of the last moment before a day passed.
    shadow.view = replace(view, now=min(view.now, case.turns_until or view.now))
    project(shadow)
    found, is_open = seat_holders(case), view.state is not CaseState.CLOSED
    rights = rights_due(view, [holder for _, holders in found.values() for holder in holders])
    return {
        **{name: getattr(shadow, name) for name in PROJECTED},
        **replay_stored_columns(case.record),
        "state": view.state,
        "closing_code": view.closing_code or "",
        "filed_at": case.record[0].at,
        "respondent": _respondent(view.people.seats),
        "clocks": {(run.name.value, run.subject, run.due) for run in view.clocks if run.running},
        "seatings": {(found[who][0], who, seat.value, is_open) for who, seat in view.people.seats if who in found},
        "turns": turn_rows(shadow.view, found),
        "grants": {
            (found[person][0], right.value, right in LISTED) for person, given in rights.items() for right in given
        },
    }


def _respondent(seats: Iterable[tuple[UUID, Seat]]) -> UUID | None:
    people = people_behind({person for person, seat in seats if seat == Seat.RESPONDENT})
    return next((user.pk for user in people.values()), None)


REMEMBERED = ("talks_from", "consent_from", "dismissed_from", "route")


def replay_stored_columns(record: Iterable[e.Recorded]) -> dict[str, str]:
    found, in_force = dict.fromkeys(REMEMBERED, ""), ""
    for happened in record:
        match happened.event:
            case e.EarlyResolutionOffered(from_state=state):
                found["talks_from"] = state or ""
            case e.ConsentProposed(from_state=state):
                found["consent_from"] = state or ""
            case e.CaseDismissed(from_state=state) | e.InvestigationStopped(from_state=state):
                found["dismissed_from"] = state or ""
            case e.ConsentAccepted():
                found["route"] = Route.CONSENT
            case e.SanctionRecommended():
                found["route"] = Route.PANEL
            case e.BreachReported():
                in_force, found["route"] = found["route"], Route.BREACH
            case e.BreachReturned():
                found["route"] = in_force
    return found
