"""Judges and cosigns checkpoints, as C2SP tlog-witness says. It holds no entries."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.entries import b64, unb64
from ledger.notes import LONGEST_NOTE, Head, NotANote, Note, Signature, VerifierKey, cosign, read_checkpoint, signers
from ledger.tree import EMPTY_ROOT, HASH_BYTES
from ledger.verify import continues
from ledger.witness.heads import Heads

MOST_STEPS = 63
LONGEST_SUBMISSION = LONGEST_NOTE + 64 * (MOST_STEPS + 1)
SIZE_TYPE = "text/x.tlog.size"
_OLD = re.compile(r"old (0|[1-9][0-9]{0,17})")


@dataclass(frozen=True)
class Answer:
    """The status, body and type of an HTTP answer."""

    status: int
    body: str = ""
    type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Submission:
    """A checkpoint, and the proof that it goes on from the tree of `old` entries."""

    old: int
    path: Sequence[bytes]
    head: Head
    note: Note

    @property
    def body(self) -> str:
        """The body of the request."""
        return "\n".join([f"old {self.old}", *map(b64, self.path), "", str(self.note)])


def read_submission(body: bytes) -> Submission:
    """The submission in the body of a request; NotANote when it is none."""
    try:
        lines, gap, note = body.decode("utf-8").partition("\n\n")
        first, *steps = lines.split("\n")
        old, path = _OLD.fullmatch(first), [unb64(step) for step in steps]
    except ValueError:
        raise NotANote("this is not a submission") from None
    if not gap or old is None or len(path) > MOST_STEPS or any(len(step) != HASH_BYTES for step in path):
        raise NotANote("a submission is an old size, at most 63 hashes, an empty line and a checkpoint")
    return Submission(int(old[1]), path, *read_checkpoint(note))


class Witness:
    """Cosigns the checkpoints of the logs with these keys. One request at a time: it is not safe for threads."""

    def __init__(
        self,
        heads: Heads,
        logs: Sequence[VerifierKey],
        name: str,
        keys: Sequence[Ed25519PrivateKey],
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        say: Callable[[str], object] = lambda _: None,
    ) -> None:
        """Cosign as `name` with each of these keys. `say` hears of each checkpoint that contradicts another."""
        self._heads, self._logs, self._name, self._keys, self._clock, self._say = heads, logs, name, keys, clock, say

    def add_checkpoint(self, body: bytes) -> Answer:
        """Judge a submission, remember its checkpoint, and answer with the cosignatures. OSError when the disk fails."""
        try:
            asked = read_submission(body)
        except NotANote as fault:
            return Answer(400, f"{fault}\n")
        head = asked.head
        keys = [key for key in self._logs if key.name == head.origin]
        if not keys:
            return Answer(404, "this witness does not know the log\n")
        try:
            own = signers(asked.note, keys)
        except NotANote as fault:
            return Answer(403, f"{fault}\n")
        if not own:
            return Answer(403, "no key of the log has signed this checkpoint\n")
        return self._judge(asked, Note(asked.note.text, _lines_of(asked.note, own)))

    def checkpoint(self, digest: str) -> Answer:
        """The newest cosigned checkpoint of the log with this `origin_digest`."""
        note = self._heads.note(digest)
        return Answer(404) if note is None else Answer(200, note)

    def _judge(self, asked: Submission, signed: Note) -> Answer:
        head, newest = asked.head, self._heads.newest(asked.head.origin)
        if asked.old > head.size:
            return Answer(400, "the old size is larger than the checkpoint\n")
        held = newest.size if newest else 0
        if asked.old != held:
            return Answer(409, f"{held}\n", SIZE_TYPE)
        if not _goes_on(newest, asked):
            self._say(f"Refused: this does not go on from the {held} entries that were cosigned.\n{signed}")
            return Answer(422, f"this does not go on from the {held} entries that were cosigned\n")
        time = int(self._clock().timestamp())
        lines = [cosign(signed.text, name=self._name, key=key, time=time) for key in self._keys]
        self._heads.store(head, str(Note(signed.text, [*signed.signatures, *lines])))
        return Answer(200, "".join(f"{line}\n" for line in lines))


def _goes_on(newest: Head | None, asked: Submission) -> bool:
    head = asked.head
    if head.size == 0 and head.root != EMPTY_ROOT:
        return False
    if newest is None or newest.size == 0:
        return not asked.path
    return continues(old=newest.size, old_root=newest.root, new=head.size, new_root=head.root, path=asked.path)


def _lines_of(note: Note, keys: Mapping[VerifierKey, int]) -> list[Signature]:
    known = {(key.name, key.key_id) for key in keys}
    return [line for line in note.signatures if (line.name, line.key_id) in known]
