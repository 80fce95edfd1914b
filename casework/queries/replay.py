"""Compares the stored columns of cases with their record, and so finds a row that somebody edited without the record."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from django.db.models import Exists, OuterRef, TextField, UUIDField, Value
from django.db.models.functions import Cast, Concat, Substr

from accounts.pseudonyms import people_behind
from accounts.streamed import stream_rows
from casework.access import case_behind, forget_folds, seat_holders
from casework.models import LISTED, Case, CaseGrant, Clock, RegisterEntry, Seating
from casework.models.case import project
from casework.models.row_seal import is_sealed_so
from casework.queries.replay_offices import account_drifts, office_drifts, one_hand_drifts, siege_drifts
from casework.record import events as e
from casework.record.rights import rights_due
from casework.vocabulary import CaseState, Route, Seat
from ledger.canonical import Values
from ledger.clock import now
from ledger.models import Entry, StreamHead
from ledger.restore_losses import ROW, entries_without
from policy.queries.replay import oath_drifts, streams_of_members
from vault.destroying import keys_of

PROJECTED = (
    "swept",
    "sweep_due",
    "swept_at",
    "commitments",
    "severity",
    "due",
    "due_clock",
    "waiting_on",
    "unassigned",
    "awaiting_signature",
)

_CASES = """
SELECT c.id FROM casework_case AS c
WHERE c.id = ANY(%s::uuid[]) OR get_byte(uuid_send(c.id), 15) %% 7 = ANY(%s) ORDER BY c.filed_at, c.id
"""
"""By hand: the last byte of a key, which spreads the cases over a week, has no ORM form."""


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
    yield from _drifts_of(cases.values_list("pk", flat=True).iterator(chunk_size=500))


def drifts_since(index: int, slices: Collection[int]) -> Iterator[Drift]:
    """Yield every drift of the cases and members in entries from this index on, and of these sevenths of the other cases.

    It compares everything that is stored beside the cases, and checks the seal of every case.
    """
    touched = frozenset(Entry.objects.filter(log_index__gte=index).values_list("stream", flat=True).distinct())
    members = {stream for stream in touched if stream.startswith("member/")}
    yield from drifts_beside(sorted(members.union(streams_of_members(slices))))
    yield from seal_drifts()
    cases = [stream.removeprefix("case/") for stream in touched if stream.startswith("case/")]
    yield from _drifts_of(key for (key,) in stream_rows(_CASES, [cases, list(slices)]))


def drifts_beside(members: Iterable[str]) -> Iterator[Drift]:
    yield from _strays()
    found = (oath_drifts(members), office_drifts(), one_hand_drifts(), account_drifts(), siege_drifts())
    yield from (Drift(case=where, field=field) for where, field in chain.from_iterable(found))


def seal_drifts() -> Iterator[Drift]:
    """Yield every case without a record, and every case or entry of the public register that other code changed."""
    named = Case.objects.annotate(name=Concat(Value("case/"), Cast("pk", TextField())))
    recordless = named.exclude(Exists(StreamHead.objects.filter(stream=OuterRef("name"))))
    for reference in recordless.values_list("reference", flat=True).iterator():
        yield Drift(case=reference, field="record")
    columns = ("pk", "reference", "code_name", "rulebook_id", "linked", "seal")
    for key, reference, *others, seal in Case.objects.values_list(*columns).iterator():
        if not is_sealed_so(seal, "case", key, reference, *others):
            yield Drift(case=reference, field="seal")
    for entry in RegisterEntry.objects.select_related("case").iterator(chunk_size=500):
        if not is_sealed_so(entry.seal, "register", *entry.vouched_for):
            yield Drift(case=entry.case.reference, field="register.seal")


def _drifts_of(keys: Iterable[UUID]) -> Iterator[Drift]:
    forget_folds()
    for key in keys:
        yield from drifts_of(case_behind(key, now()))
        forget_folds()


def drifts_of(case: Case) -> Iterator[Drift]:
    if not case.record:
        yield Drift(case=case.reference, field="record")
        return
    stored, due = _stored_values(case), _values_due(case)
    for name in sorted(due):
        if stored[name] != due[name]:
            yield Drift(case=case.reference, field=name)
    if not is_sealed_so(case.seal, "case", *case.unrecorded):
        yield Drift(case=case.reference, field="seal")
    yield from register_drifts(case)


def register_drifts(case: Case) -> Iterator[Drift]:
    """Yield what the public register shows about a case but the record or the seal of the entry contradicts.

    If the record says that words were lost with a database, no page may show any.
    """
    shown, sanction = case.view.publication, case.view.sanctions.current
    level, entry = sanction.level if sanction else None, RegisterEntry.objects.filter(case=case).first()
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


def _stored_values(case: Case) -> Values:
    columns = (*PROJECTED, "state", "closing_code", "filed_at", *REMEMBERED)
    clocks = Clock.objects.filter(case=case).values_list("name", "subject", "due")
    grants = CaseGrant.objects.filter(content_object=case).values_list("user_id", "permission__codename", "listed")
    return {
        **{name: getattr(case, name) for name in columns},
        "respondent": case.respondent.user_id if case.respondent else None,
        "clocks": set(clocks),
        "seatings": set(Seating.objects.filter(case=case).values_list("user_id", "person", "seat", "open")),
        "grants": set(grants),
    }


def _values_due(case: Case) -> Values:
    view = case.view
    shadow = Case(id=case.id)
    shadow.view = view
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
