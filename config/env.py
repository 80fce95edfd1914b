"""Every setting taken from outside: one table, read here, printed to docs/settings.md by `python -m config.env`."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ

BASE_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Setting:
    """One environment variable: what it is called, what it decides, and what holds when it is absent.

    A `secret` may also be given as `<NAME>_FILE`, the path of a file only its owner can read.
    """

    name: str
    sentence: str
    default: str = ""
    secret: bool = False


SETTINGS = (
    Setting("DATABASE_URL", "The PostgreSQL database, as the role `app`, which owns nothing.", secret=True),
    Setting("OWNER_DATABASE_URL", "The same database as the role `owner`; only migrations use it.", secret=True),
    Setting(
        "SECRET_KEY",
        "Signs sessions, seals second factors, accounts and offices; at least 50 random characters.",
        secret=True,
    ),
    Setting("KEK_PUBLIC_FILE", "The public half of the key-encryption key; every process seals with it."),
    Setting(
        "KEK_FILE", "The private half, mode 0600 or 0400; not with ROLE=public. Always a path, never the key itself."
    ),
    Setting("ROLE", "What this process may open: `desk`, `worker`, or `public`, which opens nothing.", "desk"),
    Setting("BROKER_URL", "The queue: `redis+socket://` with a password, or a server of your own.", secret=True),
    Setting(
        "CACHE_URL",
        "The shared cache, where sign-in attempts are counted: `unix://` or `redis://`. If it is empty or "
        "down, each process counts alone.",
        secret=True,
    ),
    Setting("SMTP_HOST", "The mail server that takes the mails.", "localhost"),
    Setting("SMTP_PORT", "Its port.", "25"),
    Setting("SMTP_USER", "The user name there; empty for none."),
    Setting("SMTP_PASSWORD", "The password there.", secret=True),
    Setting("SMTP_TLS", "1 to require STARTTLS.", "0"),
    Setting("MAIL_FROM", "The sender of every mail.", "oathbound@localhost"),
    Setting(
        "CONTACT",
        "How people reach the body outside this installation, in one line: a telephone number first. Mails about accounts "
        "and several pages show it.",
    ),
    Setting("CONTACT_ADDRESS", "Postal address of the Society, in one line. The contact page shows it."),
    Setting(
        "CONTACT_HOURS", "When somebody answers the telephone and the door, in one line. The contact page shows it."
    ),
    Setting("ALLOWED_HOSTS", "The host names to which it answers, separated by commas.", "localhost,127.0.0.1"),
    Setting("BASE_URL", "The address that mails link to, without a final slash.", "http://localhost:8000"),
    Setting("PROXY_COUNT", "How many trusted proxies are in front; above 0 their HTTPS header is believed.", "0"),
    Setting("FILES_DIR", "Where sealed files are kept.", ".local/files"),
    Setting(
        "DATABASE_DIR",
        "A folder on the disk of the database, where a process sees one: its room is watched. Empty: not watched.",
    ),
    Setting("STATIC_DIR", "Where `collectstatic` puts the fingerprinted styles and scripts."),
    Setting("MAX_FILE_MB", "The size of the largest single file that people can upload, in MiB.", "100"),
    Setting(
        "LOG_ORIGIN", "The name of this ledger in every checkpoint; a demonstration's starts with `demo.`.", "localhost"
    ),
    Setting(
        "CONVERTER_SOCKET", "The socket of the converter, which makes safe views of files; without one none is made."
    ),
    Setting(
        "CLAMD_SOCKET",
        "Where clamd listens, a path or HOST:PORT of a private network: each file is scanned before its safe view is made. "
        "Its TemporaryDirectory must be in memory. Empty: files are not scanned, and views say so.",
    ),
    Setting("SIGNER_SOCKET", "The socket of the process that signs the ledger; without one nothing is signed."),
    Setting(
        "SIGNER_SECRET_FILE", "The secret that proves to the signer who asks; the worker has it, the web must not."
    ),
    Setting(
        "BALLOTS_FOLDER",
        "Where this process keeps the keys of ballots itself, while no signer runs; needs EMBEDDED=1.",
    ),
    Setting(
        "WITNESS_URLS",
        "The https addresses of witnesses (C2SP tlog-witness), separated by commas; their keys are in the keyring. Each is "
        "sent every new checkpoint, so it sees when the record grows.",
    ),
    Setting("WITNESS_CA_FILE", "Certificate authorities (PEM) believed for witnesses, besides those of the system."),
    Setting("KEYRING_FILE", "The public keys of signer and witnesses, for people who check a receipt."),
    Setting(
        "PIN_FILE",
        "A checkpoint that somebody outside the installation keeps; the nightly check compares the record with it.",
    ),
    Setting("TSA_URL", "A time-stamp authority (RFC 3161), asked once a day; its roots are in the keyring."),
    Setting("WEB_CONCURRENCY", "The number of processes of each web server.", "2"),
    Setting("WEB_THREADS", "The number of requests that each process answers at once; 16 where files are taken.", "4"),
    Setting("METRICS_ADDRESS", "Where metrics are served, such as `127.0.0.1:9100`; loopback only. Empty: nowhere."),
    Setting(
        "PING_URL",
        "An address that the worker requests every PULSE_SECONDS while all is well, else its `/fail`; it sends nothing "
        "else. Empty: none.",
        secret=True,
    ),
    Setting(
        "PULSE_SECONDS",
        "How often the worker looks at mail server, cache and disk and asks for PING_URL. A part that should work more "
        "often counts as stopped after 15 seconds more. Less than 10 counts as 10.",
        "60",
    ),
    Setting("LOG_LEVEL", "The least severe line that is logged.", "INFO"),
    Setting("EMBEDDED", "1 when `make run` or the tests started the database and the queue; loopback only.", "0"),
    Setting("DEMO", "1 for invented people and a clock that can be moved; needs EMBEDDED=1.", "0"),
    Setting("CLOCK_OFFSET_FILE", "The file that holds a demonstration's clock offset, in seconds."),
)
HEAD = """\
# Settings

Printed by `python -m config.env`; do not edit.
A secret may also be given as `<NAME>_FILE`, the path of a file of mode 0600.

| name | default | secret | what it decides |
|---|---|---|---|
"""
_TABLE = {setting.name: setting for setting in SETTINGS}


def text(name: str) -> str:
    """Return a setting: from the environment, or for a secret from the file that `<NAME>_FILE` names. KeyError if unknown."""
    setting = _TABLE[name]
    if setting.secret and (path := os.environ.get(f"{name}_FILE")):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, setting.default)


def flag(name: str) -> bool:
    """Return True for `1`, False for anything else."""
    return text(name) == "1"


def number(name: str) -> int:
    """Return the value as a whole number. ValueError names nothing but the text that is none."""
    return int(text(name))


def words(name: str) -> list[str]:
    """Return the value split at its commas, without empty parts."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def path(name: str) -> Path | None:
    """Return the value as a path, relative ones from the top of the project; None when it is empty."""
    return BASE_DIR / text(name) if text(name) else None


def database(name: str) -> dict[str, Any]:
    """Return Django's settings for the database at this URL; `{}` when none is given, so nothing is reached by mistake."""
    url = text(name)
    return dict(environ.Env.db_url_config(url)) if url else {}


def table() -> Iterator[str]:
    """Yield docs/settings.md."""
    yield from HEAD.splitlines()
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else ""
        yield f"| `{setting.name}` | {default} | {'yes' if setting.secret else ''} | {setting.sentence} |"


if __name__ == "__main__":
    print("\n".join(table()))
