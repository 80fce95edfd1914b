"""Reads a case that real steps made, with its sealed texts, and moves it in time. Clones are made from it."""

import json
import re
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.utils.formats import date_format

from accounts.models import Pseudonym
from casework import access
from casework.models import LISTED, Case, Clock, RegisterEntry
from casework.models.case import project
from casework.queries.checks.replay import PROJECTED, replay_stored_columns
from casework.queries.evidence.bundle_freezing import PageRow, rows_of_pages, whole_bundle
from casework.record.events import Recorded, read_event
from casework.record.rights import Holder, rights_due
from casework.record.state import CaseView, fold
from casework.vocabulary import Seat
from ledger import queries as ledger
from ledger.canonical import JsonObject, Values
from ledger.entries import b64, moment, read_moment
from ledger.models import Entry
from local.populate.case_paths import Road, number_of
from notifications.dispatch.dispatcher import letters_for
from policy.models import Member
from vault.compartments import Compartment, Kind
from vault.models import SealedAnswer
from vault.sealing import open_many

UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b|(?<=_)[0-9a-f]{32}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LABEL = re.compile(r"commitment \d+, \d{1,2} [A-Z][a-z]+ \d{4}( – \d{1,2} [A-Z][a-z]+ \d{4})?")
"""The name under which an answer speaks of an allegation: it holds the day, as a page prints it."""
PRINTED = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
LETTER = ("seat", "letter", "template", "about", "placed_at", "opened_at")
SHOWN = ("place", "commitments", "sanction", "level", "text", "live", "decided_on", "expires_on")


@dataclass(frozen=True, kw_only=True)
class Text:
    """A sealed field, opened, with the kind of its key and the number of bytes to which it is padded."""

    field: str
    kind: Kind
    value: Any
    room: int


@dataclass(frozen=True, kw_only=True)
class Unopened:
    """An answer of a vote that no count reached, as it lies sealed. Nobody has its key."""

    field: str
    commitment: bytes
    blob: bytes


@dataclass(frozen=True, kw_only=True)
class Line:
    """An entry: its fifteen fields, their leaf, and beside them the sealed texts and the answers that stay sealed."""

    body: Values
    leaf: str
    texts: tuple[Text, ...]
    unopened: tuple[Unopened, ...] = ()


