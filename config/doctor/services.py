"""Whether everything the house leans on answers: queue, worker, cache, mail server, signer, disk."""

import shutil
import smtplib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from celery import Celery
from django.conf import settings
from django.core.cache import caches
from django.core.checks import run_checks
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from config import broker
from config.checks import DEPLOYMENT
from config.doctor.finding import Finding, told
from ledger.keyring import read_keyring
from ledger.notes import NotANote
from ledger.signer.client import Signer, SignerDown

WAIT_SECONDS = 3
FREE_SHARE = 0.2
CORRECT = "Start it, or correct {}."


def deployment() -> Iterator[Finding]:
    """Yield what keeps every process of this house shut, whatever else answers."""
    return told(run_checks(tags=[DEPLOYMENT], include_deployment_checks=True))


def queue() -> Iterator[Finding]:
    """Yield what is wrong with the queue, or that no worker listens to it."""
    if not broker.CELERY_BROKER_URL:
        yield Finding("queue-missing", "BROKER_URL is missing.", "Name the queue, as docs/settings.md says.")
        return
    options = {"max_retries": 0, "socket_connect_timeout": WAIT_SECONDS, "socket_timeout": WAIT_SECONDS}
    with Celery(broker=broker.CELERY_BROKER_URL, broker_transport_options=options, set_as_current=False) as asking:
        try:
            replies = asking.control.ping(timeout=WAIT_SECONDS) or []
            there = {node.partition("@")[0] for reply in replies for node in reply}
            if "celery" not in there:
                yield Finding(
                    "worker-down", "No worker answers.", "Start one: `python -m celery --app=config.celery worker`."
                )
            elif broker.CHECKS not in there:
                start = (
                    "`python -m celery --app=config.celery worker --queues=checks --concurrency=1 --hostname=checks@%h`"
                )
                yield Finding("checker-down", "No worker checks the record every night.", f"Start one: {start}.")
        except (OperationalError, OSError, RedisError):
            yield Finding("queue-down", "The queue does not answer.", CORRECT.format("BROKER_URL"))


def shared_cache() -> Iterator[Finding]:
    """Yield what is wrong with the cache in which attempts are counted."""
    if "redis" not in settings.CACHES["strict"]["BACKEND"]:
        yield Finding(
            "cache-missing",
            "CACHE_URL is missing, so each process counts sign-in attempts alone.",
            "Name a cache that all processes share.",
        )
        return
    try:
        caches["strict"].get("doctor")
    except (RedisError, OSError):
        yield Finding(
            "cache-down",
            "The shared cache does not answer: each process counts sign-in attempts alone.",
            CORRECT.format("CACHE_URL"),
        )


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
        yield Finding("mail-refused", "The mail server refuses the name.", "Correct SMTP_USER and SMTP_PASSWORD.")
    except (smtplib.SMTPException, OSError):
        yield Finding(
            "mail-down", "The mail server does not answer.", CORRECT.format("SMTP_HOST, SMTP_PORT and SMTP_TLS")
        )


def signer() -> Iterator[Finding]:
    """Yield that nothing signs the record, or that nobody can check what is signed."""
    if not settings.SIGNER_SOCKET:
        yield Finding("signer-missing", "Nothing signs the record.", "Run a signer: docs/how-to/ledger-signer.md.")
    else:
        try:
            with Signer(Path(settings.SIGNER_SOCKET), settings.SIGNER_SECRET_FILE) as asked:
                origin = asked.state().origin
            if origin != settings.LOG_ORIGIN:
                yield Finding(
                    "signer-foreign", "The signer signs another record.", "Correct SIGNER_SOCKET or LOG_ORIGIN."
                )
        except SignerDown as fault:
            mend = CORRECT.format("SIGNER_SOCKET and SIGNER_SECRET_FILE")
            yield Finding("signer-down", f"The signer does not serve: {fault}.", mend)
    try:
        if settings.KEYRING_FILE is None:
            raise NotANote
        read_keyring(settings.KEYRING_FILE)
    except (NotANote, OSError):
        yield Finding(
            "keyring-missing",
            "Nobody can check a receipt: KEYRING_FILE names no keyring.",
            "Write one: docs/how-to/ledger-signer.md.",
        )


def files() -> Iterator[Finding]:
    """Yield that what people hand in could not be kept."""
    folder = Path(settings.FILES_DIR)
    probe = folder / ".doctor"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as fault:
        yield Finding(
            "files-closed",
            f"FILES_DIR cannot be written to: {fault.strerror}.",
            f"Make {folder} and give it to the user that serves.",
        )
        return
    disk = shutil.disk_usage(folder)
    if disk.free < FREE_SHARE * disk.total:
        yield Finding(
            "disk-full", "Less than a fifth of the disk of FILES_DIR is free.", "Make room, or move it to another disk."
        )
