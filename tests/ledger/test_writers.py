"""Several writers at once, some of whom give up: the log has no gap and every link holds."""

import random
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction

from ledger import queries
from ledger.append import append
from ledger.entries import b64
from ledger.models import LogHead, StreamHead
from tests.ledger.records import case_stream, draft

WRITERS, TURNS, GIVE_UP = 4, 40, 0.3


class GivenUp(Exception):
    """The writer changed its mind after writing."""


def write_and_give_up(streams: list[str], seed: int) -> int:
    """Write a while, giving up now and then; how many entries were kept."""
    chance, kept = random.Random(seed), 0
    try:
        for _ in range(TURNS):
            drafts = [draft(chance.choice(streams)) for _ in range(chance.randint(1, 3))]
            try:
                with transaction.atomic():
                    append(*drafts)
                    if chance.random() < GIVE_UP:
                        raise GivenUp
            except GivenUp:
                continue
            kept += len(drafts)
    finally:
        connection.close()
    return kept


def test_four_writers_of_whom_a_third_give_up_leave_no_gap(committed: None) -> None:
    streams = ["system", case_stream(), case_stream()]
    with ThreadPoolExecutor(WRITERS) as pool:
        kept = sum(pool.map(lambda seed: write_and_give_up(streams, seed), range(WRITERS)))
    log = queries.entries(limit=kept + 1)
    assert [entry.log_index for entry in log] == list(range(kept))
    assert [entry.at for entry in log] == sorted(entry.at for entry in log)
    assert LogHead.objects.get().size == kept
    for name in streams:
        entries = queries.stream(name)
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        assert [entry.body["prev"] for entry in entries] == [None, *(b64(bytes(e.leaf)) for e in entries[:-1])]
        assert StreamHead.objects.values_list("seq", flat=True).get(stream=name) == len(entries)