type Given = tuple[tuple[int, bool], ...]


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A case to be cloned. `end` is the number of its path in ENDS.

    `local`: the keys, as text, that each clone replaces by its own. `columns`: the columns of the case row. `rights`: the
    permissions by user, each with whether lists ask for it. Each clone has another user in place of `reporter`, and
    another member in place of `member`, which is None while no respondent is identified. `parties`: the pseudonyms of
    both in this case, by user. `bundle`: what the digests of its frozen bundle cover, with the leaves of the pattern.
    """

    end: int
    case: UUID
    columns: Values
    lines: tuple[Line, ...]
    clocks: tuple[tuple[str, UUID | None, datetime | None, datetime | None], ...]
    seatings: tuple[tuple[UUID, UUID, str], ...]
    turns: tuple[tuple[UUID, str, str, bool, str, bool, str, datetime, int, date | None], ...]
    rights: Mapping[UUID, Given]
    letters: tuple[tuple[UUID, Values], ...]
    shown: Values | None
    reporter: UUID
    member: Member | None
    parties: tuple[tuple[UUID, UUID], ...]
    bundle: tuple[PageRow, ...]
    local: frozenset[str]

    def holders_of(self, seat: Seat) -> list[tuple[UUID, UUID]]:
        return [(user, person) for user, person, held in self.seatings if held == seat.value]

    @property
    def was_judged(self) -> bool:
        """Whether a panel was formed. Its members then know the member, and may judge no other case of theirs."""
        return any(line.body["type"] == "case.panel_formed" for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class PlayedCase:
    """A case that real steps made, up to `until`, with its entries and its opened sealed texts."""

    road: Road
    case: Case
    lines: tuple[Line, ...]
    letters: tuple[tuple[UUID, Values], ...]
    reporter: UUID
    until: datetime
    bundle: tuple[PageRow, ...]

    @classmethod
    def read(cls, road: Road, reference: str, reporter: UUID, until: datetime) -> "PlayedCase":
        case = access.case_called(reference, until)
        entries = ledger.stream(case.stream)
        known: dict[str, Case | None] = {}
        letters = [(each.reader_id, each) for entry in entries for each in letters_for(entry, known)]
        return cls(
            road=road,
            case=case,
            lines=tuple(_line(case, entry) for entry in entries),
            letters=tuple((reader, {name: getattr(each, name) for name in LETTER}) for reader, each in letters),
            reporter=reporter,
            until=until,
            bundle=_frozen_rows(case),
        )

    def shift(self, by: timedelta, today: datetime) -> Pattern:
        """Return the case as it would be `today` if all of it had happened `by` later."""
        case = self.case
        lines = tuple(replace(line, **_later(line, by)) for line in self.lines)
        record = [_recorded_event(line) for line in lines]
        known = access.view_of(case, today)
        start = CaseView(
            case=case.id, rules=known.rules, now=today, sworn=known.sworn, board_members=known.board_members
        )
        shadow = Case(id=case.id)
        shadow.view = fold(start, record)
        project(shadow)
        found = access.seat_holders(shadow)
        return Pattern(
            end=number_of(self.road),
            case=case.id,
            columns={
                **{name: getattr(shadow, name) for name in PROJECTED},
                **replay_stored_columns(record),
                "state": shadow.view.state,
                "closing_code": shadow.view.closing_code or "",
                "filed_at": record[0].at,
                "rulebook_id": case.rulebook_id,
                "letters_due": shadow.letters_due,
                "turn_since": shadow.moved_at,
            },
            lines=lines,
            clocks=_clocks(case, shadow.view),
            seatings=tuple((found[who][0], who, s.value) for who, s in shadow.view.people.seats if who in found),
            turns=tuple(sorted(access.turn_rows(shadow.view, found))),
            rights=_rights(shadow.view, found),
            letters=tuple((reader, _move(each, by)) for reader, each in self.letters),
            shown=_register_row(case, by),
            reporter=self.reporter,
            member=case.respondent,
            parties=tuple(Pseudonym.objects.filter(scope=str(case.id)).values_list("user", "value")),
            bundle=self.bundle,
            local=_local(lines, case),
        )


def _line(case: Case, entry: Entry) -> Line:
    event = read_event(entry.type, entry.id, entry.body["data"])
    kinds = {name: Kind(one.kept.value) for name, one in event.sealed.items()}
    found = {
        name: value
        for kind in set(kinds.values())
        for (_, name), value in open_many(
            Compartment(subject=case.id, kind=kind), case.stream, [(entry.id, n) for n, k in kinds.items() if k == kind]
        ).items()
    }
    texts = (Text(field=n, kind=kinds[n], value=found[n], room=event.sealed[n].room) for n in kinds if n in found)
    left = kinds.keys() - found.keys()
    answers = SealedAnswer.objects.filter(entry_id=entry.id).values_list("field", "blob") if left else ()
    commits = entry.body["commit"]
    unopened = (Unopened(field=n, commitment=b64decode(commits[n]), blob=bytes(blob)) for n, blob in answers)
    return Line(body=entry.body, leaf=b64(bytes(entry.leaf)), texts=tuple(texts), unopened=tuple(unopened))


def _later(line: Line, by: timedelta) -> JsonObject:
    body = {**line.body, "occurred": _move(line.body["occurred"], by), "data": _move(line.body["data"], by)}
    return {"body": body, "texts": tuple(replace(text, value=_move(text.value, by)) for text in line.texts)}


def _move(value: Any, by: timedelta) -> Any:
    """Return a value with every day and moment in it moved by `by`."""
    match value:
        case datetime() | date():
            return value + by
        case str() if DAY.fullmatch(value):
            return (date.fromisoformat(value) + by).isoformat()
        case str() if MOMENT.fullmatch(value):
            return moment(read_moment(value) + by)
        case str() if LABEL.fullmatch(value):
            return PRINTED.sub(lambda day: _printed_later(day.group(), by), value)
        case dict():
            return {name: _move(each, by) for name, each in value.items()}
        case list() | tuple():
            return [_move(each, by) for each in value]
    return value


def _printed_later(day: str, by: timedelta) -> str:
    return date_format(datetime.strptime(day, "%d %B %Y").date() + by, "j F Y")  # noqa: DTZ007 - a day has no zone


def _recorded_event(line: Line) -> Recorded:
    body = line.body
    return Recorded(
        event=read_event(body["type"], UUID(body["id"]), body["data"]),
        at=read_moment(body["occurred"]),
        actor=UUID(body["actor"]),
        role=Seat(body["role"]),
    )


def _clocks(case: Case, view: CaseView) -> tuple[tuple[str, UUID | None, datetime | None, datetime | None], ...]:
    """Return the running clocks, without `look_at` where the worker has dealt with one already."""
    seen_to = set(Clock.objects.filter(case=case, look_at__isnull=True).values_list("name", "subject"))
    running = [(run.name.value, run.subject, run.due) for run in view.clocks if run.running]
    return tuple((name, subject, due, None if (name, subject) in seen_to else due) for name, subject, due in running)


def _rights(view: CaseView, found: Mapping[UUID, tuple[UUID, set[Holder]]]) -> Mapping[UUID, Given]:
    due = rights_due(view, [one for _, holders in found.values() for one in holders])
    ours = Permission.objects.filter(content_type__app_label="casework", content_type__model="case")
    numbers = dict(ours.values_list("codename", "pk"))
    return {
        found[who][0]: tuple((numbers[right.value], right in LISTED) for right in given) for who, given in due.items()
    }


def _frozen_rows(case: Case) -> tuple[PageRow, ...]:
    """Return what the digests of a frozen bundle cover; nothing while it is not frozen."""
    if not case.view.bundle.begins:
        return ()
    case.seats = frozenset()
    rows = rows_of_pages(whole_bundle(case))
    return tuple((first, last, b64(bytes.fromhex(leaf)), file) for first, last, leaf, file in rows)


def _register_row(case: Case, by: timedelta) -> Values | None:
    """Return the case's row of the public register, moved by `by`, or None."""
    row = RegisterEntry.objects.filter(case=case).values(*SHOWN).first()
    return None if row is None else {name: _move(value, by) for name, value in row.items()}


def _local(lines: Iterable[Line], case: Case) -> frozenset[str]:
    """Return every key that belongs to this case alone: all except the officers' pseudonyms and the editions."""
    text = json.dumps([[line.body["id"], line.body["actor"], line.body["data"], [t.value for t in line.texts]]
                       for line in lines])  # fmt: skip
    keys = {str(UUID(found)) for found in UUIDS.findall(text)} | {str(case.id)}
    officers = Pseudonym.objects.filter(scope="", value__in=keys).values_list("value", flat=True)
    editions = (str(case.rulebook_id), *(str(one.edition) for one in case.view.sworn))
    return frozenset(keys - {str(value) for value in officers} - set(editions))
