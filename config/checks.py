"""What must hold before the installation opens: each check answers in plain sentences; one error keeps every process shut.

Tagged `deployment`, the first kind needs no database and is run by each process as it starts. Tagged `database`, the
second kind is run once by the supervisor or the container's entry point, as the role that will serve.
"""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from ledger.instance_guard import serve_only_at_home

DEPLOYMENT = "deployment"
MAKE = "Make it with `python -m operations.deployment FOLDER ORIGIN` and name the file."
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ROLES = frozenset({"desk", "worker", "public"})
# People of the demonstration have addresses in this domain: they are recognised wherever their database ends up.
DEMO_DOMAIN = "demo.example"


@register(DEPLOYMENT, deploy=True)
def database_is_named(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """A database is named: there is no fallback into which real reports could fall."""
    if settings.DATABASES.get("default", {}).get("ENGINE") == "django.db.backends.postgresql":
        return []
    return [
        Error(
            "DATABASE_URL is missing or not PostgreSQL's.",
            hint="Name it, or `make run` on one machine.",
            id="config.E01",
        )
    ]


@register(DEPLOYMENT, deploy=True)
def secret_key_is_strong(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """The secret key is long and varied."""
    with suppress(ImproperlyConfigured):
        if len(settings.SECRET_KEY) >= 50 and len(set(settings.SECRET_KEY)) >= 12:
            return []
    return [Error("SECRET_KEY is missing or weak: it needs 50 random characters.", hint=MAKE, id="config.E02")]


@register(DEPLOYMENT, deploy=True)
def private_key_is_kept(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """The private half of the key-encryption key is a file for its owner alone, and absent from the public process."""
    faults = _key_faults(settings.ROLE, settings.KEK_FILE)
    return [Error(sentence, hint=mend, id="config.E03") for sentence, mend in faults]


def _key_faults(role: str, private: Path | None) -> Iterator[tuple[str, str]]:
    if role not in ROLES:
        yield f"ROLE must be one of {', '.join(sorted(ROLES))}.", "Correct ROLE."
    if settings.KEK_PUBLIC is None:
        yield "KEK_PUBLIC_FILE is missing: without it nothing can be sealed.", MAKE
    if role == "public":
        if private is not None:
            yield "A public process may not hold KEK_FILE: it must not be able to open anything.", "Take KEK_FILE away."
    elif private is None or not private.is_file():
        yield "KEK_FILE is missing or names no file: without it nothing sealed can be opened.", MAKE
    elif stat.S_IMODE(private.stat().st_mode) & 0o177:
        yield "KEK_FILE can be read by others: give it mode 0600 or 0400.", f"Run `chmod 0600 {private}`."


@register(DEPLOYMENT, deploy=True)
def private_key_is_only_a_path(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """The private key is never a value in the environment, where every child process and crash report finds it."""
    if any(name in os.environ for name in ("KEK", "KEK_PRIVATE", "KEK_PRIVATE_KEY")):
        return [
            Error(
                "The private key stands in the environment: keep it in a file and name that in KEK_FILE.",
                hint="Take the variable away, and make a new key: the old one may have been seen.",
                id="config.E04",
            )
        ]
    return []


@register(DEPLOYMENT, deploy=True)
def demonstration_is_apart(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """EMBEDDED stays on loopback; DEMO needs EMBEDDED and a ledger whose name says that it is a demonstration."""
    mend = "Take EMBEDDED, DEMO and CLOCK_OFFSET_FILE away: only `make run` sets them."
    return [Error(sentence, hint=mend, id="config.E05") for sentence in _demonstration_faults()]


def _demonstration_faults() -> Iterator[str]:
    if settings.EMBEDDED and not _on_loopback():
        yield "EMBEDDED=1 is for one machine: ALLOWED_HOSTS and BASE_URL may name localhost only."
    if settings.DEMO and not settings.EMBEDDED:
        yield "DEMO=1 needs EMBEDDED=1: invented people do not belong in a real installation."
    if settings.DEMO and not settings.LOG_ORIGIN.startswith("demo."):
        yield "DEMO=1 needs a LOG_ORIGIN that starts with `demo.`."
    if settings.CLOCK_OFFSET_FILE and not settings.DEMO:
        yield "CLOCK_OFFSET_FILE needs DEMO=1: a real clock is not moved."


@register(DEPLOYMENT, deploy=True)
def record_is_named(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Outside one machine the record has a name that no other environment has: not the default, not a demonstration's."""
    here = settings.EMBEDDED or settings.DEMO
    if here or not (settings.LOG_ORIGIN == "localhost" or settings.LOG_ORIGIN.startswith("demo.")):
        return []
    mend = "Name it, such as `record.society.example`; a copy for trying things out gets another name."
    return [Error("LOG_ORIGIN is a name that other installations have too.", hint=mend, id="config.E10")]


def _on_loopback() -> bool:
    return {*settings.ALLOWED_HOSTS, urlsplit(settings.BASE_URL).hostname} <= LOOPBACK


@register(DEPLOYMENT, deploy=True)
def traffic_is_encrypted(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Outside one machine people reach the installation over HTTPS, and styles and scripts are fingerprinted."""
    faults = []
    if not settings.EMBEDDED and not settings.BASE_URL.startswith("https://"):
        mend = "Correct BASE_URL, and put a proxy with a certificate in front."
        faults.append(("BASE_URL must begin with https:// outside one machine.", mend))
    if settings.STATIC_ROOT is None or not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        sentence = "The styles and scripts are not collected: name STATIC_DIR and run `manage.py collectstatic`."
        faults.append((sentence, ""))
    return [Error(sentence, hint=mend, id="config.E06") for sentence, mend in faults]


@register(DEPLOYMENT, deploy=True)
def figures_stay_here(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Figures are served to this machine alone: how much is reported, and when, is nobody else's business."""
    host, _colon, port = settings.METRICS_ADDRESS.rpartition(":")
    if not settings.METRICS_ADDRESS or (host in LOOPBACK and port.isdigit()):
        return []
    mend = "Write 127.0.0.1:9100, and have the monitoring system ask from this machine."
    return [Error("METRICS_ADDRESS may name a port of this machine only.", hint=mend, id="config.E09")]


@register(DEPLOYMENT, deploy=True)
def ping_is_an_address(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Where all is told to be well is a page of the web, asked without a name or password of its own."""
    address = urlsplit(settings.PING_URL)
    if not settings.PING_URL or (address.scheme in {"http", "https"} and address.hostname and not address.username):
        return []
    mend = "Write an address such as https://hc.example.org/ping/2f6c, or leave it empty."
    return [Error("PING_URL is no address of the web.", hint=mend, id="config.E11")]


@register(DEPLOYMENT, deploy=True)
def contact_is_named(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Outside one machine the settings say how people reach the body: mails tell them to when an account was attacked."""
    if settings.EMBEDDED or settings.CONTACT:
        return []
    mend = "Write a telephone number and what else people can use, such as CONTACT=020 7946 0000, office@example.org"
    return [
        Error("CONTACT is missing: mails tell people to get in touch, and must say how.", hint=mend, id="config.E12")
    ]


@register(Tags.database)
def role_owns_nothing(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: object
) -> list[CheckMessage]:
    """The role that serves is no superuser and owns no table: else no trigger and no grant binds it."""
    faults = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            if cursor.fetchone() == (True,):
                faults.append("DATABASE_URL signs in as a superuser: use the role `app`.")
            cursor.execute(
                "SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'r' "
                "AND nspname NOT IN ('pg_catalog', 'information_schema') "
                "AND pg_has_role(current_user, relowner, 'USAGE')"
            )
            if cursor.fetchone() != (0,):
                faults.append("DATABASE_URL signs in as the owner of the tables: use the role `app`.")
    mend = "Run `python -m operations.roles`, and have DATABASE_URL name `app`."
    return [Error(sentence, hint=mend, id="config.E07") for sentence in faults]


@register(Tags.database)
def no_invented_people(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: object
) -> list[CheckMessage]:
    """People of the demonstration live in a demonstration's ledger only."""
    if settings.LOG_ORIGIN.startswith("demo."):
        return []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1 FROM accounts_user WHERE email LIKE %s LIMIT 1", [f"%@{DEMO_DOMAIN}"])
            if cursor.fetchone():
                sentence = "This database holds the demonstration's people: start with an empty one."
                mend = "Make a new database, and have DATABASE_URL name it."
                return [Error(sentence, hint=mend, id="config.E08")]
    return []


def open_or_exit() -> None:
    """Run the checks that need no database; say each fault on stderr, and end the process with code 3 if there is one.

    From then on the process reaches no database that was restored and is not whole again. gunicorn takes 3 as "do not
    start this again".
    """
    faults = run_checks(tags=[DEPLOYMENT], include_deployment_checks=True)
    for fault in faults:
        print(f"{fault.id}: {fault.msg}", file=sys.stderr)
    if faults:
        sys.exit(3)
    serve_only_at_home()
