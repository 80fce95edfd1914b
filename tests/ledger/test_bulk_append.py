"""Entries that were written elsewhere come into the record whole, after all that is there, or not at all."""

import pytest

from ledger.append import NotNow
from ledger.bulk_append import TooLate, append_written
from ledger.models import Entry
from tests.ledger.records import draft, written


def test_what_is_older_than_the_newest_entry_is_too_late(db: None) -> None:
    (newest,) = written(draft())
    with pytest.raises(TooLate):
        append_written([Entry(at="2020-01-01T00:00:00.000000Z", leaf=bytes(32))])
    assert list(Entry.objects.values_list("pk", flat=True)) == [newest.pk]


def test_outside_a_transaction_nothing_is_written(committed: None) -> None:
    with pytest.raises(NotNow, match="needs the transaction of the act it records"):
        append_written([Entry(at="2020-01-01T00:00:00.000000Z", leaf=bytes(32))])
    assert Entry.objects.count() == 0
