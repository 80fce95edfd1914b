"""Clones a pattern into a new case with the same history, and its own keys, people and seals."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from accounts.models import User
from accounts.seals import account_seal, pseudonym_seal
from casework.models.row_seal import row_seal
from casework.queries.evidence.bundle_freezing import PageRow, digest_of_rows
from casework.vocabulary import CaseState
from ledger.commitments import leaf_hash
from ledger.entries import NONCE_BYTES, Draft, entry_bytes, read_moment
from ledger.models import Entry
from local.populate.patterns import LETTER, SHOWN, UUIDS, Line, Pattern
from vault.compartments import Compartment, DataKey, Kind, fresh_key
from vault.references import new_code_name, new_reference
from vault.sealing import Text, seal_under

PEOPLE = ("Alva Reed", "Ben Otis", "Cleo Hart", "Dov Lind", "Enid Marsh", "Finn Oakes", "Gail Perry", "Hal Stone")


@dataclass(frozen=True, kw_only=True)
class Sworn:
    """A member who can be a respondent: the row's key, the account, name, number, and the leaf of the signed oath."""

    member: UUID
    user: UUID
    name: str
    number: str
    leaf: str


@dataclass(frozen=True, kw_only=True)
class Clone:
    """The rows of a new case, by table. `entries` is its whole stream, still without places in the log.

    `keys`: the keys that seal its texts. `leaves`: the leaf of each entry, by the leaf in the pattern.
    """

    case: UUID = field(default_factory=uuid4)
    reporter: UUID = field(default_factory=uuid4)
    reference: str = field(default_factory=lambda: new_reference("OB"))
    keys: dict[Kind, DataKey] = field(default_factory=dict)
    leaves: dict[str, bytes] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    rows: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)

    def add_row(self, table: str, *values: object) -> None:
        self.rows.setdefault(table, []).append(values)


@dataclass(frozen=True, kw_only=True)
class Swap:
    """What a clone replaces: in `words`, names and keys as text (with and without hyphens); in `users`, accounts."""

    words: Mapping[str, str]
    users: Mapping[UUID, UUID]

    def text(self, value: str) -> str:
        """Return a string with its names and its own keys replaced."""
        whole = self.words.get(value)
        return whole if whole is not None else UUIDS.sub(lambda m: self.words.get(m[0], m[0]), value)

    def json(self, value: Any) -> Any:
        """Return a value with every string in it replaced, names of fields included."""
        match value:
            case str():
                return self.text(value)
            case dict():
                return {self.text(name): self.json(each) for name, each in value.items()}
            case list() | tuple():
                return [self.json(each) for each in value]
        return value

    def key(self, value: UUID) -> UUID:
        """Return a key, replaced if it is the case's own."""
        return UUID(self.words.get(str(value), str(value)))


def clone(pattern: Pattern, accused: Sworn, *, instead: Mapping[UUID, UUID], at: str, rng: Random) -> Clone:
    """Return a new case with the history of a pattern, about another member and from another reporter.

    `instead` maps officers to their substitutes, by key and by pseudonym. `at` is the moment at which the entries are
    written; the moment of each step is the pattern's.
    """
    made = Clone()
    swap = _swap(made, pattern, accused, instead, rng)
    _people(made, pattern, swap, accused)
    for line in pattern.lines:
        made.entries.append(_entry(line, made, swap, pattern.bundle, at=at))
    for row in (key.row for key in made.keys.values()):
        made.add_row("keys", row.id, row.subject, row.kind, row.epoch, row.wrapped, row.voucher, row.made_at)
    _projections(made, pattern, swap, accused)
    return made


