"""Whether the database is there, is the right one, and holds what the first report needs."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.checks import Tags, run_checks
from django.core.exceptions import ImproperlyConfigured, ObjectDoesNotExist
from django.db import DatabaseError, connection

from accounts.offices import appointments
from accounts.vocabulary import Office
from casework.record.rights.by_office import DESK
from ledger.clock import now
from ledger.models import LogHead
from operations.doctor import restore_check
from operations.doctor.finding import Finding, check_findings
from operations.fence import fence_faults
from operations.pulse.faults import FAULTS, finding
from operations.tables import OTHER, fault, migrations
from policy.actions.publish_editions import SECOND_OFFICES
from policy.queries import code_in_force, oath_in_force, rulebook_in_force
from policy.queries.books import unsigned_editions
from policy.queries.second_person import describe, list_pending, pending_editions
from vault.keys import epochs_held
from vault.models import WrappedKey

OLDEST = 15
SIGN_EDITIONS = "An auditor or board secretary opens /admin/editions/: docs/how-to/administrator.md."
COUNTERSIGN = "Another administrator runs `manage.py countersign`: docs/how-to/administrator.md."
NEEDED = (Office.ADMINISTRATOR, Office.REGISTRAR, Office.INTAKE, Office.SCREENER, Office.INVESTIGATOR)
SIGN_BOOKS = "Run `manage.py load_edition FOLDER --by EMAIL --second EMAIL`: docs/how-to/administrator.md."
EDITIONS = "Run `manage.py load_edition FOLDER`; policy/editions/icsrm is one."
GIVE = "Run `manage.py import_people FILE --by EMAIL`: docs/how-to/administrator.md."
INVITE = "Give it to somebody from outside, with a yes under `alternate`: docs/how-to/administrator.md."


def answers() -> Iterator[Finding]:
    """Yield that the database does not answer or is too old; then nothing more can be asked of it."""
    try:
        connection.ensure_connection()
    except (DatabaseError, ImproperlyConfigured):
        yield finding("database-down")
        return
    version = connection.pg_version // 10_000  # type: ignore[attr-defined]
    if version < OLDEST:
        yield Finding("database-old", f"PostgreSQL {version} is too old.", f"Move to PostgreSQL {OLDEST} or newer.")


def tables() -> Iterator[Finding]:
    """Yield that tables are missing, or are another version's, in which case nothing in them can be asked for."""
    waiting, _ = migrations()
    if waiting:
        mend = "Run `manage.py migrate` with DATABASE_URL naming the role `owner`."
        yield Finding("migrations-missing", f"Migrations that were not run: {len(waiting)}.", mend)
    elif said := fault():
        yield Finding("tables-differ", f"{said}.", OTHER)


def fences() -> Iterator[Finding]:
    """Yield what the checks of the database find: who signs in, whether the record is fenced and at home."""
    return check_findings(run_checks(tags=[Tags.database], databases=["default"]))


def fence() -> Iterator[Finding]:
    """Yield each trigger, rule or right of the tables that is not of this version."""
    for _, words in fence_faults():
        yield Finding("fence-open", f"In the database, {words}.", FAULTS["fence-open"].mend)


def record() -> Iterator[Finding]:
    """Yield that this database holds another installation's record."""
    head = LogHead.objects.first()
    if head is not None and head.origin != settings.LOG_ORIGIN:
        what = f"This database holds the record {head.origin}, not {settings.LOG_ORIGIN}."
        yield Finding("record-foreign", what, "Correct LOG_ORIGIN or DATABASE_URL.")


def keys() -> Iterator[Finding]:
    """Yield that something was sealed which this process cannot open, where it should."""
    if settings.ROLE == "public":
        return
    if lost := set(WrappedKey.objects.order_by().values_list("epoch", flat=True).distinct()) - epochs_held():
        what = f"KEK_FILE lacks the key of {len(lost)} epochs: what they sealed does not open."
        yield Finding("key-missing", what, "Add the lines of the earlier key files to it.")


def books() -> Iterator[Finding]:
    """Yield which of the Society's books is not in force today."""
    today = now().date()
    for begins, name in ((code_in_force, "Code"), (oath_in_force, "oath"), (rulebook_in_force, "rulebook")):
        try:
            begins(today)
        except ObjectDoesNotExist:
            yield Finding("book-missing", f"No {name} is in force.", EDITIONS)


def to_do() -> Iterator[str]:
    """Yield that books of the installation wait for the signatures of two officers, once there are two."""
    second = {each.office for each in appointments(now().date())} & set(SECOND_OFFICES)
    if second and (waiting := unsigned_editions()):
        yield f"Published at installation, and not signed by two officers: {', '.join(waiting)}. {SIGN_BOOKS}"


def people() -> Iterator[Finding]:
    """Yield each office without which the first report would wait for nobody."""
    held = {each.office for each in appointments(now().date())}
    for office in NEEDED:
        if office not in held:
            mend = "Run `manage.py first_administrator EMAIL NAME`." if office is Office.ADMINISTRATOR else GIVE
            yield Finding("office-empty", f"Nobody holds the office {office.value}.", mend)


def second_person() -> Iterator[Finding]:
    """Yield what was put forward and counts only once a second person has signed."""
    for each in list_pending():
        yield Finding("second-missing", f"Waits for a second person: {describe(each)}.", COUNTERSIGN)
    if waits := pending_editions():
        what = f"Waits for a second officer: editions that {waits.by.name} put forward."
        yield Finding("second-missing", what, SIGN_EDITIONS)


def alternates() -> Iterator[Finding]:
    """Yield each office of the desk in which nobody from outside would stay, were everybody named in a report."""
    outside = {each.office for each in appointments(now().date()) if each.alternate}
    why = "has no outside alternate: a report that names everybody would wait for nobody."
    for office in DESK:
        if office not in outside:
            yield Finding("alternate-missing", f"The office {office.value} {why}", INVITE)


type Question = Callable[[], Iterator[Finding]]
BEFORE_ALL: tuple[Question, ...] = (answers, tables)
OF_CONTENT: tuple[Question, ...] = (fences, fence, record, keys, books, people, second_person, alternates)
THEN = (*OF_CONTENT, restore_check.last_night, restore_check.offices)
