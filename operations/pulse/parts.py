"""How often each part of the installation should work, and when it is late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from config.broker import PULSE_SECONDS


class Part(StrEnum):
    QUEUE = "queue"
    BEAT = "beat"
    WORKER = "worker"
    OUTBOX = "outbox"
    SIGNER = "signer"
    CONVERTER = "converter"
    MAIL = "mail"
    CACHE = "cache"
    FILES = "files"
    FENCE = "fence"
    NIGHTLY = "nightly"
    BACKUP = "backup"
    WITNESS = "witness"
    STAMP = "stamp"
    PING = "ping"


@dataclass(frozen=True)
class Duty:
    """The name of a part in a table (`title`) and in a sentence (`called`), how often it should work, and its faults.

    `late` names the fault of a part that last worked longer than `after` ago; `never` the fault of a part that never worked,
    if it differs. A part with `by_beat` needs queue, beat and worker: while one of them is stopped, it has no fault of its
    own for being late.
    """

    title: str
    called: str
    should: str
    after: timedelta
    late: str
    never: str = ""
    by_beat: bool = True


EACH_TEN, EACH_MINUTE = "every 10 seconds", "every minute"
EACH_PULSE = EACH_MINUTE if PULSE_SECONDS == 60 else f"every {PULSE_SECONDS} seconds"
SHORT, THREE_PULSES = timedelta(seconds=PULSE_SECONDS + 15), timedelta(seconds=3 * PULSE_SECONDS)
MINUTES, QUARTER, NIGHT = timedelta(minutes=3), timedelta(minutes=15), timedelta(hours=26)
SILENT = timedelta(seconds=30)
"""A running check reports every few seconds. After this long without a report it has stopped; the next pulse shows it,
within two minutes.
"""
DUTIES: Mapping[Part, Duty] = {
    Part.QUEUE: Duty("Queue", "the queue", "always", SHORT, "queue-down", by_beat=False),
    Part.BEAT: Duty("Clock (beat)", "the beat", EACH_TEN, SHORT, "beat-stopped", by_beat=False),
    Part.WORKER: Duty("Worker", "the worker", EACH_TEN, SHORT, "worker-stopped", by_beat=False),
    Part.OUTBOX: Duty("Outbox: letters and mail", "the outbox", EACH_MINUTE, MINUTES, "outbox-stopped"),
    Part.SIGNER: Duty("Signer", "the signer", EACH_TEN, SHORT, "signer-stopped", "signer-missing"),
    Part.CONVERTER: Duty("Converter: safe views of files", "the converter", EACH_TEN, QUARTER, "converter-stopped"),
    Part.MAIL: Duty("Mail server", "the mail server", "always", THREE_PULSES, "mail-stopped"),
    Part.CACHE: Duty("Cache", "the cache", "always", THREE_PULSES, "cache-stopped"),
    Part.FILES: Duty("Storage", "the storage", "always", THREE_PULSES, "files-stopped"),
    Part.FENCE: Duty("Fence of the record", "the fence of the record", "always", THREE_PULSES, "fence-unseen"),
    Part.NIGHTLY: Duty("Nightly check", "the nightly check", "every night", NIGHT, "nightly-late", "nightly-never"),
    Part.BACKUP: Duty("Backup", "the backup", "every 24 hours", NIGHT, "backup-late", "backup-never", by_beat=False),
    Part.WITNESS: Duty("Witnesses", "the witnesses", "every day", NIGHT, "witness-late", "witness-never"),
    Part.STAMP: Duty("Time-stamps", "the time-stamps", "every night", NIGHT, "stamp-late", "stamp-never"),
    Part.PING: Duty("Ping to outside", "the ping", EACH_PULSE, THREE_PULSES, "ping-refused"),
}
"""In the order of the status page: the parts that others need come first."""
