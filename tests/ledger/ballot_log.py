"""A ballot as the log tells it, written by hand: its entries, and the sealed answers of those who vote."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from ledger.canonical import Json
from ledger.commitments import commitment, leaf_hash
from ledger.entries import Draft, entry_bytes, moment
from ledger.sealed_answers import REST, binding, field_of, seal_answer

BEGAN = datetime(2027, 3, 1, 9, tzinfo=UTC)
ENDS = BEGAN + timedelta(days=2)
MOTIONS = ("remit", "L3", "L2")
YES, NO = {"answer": "yes", "words": "So I see it."}, {"answer": "no"}


@dataclass
class BallotLog:
    """A case with papers and a ballot of five on `MOTIONS`; three votes carry each option, and four must take part."""

    stream: str = field(default_factory=lambda: f"case/{uuid4()}")
    voters: tuple[UUID, ...] = field(default_factory=lambda: tuple(uuid4() for _ in range(5)))
    lines: list[bytes] = field(default_factory=list)
    sealed: dict[str, dict[str, bytes]] = field(default_factory=dict)
    keys: Sequence[str] = ()

    def __post_init__(self) -> None:
        self.pack = self.write("case.board_pack_sent", BEGAN)
        self.opened = self.write(
            "case.ballot_opened", BEGAN, pack=str(self.pack), voters=[str(one) for one in self.voters], filled=5, barred=0,
            alternates=0, motions=list(MOTIONS), needed=[3, 3, 3], least=[4, 4, 4], closes_at=moment(ENDS),
        )  # fmt: skip

    @property
    def ballot(self) -> str:
        return str(self.opened)

    def leaf(self, place: int) -> bytes:
        return leaf_hash(self.lines[place])

    def write(
        self, kind: str, at: datetime, *, actor: UUID | None = None, entry_id: UUID | None = None,
        commit: dict[str, bytes] | None = None, **data: Json,
    ) -> UUID:  # fmt: skip
        """Add an entry, and return its id."""
        key = entry_id or uuid4()
        draft = Draft(
            id=key, type=kind, stream=self.stream, actor=actor or uuid4(), role="board_member", occurred=None, data=data,
            commit=commit or {},
        )  # fmt: skip
        seq, prev = len(self.lines) + 1, self.leaf(-1) if self.lines else None
        self.lines.append(entry_bytes(draft, log="localhost", seq=seq, prev=prev, at=moment(at), nonce=bytes(16)))
        return key

    def make_keys(self, keys: Sequence[str]) -> None:
        """Say in the log which keys the signer made."""
        self.keys = keys
        self.write("case.ballot_keys_made", BEGAN, ballot=self.ballot, keys=list(keys))

    def vote(self, voter: UUID, *said: Json, at: datetime = BEGAN + timedelta(hours=1)) -> str:
        """Let somebody answer each option and the rest in order; return the entry of the vote."""
        key, commits = uuid4(), dict[str, bytes]()
        for option, public, value in zip((*MOTIONS, REST), self.keys, said, strict=True):
            salt = secrets.token_bytes(32)
            about = binding(ballot=self.leaf(1), pack=self.leaf(0), option=option, vote=key, voter=voter)
            blob = seal_answer(value, salt=salt, public=bytes.fromhex(public), info=about)
            self.sealed.setdefault(option, {})[str(key)] = blob
            commits[field_of(option)] = commitment(salt=salt, entry_id=key, field=field_of(option), value=value)
        self.write("case.vote_cast", at, actor=voter, entry_id=key, commit=commits, ballot=self.ballot)
        return str(key)

    def close(self, at: datetime = ENDS) -> None:
        self.write("case.ballot_closed", at, ballot=self.ballot, present=len(self.voters))