def _swap(made: Clone, pattern: Pattern, accused: Sworn, instead: Mapping[UUID, UUID], rng: Random) -> Swap:
    words = {key: str(uuid4()) for key in pattern.local} | {str(pattern.case): str(made.case)}
    words |= {str(one): str(other) for one, other in instead.items()}
    users = {pattern.reporter: made.reporter, **instead}
    words |= {name: rng.choice(PEOPLE) for name in _reporters(pattern)}
    if pattern.member is not None:
        told = pattern.member
        assert told.user_id is not None
        users[told.user_id] = accused.user
        words |= {told.name: accused.name, told.number: accused.number, _oath(pattern): accused.leaf}
    return Swap(words=words | {UUID(k).hex: UUID(v).hex for k, v in words.items() if _is_key(k)}, users=users)


def _is_key(word: str) -> bool:
    return len(word) == 36 and UUIDS.fullmatch(word) is not None


def _reporters(pattern: Pattern) -> Iterator[str]:
    for text in pattern.lines[0].texts:
        if text.field == "identity" and isinstance(text.value, dict) and text.value.get("name"):
            yield text.value["name"]


def _oath(pattern: Pattern) -> str:
    """Return the leaf of the signature that the case cites, or "". It is the same everywhere: the member signed once."""
    return next((t.value for line in pattern.lines for t in line.texts if t.field == "oath" and t.value), "")


def _people(made: Clone, pattern: Pattern, swap: Swap, accused: Sworn) -> None:
    name = "Reporter " + "".join(secrets.choice("BCDFGHJKLMNPQRSTVWXZ") for _ in range(8))
    unusable = "!" + secrets.token_urlsafe(30)
    digest = secrets.token_bytes(32)
    reporter = User(id=made.reporter, kind=User.Kind.REPORTER, name=name, password=unusable, code_digest=digest)
    seal = account_seal(reporter.sealed_parts)
    made.add_row("users", made.reporter, "reporter", name, "", unusable, digest, True, False, seal)
    owners = {pattern.reporter: made.reporter}
    if pattern.member is not None and pattern.member.user_id is not None:
        owners[pattern.member.user_id] = accused.user
    for owner, person in pattern.parties:
        value, own, scope = swap.key(person), owners[owner], str(made.case)
        made.add_row("pseudonyms", value, own, scope, pseudonym_seal(value, own, scope))


def _entry(line: Line, made: Clone, swap: Swap, pages: Sequence[PageRow], *, at: str) -> Entry:
    body, stream, keys = line.body, f"case/{made.case}", made.keys
    entry_id = swap.key(UUID(body["id"]))
    commit: dict[str, bytes] = {}
    for text in line.texts:
        place, field, value = Compartment(subject=made.case, kind=text.kind), text.field, swap.json(text.value)
        if field == "pages_digest":
            value = _digest(made, pages, len(body["data"]["begins"]))
        if text.kind not in keys:
            keys[text.kind] = fresh_key(place)
        sealed = Text(compartment=place, entry_id=entry_id, stream=stream, field=field, value=value, room=text.room)
        row, commit[field] = seal_under(keys[text.kind], sealed)
        made.add_row("texts", row.entry_id, row.field, row.key_id, row.blob)
    for one in line.unopened:
        commit[one.field] = one.commitment
        made.add_row("answers", entry_id, one.field, one.blob)
    draft = Draft(
        id=entry_id,
        type=body["type"],
        stream=stream,
        actor=swap.text(body["actor"]),
        role=body["role"],
        occurred=read_moment(body["occurred"]),
        data=swap.json(body["data"]),
        commit=commit,
        refs=[(ref["rel"], made.leaves[ref["leaf"]]) for ref in body["refs"]],
    )
    last = made.entries[-1] if made.entries else None
    seq, prev = (last.seq + 1, bytes(last.leaf)) if last else (1, None)
    data = entry_bytes(
        draft, log=settings.LOG_ORIGIN, seq=seq, prev=prev, at=at, nonce=secrets.token_bytes(NONCE_BYTES)
    )
    made.leaves[line.leaf] = leaf = leaf_hash(data)
    return Entry(id=entry_id, stream=stream, seq=seq, type=draft.type, at=at, entry=data, leaf=leaf)


