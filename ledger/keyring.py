"""The keyring: which keys signed the log at which sizes, which witnesses and time-stamping roots are trusted.

A file of JSON, given to people by another way than the log: `{"origin": …, "log_keys": [{"vkey": …, "from": 0,
"to": null}], "witness_keys": [vkey …], "tsa_roots": [PEM …]}`. Validity is in tree sizes, `from` and `to` included.

Where the log took a new origin after a fork, `"former": [{"origin": …, "agreed": n, "entries": m}]` names the earlier ones: the
checkpoints under that name hold up to `agreed` entries, and the first `m` entries of the log bear it.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger.canonical import JsonObject
from ledger.notes import LOG_KEY, WITNESS_KEYS, NotANote, VerifierKey


@dataclass(frozen=True)
class LogKey:
    """A key of the log and the sizes it signs; `until` None: on and on."""

    key: VerifierKey
    since: int = 0
    until: int | None = None

    def signs(self, size: int) -> bool:
        return self.since <= size and (self.until is None or size <= self.until)


@dataclass(frozen=True)
class Former:
    """An earlier origin of the log: the size up to which its checkpoints hold, and how many entries bear its name."""

    origin: str
    agreed: int
    entries: int


@dataclass(frozen=True)
class Keyring:
    """What somebody trusts of one log. `former`: its earlier origins, the first one first."""

    origin: str
    log_keys: Sequence[LogKey]
    witness_keys: Sequence[VerifierKey] = ()
    tsa_roots: Sequence[str] = ()
    former: Sequence[Former] = ()

    def keys_at(self, size: int) -> list[VerifierKey]:
        return [each.key for each in self.log_keys if each.signs(size)]

    def origin_of(self, index: int) -> str:
        return next((each.origin for each in self.former if index < each.entries), self.origin)

    def origin_at(self, size: int) -> str | None:
        """The origin in whose name a checkpoint of this size is signed; None if none holds."""
        for each in self.former:
            if size <= each.entries:
                return each.origin if size <= each.agreed else None
        return self.origin

    @property
    def witnesses(self) -> list[str]:
        """The names of the witnesses, each once: one may have a key of each kind."""
        return list(dict.fromkeys(key.name for key in self.witness_keys))

    def policy(self) -> str:
        """A C2SP tlog-policy file: these logs, these witnesses, and more than half of the witnesses as the quorum."""
        lines = [f"log {each.key}" for each in self.log_keys]
        for name in self.witnesses:
            keys = [key for key in self.witness_keys if key.name == name]
            own = [name] if len(keys) == 1 else [f"{name}#{key.key_id.hex()}" for key in keys]
            lines += [f"witness {each} {key}" for each, key in zip(own, keys, strict=True)]
            lines += [f"group {name} any {' '.join(own)}"] if len(keys) > 1 else []
        if self.witnesses:
            lines.append(f"group quorum-of-witnesses {len(self.witnesses) // 2 + 1} {' '.join(self.witnesses)}")
        lines.append(f"quorum {'quorum-of-witnesses' if self.witnesses else 'none'}")
        return "".join(f"{line}\n" for line in lines)

    def json(self) -> str:
        keys = [{"vkey": str(each.key), "from": each.since, "to": each.until} for each in self.log_keys]
        witnesses = [str(key) for key in self.witness_keys]
        body = {"origin": self.origin, "log_keys": keys, "witness_keys": witnesses, "tsa_roots": list(self.tsa_roots)}
        if self.former:
            body["former"] = [vars(each) for each in self.former]
        return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def read_keyring(path: Path) -> Keyring:
    """The keyring in this file; NotANote, saying what is wrong, or OSError."""
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        keyring = Keyring(
            origin=str(body["origin"]),
            log_keys=[_log_key(each) for each in body["log_keys"]],
            witness_keys=[_key(each, WITNESS_KEYS) for each in body.get("witness_keys", [])],
            tsa_roots=[str(each) for each in body.get("tsa_roots", [])],
            former=tuple(_former(each) for each in body.get("former", [])),
        )
    except NotANote:
        raise
    except (ValueError, LookupError, TypeError, AttributeError):
        raise NotANote("a keyring says origin, log_keys, witness_keys and tsa_roots") from None
    if not keyring.log_keys:
        raise NotANote("a keyring without a log's key proves nothing")
    return keyring


def _former(each: JsonObject) -> Former:
    return Former(str(each["origin"]), _size(each["agreed"]), _size(each["entries"]))


def _log_key(each: JsonObject) -> LogKey:
    until = each.get("to")
    return LogKey(_key(each["vkey"], {LOG_KEY}), _size(each.get("from", 0)), None if until is None else _size(until))


def _size(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("the sizes of a log are whole numbers")
    return value


def _key(text: str, kinds: Collection[int]) -> VerifierKey:
    key = VerifierKey.read(text)
    if key.kind not in kinds:
        raise NotANote(f"{key.name} is a key of another kind")
    return key
