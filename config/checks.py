"""What must hold before the installation opens: each check answers in plain sentences; one error keeps every process shut.

Tagged `deployment`, the first kind needs no database and is run by each process as it starts. Tagged `database`, the
second kind is run once by the supervisor or the container's entry point, as the role that will serve.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
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
type Faults = Iterator[tuple[str, str]]
"""Two sentences for each fault: what is wrong, and what mends it."""
type Check = Callable[..., list[CheckMessage]]


def check(number: str, tag: str = DEPLOYMENT) -> Callable[[Callable[..., Faults]], Check]:
    """Register faults as a check of Django's. Those of a database are asked for each database by its alias."""

    def registered(faults: Callable[..., Faults]) -> Check:
        def errors(_apps: object = None, databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
            asked = [faults()] if tag == DEPLOYMENT else [faults(alias) for alias in databases or ()]
            return [Error(what, hint=mend, id=f"config.{number}") for each in asked for what, mend in each]

        return register(errors, tag, deploy=tag == DEPLOYMENT)

    return registered


@check("E01")
def database_is_named() -> Faults:
    """There is no fallback into which real reports could fall."""
    if settings.DATABASES.get("default", {}).get("ENGINE") != "config.database":
        yield "DATABASE_URL is missing or not PostgreSQL's.", "Name it, or `make run` on one machine."


@check("E02")
def secret_key_is_strong() -> Faults:
    """The secret key is long and varied."""
    with suppress(ImproperlyConfigured):
        if len(settings.SECRET_KEY) >= 50 and len(set(settings.SECRET_KEY)) >= 12:
            return
    yield "SECRET_KEY is missing or weak: it needs 50 random characters.", MAKE


@check("E03")
def private_key_is_kept() -> Faults:
    """The private half of the key-encryption key is a file for its owner alone, and absent from the public process."""
    private = settings.KEK_FILE
    if settings.ROLE not in ROLES:
        yield f"ROLE must be one of {', '.join(sorted(ROLES))}.", "Correct ROLE."
    if settings.KEK_PUBLIC is None:
        yield "KEK_PUBLIC_FILE is missing: without it nothing can be sealed.", MAKE
    if settings.ROLE == "public":
        if private is not None:
            yield "A public process may not hold KEK_FILE: it must not be able to open anything.", "Take KEK_FILE away."
    elif private is None or not private.is_file():
        yield "KEK_FILE is missing or names no file: without it nothing sealed can be opened.", MAKE
    elif stat.S_IMODE(private.stat().st_mode) & 0o177:
        yield "KEK_FILE can be read by others: give it mode 0600 or 0400.", f"Run `chmod 0600 {private}`."


@check("E04")
def private_key_is_only_a_path() -> Faults:
    """The private key is never a value in the environment, where every child process and crash report finds it."""
    if any(name in os.environ for name in ("KEK", "KEK_PRIVATE", "KEK_PRIVATE_KEY")):
        mend = "Take the variable away, and make a new key: the old one may have been seen."
        yield "The private key stands in the environment: keep it in a file and name that in KEK_FILE.", mend


@check("E05")
def demonstration_is_apart() -> Faults:
    """EMBEDDED stays on loopback; DEMO needs EMBEDDED and a ledger whose name says that it is a demonstration."""
    mend = "Take EMBEDDED, DEMO, BALLOTS_FOLDER and CLOCK_OFFSET_FILE away: only `make run` sets them."
    if settings.EMBEDDED and not {*settings.ALLOWED_HOSTS, urlsplit(settings.BASE_URL).hostname} <= LOOPBACK:
        yield "EMBEDDED=1 is for one machine: ALLOWED_HOSTS and BASE_URL may name localhost only.", mend
    if settings.BALLOTS_FOLDER and not settings.EMBEDDED:
        yield "BALLOTS_FOLDER needs EMBEDDED=1: the signer alone keeps the keys of ballots.", mend
    if settings.DEMO and not settings.EMBEDDED:
        yield "DEMO=1 needs EMBEDDED=1: invented people do not belong in a real installation.", mend
    if settings.DEMO and not settings.LOG_ORIGIN.startswith("demo."):
        yield "DEMO=1 needs a LOG_ORIGIN that starts with `demo.`.", mend
    if settings.CLOCK_OFFSET_FILE and not settings.DEMO:
        yield "CLOCK_OFFSET_FILE needs DEMO=1: a real clock is not moved.", mend


@check("E06")
def traffic_is_encrypted() -> Faults:
    """Outside one machine people reach the installation over HTTPS, and styles and scripts are fingerprinted."""
    if not settings.EMBEDDED and not settings.BASE_URL.startswith("https://"):
        mend = "Correct BASE_URL, and put a proxy with a certificate in front."
        yield "BASE_URL must begin with https:// outside one machine.", mend
    if settings.STATIC_ROOT is None or not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        yield "The styles and scripts are not collected: name STATIC_DIR and run `manage.py collectstatic`.", ""


@check("E09")
def figures_stay_here() -> Faults:
    """Figures are served to this machine alone: how much is reported, and when, is nobody else's business."""
    host, _colon, port = settings.METRICS_ADDRESS.rpartition(":")
    if settings.METRICS_ADDRESS and not (host in LOOPBACK and port.isdigit()):
        mend = "Write 127.0.0.1:9100, and have the monitoring system ask from this machine."
        yield "METRICS_ADDRESS may name a port of this machine only.", mend


@check("E10")
def record_is_named() -> Faults:
    """Outside one machine the record has a name that no other environment has: not the default, not a demonstration's."""
    shared = settings.LOG_ORIGIN == "localhost" or settings.LOG_ORIGIN.startswith("demo.")
    if shared and not settings.EMBEDDED and not settings.DEMO:
        mend = "Name it, such as `record.society.example`; a copy for trying things out gets another name."
        yield "LOG_ORIGIN is a name that other installations have too.", mend


@check("E11")
def ping_is_an_address() -> Faults:
    """PING_URL is a page of the web that needs no name or password."""
    address = urlsplit(settings.PING_URL)
    if settings.PING_URL and not (address.scheme in {"http", "https"} and address.hostname and not address.username):
        mend = "Write an address such as https://hc.example.org/ping/2f6c, or leave it empty."
        yield "PING_URL is no address of the web.", mend


@check("E12")
def contact_is_named() -> Faults:
    """Outside one machine the settings say how people reach the body: mails tell them to when an account was attacked."""
    if not settings.EMBEDDED and not settings.CONTACT:
        sample = "CONTACT=020 7946 0000, office@example.org"
        mend = f"Write a telephone number and what else people can use, such as {sample}"
        yield "CONTACT is missing: mails tell people to get in touch, and must say how.", mend


@check("E07", Tags.database)
def role_owns_nothing(alias: str) -> Faults:
    """The role that serves is no superuser and owns no table: otherwise no trigger and no grant binds it."""
    mend = "Run `python -m operations.roles`, and have DATABASE_URL name `app`."
    with connections[alias].cursor() as cursor:  # PostgreSQL's own tables have no models
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone() == (True,):
            yield "DATABASE_URL signs in as a superuser: use the role `app`.", mend
        cursor.execute(
            "SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'r' "
            "AND nspname NOT IN ('pg_catalog', 'information_schema') AND pg_has_role(current_user, relowner, 'USAGE')"
        )
        if cursor.fetchone() != (0,):
            yield "DATABASE_URL signs in as the owner of the tables: use the role `app`.", mend


@check("E08", Tags.database)
def no_invented_people(alias: str) -> Faults:
    """People of the demonstration live in a demonstration's ledger only."""
    invented = get_user_model().objects.using(alias).filter(email__endswith=f"@{DEMO_DOMAIN}")
    if not settings.LOG_ORIGIN.startswith("demo.") and invented.exists():
        mend = "Make a new database, and have DATABASE_URL name it."
        yield "This database holds the demonstration's people: start with an empty one.", mend


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
