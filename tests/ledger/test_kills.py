"""SIGKILL at each step from the append to the reply: nothing lost, nothing twice, and the record proven afterwards.

A few times in every run; `make long LONG=kills` does it fifty times a step.
"""

import os
import random
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.db import connection, transaction

from ledger.append import append
from ledger.export import export_log
from ledger.models import Checkpoint, Entry
from ledger.receipts import receipt_of
from ledger.signer.client import Signer, SignerDown
from ledger.signer.mirror import Mirror
from ledger.sync import feed, seal_log
from ledger.table_check import table_faults
from tests.ledger.records import case_stream, draft, written
from tests.ledger.signing import Hand, as_the_signer, ring, started
from tests.ledger.story import ORIGIN, judged

TIMES = int(os.environ.get("OATHBOUND_KILLS", "2"))


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def _killed(act: Callable[[], object]) -> None:
    """Let a process of its own act until it kills itself."""
    child = os.fork()
    if child == 0:
        connection.connect()
        act()
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _before_commit(hand: Hand) -> None:
    """The writer dies with its entries appended and not committed: they never were."""

    def act() -> None:
        with transaction.atomic():
            append(draft(), draft(case_stream()))
            _die()

    _killed(act)


def _after_commit(hand: Hand) -> None:
    """The writer dies with its entries committed, and nobody told."""
    _killed(lambda: (written(draft(), draft(case_stream())), _die()))


def _after_extend(hand: Hand) -> None:
    """The worker dies with the signer fed, and nothing signed."""
    written(draft())

    def act() -> None:
        with Signer(hand.socket, hand.secret) as signer:
            feed(signer)
            _die()

    _killed(act)


def _after_note(hand: Hand) -> None:
    """The worker dies with the signed note in its hands: the signer has given out what the tables do not hold."""
    written(draft())

    def act() -> None:
        with Signer(hand.socket, hand.secret) as signer:
            feed(signer)
        with hand.talk() as talk:
            talk.sign()
            _die()

    _killed(act)


def _signer_before_it_replies(hand: Hand) -> None:
    """The signer dies with the entries on its disk, and nobody told; or with half a line written."""
    hand.stop()
    (entry,) = written(draft())
    mirror = Mirror(hand.mirror, origin=ORIGIN)
    behind = Entry.objects.filter(log_index__gte=mirror.tree.size).order_by("log_index")
    lines, first = [bytes(each.entry) for each in behind], mirror.tree.size
    mirror.close()

    def act() -> None:
        copy = Mirror(hand.mirror, origin=ORIGIN)
        if entry.log_index % 2:
            copy.extend(first, lines, now=datetime.now(UTC))
        else:
            copy._log.seek(copy._offsets[-1])
            copy._log.write(lines[0][: len(lines[0]) // 2])
            copy._log.flush()
        _die()

    _killed(act)
    hand.start()


def _die_together(hand: Hand) -> None:
    assert hand.running is not None
    os.kill(hand.running.pid, signal.SIGKILL)
    os._exit(0)


def _signer_at_any_moment(hand: Hand) -> None:
    """The signer dies somewhere in the middle of a conversation."""
    written(*(draft() for _ in range(5)))
    delay = random.Random(Entry.objects.count()).random() * 0.03
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_REAL, delay)
        signal.signal(signal.SIGALRM, lambda *_: _die_together(hand))
        while True:
            signal.pause()
    try:
        seal_log(hand.socket, hand.secret)
    except (SignerDown, ConnectionError) as cut:
        assert cut is not None
    os.waitpid(child, 0)
    hand.kill()
    hand.start()


STEPS = (_before_commit, _after_commit, _after_extend, _after_note, _signer_before_it_replies, _signer_at_any_moment)


@pytest.mark.parametrize("step", STEPS, ids=[step.__name__.strip("_") for step in STEPS])
def test_kill_9_at_each_step_from_the_append_to_the_reply(
    committed: None, tmp_path: Path, capsys: Any, step: Callable[[Hand], None]
) -> None:
    with started(tmp_path / "signer", database=as_the_signer()) as hand:
        written(draft())
        for _ in range(TIMES):
            step(hand)
            assert list(table_faults()) == []
            made = seal_log(hand.socket, hand.secret)
            assert made is not None
            assert made.size == Entry.objects.count()
        keyring = tmp_path / "keyring.json"
        keyring.write_text(ring(hand).json(), encoding="utf-8")
        size = export_log(tmp_path / "export")
        pin = hand.mirror / "checkpoint"
        verdict = judged(capsys, "log", tmp_path / "export", "--keyring", keyring, "--pin", pin)
        assert (verdict.rc, verdict.tamper, verdict.undecided) == (0, frozenset(), frozenset())
        assert (size, Checkpoint.objects.order_by("-size").first()) == (Entry.objects.count(), made)
        assert all(receipt_of(entry.id) for entry in Entry.objects.all())


def test_entries_that_were_not_committed_are_neither_in_the_log_nor_in_its_head(db: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        append(draft(), draft(case_stream()))
        raise ZeroDivisionError
    assert (Entry.objects.count(), list(table_faults())) == (0, [])
