"""The entries as the database holds them, read by the signer itself as a role that may read them and nothing else."""

from collections.abc import Sequence
from pathlib import Path

import psycopg

from ledger.signer.keys import KeyRefused

# The signer runs without Django.
_ENTRIES = "SELECT entry FROM ledger_entry WHERE log_index >= %s ORDER BY log_index LIMIT %s"
_PATIENCE = "SET statement_timeout = '5s'"


class Unrecorded(Exception):
    """The database does not have this entry at this place: it was made up, or is not committed. `index` says which."""

    def __init__(self, index: int) -> None:
        super().__init__(f"entry {index}: the database does not have it")
        self.index = index


class RecordUnreachable(ConnectionError):
    """The database does not answer: nothing can be compared with it, so nothing is taken and nothing signed."""


class Record:
    """The database of the log. Each entry is one query, retried once if the connection was lost."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: psycopg.Connection[tuple[bytes]] | None = None

    def hold(self, first: int, entries: Sequence[bytes]) -> None:
        """Raise Unrecorded unless these are its entries from index `first` on; RecordUnreachable."""
        if entries and (held := self._entries(first, len(entries))) != list(entries):
            pairs = zip(entries, [*held, *([None] * len(entries))], strict=False)
            raise Unrecorded(next(index for index, (given, kept) in enumerate(pairs, start=first) if given != kept))

    def reach(self) -> None:
        self._entries(0, 1)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _entries(self, first: int, count: int) -> list[bytes]:
        try:
            return self._read(first, count)
        except psycopg.OperationalError:
            self.close()
        try:
            return self._read(first, count)
        except psycopg.Error as fault:
            self.close()
            raise RecordUnreachable from fault

    def _read(self, first: int, count: int) -> list[bytes]:
        if self._connection is None:
            self._connection = psycopg.connect(self._url, autocommit=True, connect_timeout=5)
            self._connection.execute(_PATIENCE)
        return [bytes(entry) for (entry,) in self._connection.execute(_ENTRIES, [first, count], binary=True)]


def read_record(path: Path) -> Record:
    """The database whose address stands in this file; KeyRefused when there is none."""
    try:
        url = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise KeyRefused(f"{path} cannot be read: it should hold the database's address.") from fault
    if not url.startswith(("postgres://", "postgresql://")):
        raise KeyRefused(f"{path} holds no address of a database.")
    return Record(url)
