"""Whether everything the installation leans on answers: queue, worker, cache, mail server, signer, converter, disk."""

import errno
import shutil
import smtplib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.cache import caches
from django.core.checks import run_checks
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from config import broker
from config.checks import DEPLOYMENT
from converter.client import programs
from ledger.cosigning import submission
from ledger.keyring import read_keyring
from ledger.models import Checkpoint
from ledger.notes import NotANote
from ledger.signer.client import Signer, SignerDown
from ledger.witness.client import add_checkpoint, trust
from operations.doctor.finding import Finding, check_findings
from operations.pulse.faults import FAULTS, finding
from operations.pulse.queue import queue_client
from vault.waiting_views import fault_of_converter

WAIT_SECONDS = 3
FREE_SHARE = 0.2
PROBE = b"x" * 4096
TAKES_THE_RECORD = frozenset({200, 409})
"""A witness answers with a cosignature, or with the size that it has cosigned."""
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def deployment() -> Iterator[Finding]:
    """Yield what keeps every process of this installation shut, whatever else answers."""
    return check_findings(run_checks(tags=[DEPLOYMENT], include_deployment_checks=True))


def queue() -> Iterator[Finding]:
    """Yield what is wrong with the queue, or that no worker listens to it."""
    if not broker.CELERY_BROKER_URL:
        yield finding("queue-missing")
        return
    with queue_client(WAIT_SECONDS) as asking:
        try:
            replies = asking.control.ping(timeout=WAIT_SECONDS) or []
            there = {node.partition("@")[0] for reply in replies for node in reply}
            if "celery" not in there:
                yield finding("worker-down")
            elif broker.CHECKS not in there:
                yield finding("checker-down")
            elif broker.FILES not in there:
                yield finding("converter-without-worker")
        except (OperationalError, OSError, RedisError):
            yield finding("queue-down")


def shared_cache() -> Iterator[Finding]:
    """Yield what is wrong with the cache in which attempts are counted."""
    if "redis" not in settings.CACHES["strict"]["BACKEND"]:
        yield finding("cache-missing")
        return
    try:
        caches["strict"].get("doctor")
    except (RedisError, OSError):
        yield finding("cache-down")


def mail() -> Iterator[Finding]:
    """Yield that the mail server does not take letters; nothing is sent."""
    options = cast("dict[str, Any]", settings.MAILERS["default"]["OPTIONS"])
    try:
        with smtplib.SMTP(options["host"], options["port"], timeout=WAIT_SECONDS) as post:
            if options["use_tls"]:
                post.starttls()
            if options["username"]:
                post.login(options["username"], options["password"])
            post.noop()
    except smtplib.SMTPAuthenticationError:
        yield finding("mail-refused")
    except (smtplib.SMTPException, OSError):
        yield finding("mail-down")


def signer() -> Iterator[Finding]:
    """Yield that nothing signs the record, or that nobody can check what is signed."""
    if not settings.SIGNER_SOCKET:
        yield finding("signer-missing")
    else:
        try:
            with Signer(Path(settings.SIGNER_SOCKET), settings.SIGNER_SECRET_FILE) as asked:
                origin = asked.state().origin
            if origin != settings.LOG_ORIGIN:
                mend = "Correct SIGNER_SOCKET or LOG_ORIGIN."
                yield Finding("signer-foreign", "The signer signs another record.", mend)
        except SignerDown as fault:
            yield Finding("signer-down", f"The signer does not answer: {fault}.", FAULTS["signer-down"].mend)
    try:
        if settings.KEYRING_FILE is None:
            raise NotANote
        read_keyring(settings.KEYRING_FILE)
    except (NotANote, OSError):
        what = "Nobody can check a receipt: KEYRING_FILE names no keyring."
        yield Finding("keyring-missing", what, "Write one: docs/how-to/ledger-signer.md.")


def converter() -> Iterator[Finding]:
    """Yield that no safe views are made, or none of some kinds of file."""
    if fault := fault_of_converter():
        yield finding(fault)
    elif settings.CONVERTER_SOCKET:
        has = programs(settings.CONVERTER_SOCKET, WAIT_SECONDS)
        for name in ("soffice", "tesseract"):
            if name not in has:
                yield finding(f"converter-without-{name}")


def witnesses() -> Iterator[Finding]:
    """Yield each witness that does not answer, or does not take this record. A witness that never signed cosigns now."""
    newest = Checkpoint.objects.order_by("-size").first()
    if newest is None:
        return
    for url in settings.WITNESS_URLS:
        try:
            reply = add_checkpoint(url, submission(newest, 0), trust(settings.WITNESS_CA_FILE))
        except OSError as fault:
            yield Finding("witness-down", f"The witness {url} does not answer: {fault}.", FAULTS["witness-down"].mend)
            continue
        if reply.status not in TAKES_THE_RECORD:
            what = f"The witness {url} does not take this record: {reply.status}."
            yield Finding("witness-foreign", what, FAULTS["witness-foreign"].mend)


def files() -> Iterator[Finding]:
    """Yield that what people hand in could not be kept. What is written to find out is taken away again."""
    folder = Path(settings.FILES_DIR)
    probe = folder / ".doctor"
    try:
        probe.write_bytes(PROBE)
    except OSError as fault:
        yield finding("disk-full" if fault.errno in NO_ROOM else "files-closed", errno=fault.errno)
        return
    finally:
        with suppress(OSError):
            probe.unlink()
    if _is_nearly_full(folder):
        yield finding("disk-low")


def database_disk() -> Iterator[Finding]:
    """Yield that the disk of the database fills up, where DATABASE_DIR says which one that is."""
    try:
        if settings.DATABASE_DIR and _is_nearly_full(settings.DATABASE_DIR):
            yield finding("database-disk-low")
    except OSError as fault:
        yield finding("database-disk-unseen", errno=fault.errno)


def storage() -> Iterator[Finding]:
    """Yield what is wrong with either disk."""
    yield from files()
    yield from database_disk()


def _is_nearly_full(folder: Path) -> bool:
    disk = shutil.disk_usage(folder)
    return disk.free < FREE_SHARE * disk.total