def _digest(made: Clone, pages: Sequence[PageRow], documents: int) -> str:
    """Return the digest of the first documents of a clone's bundle. It covers leaves, and a clone has leaves of its own."""
    own = [(first, last, made.leaves[leaf].hex(), file) for first, last, leaf, file in pages[:documents]]
    return digest_of_rows(own)


def _projections(made: Clone, pattern: Pattern, swap: Swap, accused: Sworn) -> None:
    case, columns = made.case, pattern.columns
    identified = pattern.member is not None
    code_name, linked = new_code_name(), uuid4()
    seal = row_seal("case", case, made.reference, code_name, columns["rulebook_id"], linked)
    own = (case, made.reference, code_name, linked, accused.member if identified else None, seal)
    made.add_row("cases", *own, *(columns[name] for name in CASE))
    for name, subject, due, look_at in pattern.clocks:
        made.add_row("clocks", case, name, swap.key(subject) if subject else None, due, look_at)
    for user, person, seat in pattern.seatings:
        is_open = columns["state"] != CaseState.CLOSED
        made.add_row("seatings", case, swap.users.get(user, user), swap.key(person), seat, is_open)
    for user, *turn in pattern.turns:
        made.add_row("turns", case, swap.users.get(user, user), *turn)
    for user, given in pattern.rights.items():
        holder = swap.users.get(user, user)
        for permission, listed in given:
            made.add_row("grants", case, holder, permission, listed)
    for user, told in pattern.letters:
        letter = {**told, "about": swap.key(told["about"])}
        reader = swap.users.get(user, user)
        made.add_row("letters", uuid4(), case, reader, new_reference("N"), 0, 0, *(letter[name] for name in LETTER))
    if pattern.shown is not None:
        about = (case, accused.member, accused.name, accused.number)
        seal = row_seal("register", *about, *(pattern.shown[name] for name in VOUCHED_FOR), None)
        made.add_row("shown", *about, seal, *(pattern.shown[name] for name in SHOWN))


CASE = (
    "rulebook_id", "state", "filed_at", "swept", "sweep_due", "swept_at", "commitments", "severity", "due",
    "due_clock", "late_from", "waiting_on", "expected_step", "asked_on", "answer_by", "turns_until", "unassigned",
    "awaiting_signature", "ballot_waits", "letters_due", "settled_cell", "settled_level", "moved_at", "turn_since",
    "triaged", "first_reader", "readers_apart", "on_hold", "files", "danger", "talks_from", "consent_from", "dismissed_from",
    "route", "closing_code",
)  # fmt: skip
VOUCHED_FOR = ("place", "commitments", "sanction", "level", "text", "decided_on", "expires_on")
COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "users": (
        "accounts_user",
        ("id", "kind", "name", "zone", "password", "code_digest", "is_active", "is_superuser", "seal"),
    ),
    "pseudonyms": ("accounts_pseudonym", ("value", "user_id", "scope", "seal")),
    "cases": ("casework_case", ("id", "reference", "code_name", "linked", "respondent_id", "seal", *CASE)),
    "clocks": ("casework_clock", ("case_id", "name", "subject", "due", "look_at")),
    "seatings": ("casework_seating", ("case_id", "user_id", "person", "seat", "open")),
    "turns": (
        "casework_turn",
        ("case_id", "user_id", "seat", "step", "signs", "fills", "returned", "clock", "due", "letters", "letters_from"),
    ),
    "grants": ("casework_casegrant", ("content_object_id", "user_id", "permission_id", "listed")),
    "keys": ("vault_keys.wrapped_key", ("id", "subject", "kind", "epoch", "wrapped", "voucher", "made_at")),
    "texts": ("vault_sealedtext", ("entry_id", "field", "key_id", "blob")),
    "answers": ("vault_sealedanswer", ("entry_id", "field", "blob")),
    "letters": ("notifications_message", ("id", "case_id", "reader_id", "reference", "tries", "reminders", *LETTER)),
    "shown": ("casework_registerentry", ("case_id", "member_id", "name", "number", "seal", *SHOWN)),
}
"""The tables of a clone and the columns of its rows, in an order in which they can be stored."""
