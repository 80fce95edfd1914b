"""Every fault by name: what is wrong, what it costs, and the steps that fix it."""

from collections.abc import Mapping

from operations.doctor.finding import Finding
from operations.pulse.converter_faults import OF_CONVERTER
from operations.pulse.fault import NOTHING_LOST, Fault

START_CHECKER = (
    "Start the worker that checks: `docker compose up -d checker`, or `python -m celery --app=config.celery worker "
    "--queues=checks --hostname=checks@%h`."
)
CHECK_NOW = "Start the check now: `python -m celery --app=config.celery call operations.nightly`."
ASK_WITNESS = (
    "The status page says under Record which one it is. Ask the people who run it to start it, or correct WITNESS_URLS "
    "of the worker: docs/how-to/ledger-signer.md."
)
ASK_STAMP = (
    "Look for `not_anchored` in the log of the worker. Correct TSA_URL, or put the authority's roots into the keyring."
)
FAULTS: Mapping[str, Fault] = {
    "database-down": Fault(
        "The database does not answer.",
        NOTHING_LOST + "what was confirmed is kept, but nobody can read, report or decide until it answers again.",
        ("Start it, or correct DATABASE_URL.",),
    ),
    "beat-stopped": Fault(
        "The beat has sent no task for {age}.",
        NOTHING_LOST + "letters, deadlines, seals and the nightly check wait until it runs again.",
        ("Start it: `docker compose up -d beat`, or `python -m celery --app=config.beat beat`.",),
    ),
    "worker-down": Fault(
        "No worker answers.",
        NOTHING_LOST + "what people do is recorded; letters, mails and seals wait for a worker.",
        ("Start one: `docker compose up -d worker`, or `python -m celery --app=config.celery worker`.",),
    ),
    "checker-down": Fault(
        "No worker answers for the nightly check of the record.",
        NOTHING_LOST + "tonight's check waits for a worker; everything else goes on.",
        (
            "Start one: `docker compose up -d checker`, or"
            " `python -m celery --app=config.celery worker --queues=checks --concurrency=1 --hostname=checks@%h`.",
        ),
    ),
    "worker-stopped": Fault(
        "No worker has finished a task for {age}.",
        NOTHING_LOST + "what people do is recorded; letters, mails and seals wait for a worker.",
        (
            "Start one: `docker compose up -d worker`, or `python -m celery --app=config.celery worker`.",
            "If one runs, restart it: it is stuck.",
        ),
    ),
    "queue-missing": Fault(
        "BROKER_URL is missing.",
        NOTHING_LOST + "what people do is recorded, and nothing follows from it.",
        ("Set it: docs/settings.md.",),
    ),
    "queue-down": Fault(
        "The queue does not answer.",
        NOTHING_LOST + "people report, write and decide as before; letters, mails and seals wait.",
        ("Start it, or correct BROKER_URL.", "Beat and worker connect again by themselves."),
    ),
    "outbox-stopped": Fault(
        "No letters have been placed for {age}.",
        NOTHING_LOST + "each letter will bear the date of its step.",
        ("Restart the worker.", "If it stays so, look for the task `notifications.post` in its log."),
    ),
    "outbox-waiting": Fault(
        "A mail has been due for {age} and was not tried.",
        NOTHING_LOST + "people can read the letter on their pages; only its mail is late.",
        ("Restart the worker.", "If it stays so, look for the task `notifications.post` in its log."),
    ),
    "mail-down": Fault(
        "The mail server does not answer.",
        NOTHING_LOST + "mails wait and are tried again, at most an hour apart.",
        ("Start it, or correct SMTP_HOST, SMTP_PORT and SMTP_TLS.",),
    ),
    "mail-refused": Fault(
        "The mail server refuses the user name or the password.",
        NOTHING_LOST + "mails wait and are tried again, at most an hour apart.",
        ("Correct SMTP_USER and SMTP_PASSWORD.",),
    ),
    "mail-stopped": Fault(
        "The mail server has not been checked for {age}.",
        NOTHING_LOST + "mails wait and are tried again.",
        ("Restart the worker, which checks it.",),
    ),
    "cache-missing": Fault(
        "CACHE_URL is missing, so each process counts sign-in attempts alone.",
        "People sign in as before; somebody who guesses passwords has a few more tries.",
        ("Set it to a cache that all processes share.",),
    ),
    "cache-down": Fault(
        "The shared cache does not answer: each process counts sign-in attempts alone.",
        "People sign in as before; somebody who guesses passwords has a few more tries.",
        ("Start it, or correct CACHE_URL.",),
    ),
    "cache-stopped": Fault(
        "The shared cache has not been checked for {age}.",
        "People sign in as before.",
        ("Restart the worker, which checks it.",),
    ),
    "signer-missing": Fault(
        "Nothing signs the record.",
        "Entries are kept, and nobody outside can hold the Society to them.",
        ("Run a signer: docs/how-to/ledger-signer.md.",),
    ),
    "signer-down": Fault(
        "The signer does not answer.",
        NOTHING_LOST + "entries are written as before and signed when it answers again.",
        (
            "Restart it: `docker compose restart signer`, or as docs/how-to/ledger-signer.md says.",
            "If it runs, correct SIGNER_SOCKET and SIGNER_SECRET_FILE of the worker.",
        ),
    ),
    "signer-stopped": Fault(
        "The signer has signed nothing for {age}.",
        NOTHING_LOST + "entries are written as before and signed when it answers again.",
        (
            "Restart it: `docker compose restart signer`, or as docs/how-to/ledger-signer.md says.",
            "If it runs, restart the worker, which sends it the entries.",
        ),
    ),
    "signer-refuses": Fault(
        "The signer refuses to sign the record.",
        "What it signed before and what the tables say differ: somebody changed one of them, or an old backup was restored.",
        ("Change nothing.", "Read docs/how-to/ledger-signer.md, and tell the auditor."),
    ),
    **OF_CONVERTER,
    "files-closed": Fault(
        "FILES_DIR cannot be written to{number}.",
        "Reports without files come in as before; files are refused, with a sentence that says so.",
        ("Make the folder, and give it to the user of web and worker.",),
    ),
    "disk-full": Fault(
        "The disk of FILES_DIR is full{number}.",
        "Reports without files come in as before; files are refused, with a sentence that says so. No half-written file stays.",
        ("Make room on that disk, or move FILES_DIR to another.",),
    ),
    "disk-low": Fault(
        "Less than a fifth of the disk of FILES_DIR is free.",
        "Nothing yet. Once it is full, files are refused.",
        ("Make room, or move it to another disk.",),
    ),
    "database-disk-low": Fault(
        "Less than a fifth of the disk of the database is free.",
        "Nothing yet. Once it is full, nobody can report, write or decide.",
        ("Make room, or move the database to another disk.",),
    ),
    "database-disk-unseen": Fault(
        "DATABASE_DIR names no folder that can be read{number}.",
        "Nobody is warned when the disk of the database fills up.",
        ("Name a folder on that disk, or leave DATABASE_DIR empty.",),
    ),
    "files-stopped": Fault(
        "The disk of FILES_DIR has not been checked for {age}.",
        "Nothing yet.",
        ("Restart the worker, which checks it.",),
    ),
    "fence-open": Fault(
        "What protects the record inside the database was changed.",
        "The owner of the tables can have changed rows since. No step does this.",
        ("Change nothing.", "`manage.py doctor` names each place. Tell the auditor.", CHECK_NOW),
    ),
    "fence-unseen": Fault(
        "What protects the record inside the database was not looked at for {age}.",
        "Nothing yet.",
        ("Restart the worker, which looks at it.",),
    ),
    "nightly-killed": Fault(
        "The nightly check began {age} ago and was stopped before it finished.",
        NOTHING_LOST + "the record is as it was; only a finished check shows whether somebody changed it.",
        (START_CHECKER, "It resumes the check within a quarter of an hour.", CHECK_NOW),
    ),
    "nightly-waits": Fault(
        "The nightly check has waited for {age}, and no worker starts it.",
        NOTHING_LOST + "a change that somebody made in the tables is not known yet.",
        (START_CHECKER, "It starts the check by itself."),
    ),
    "nightly-failed": Fault(
        "The nightly check ended in an error, {age} after it last succeeded.",
        NOTHING_LOST + "a change that somebody made in the tables since then is not known yet.",
        ("Look for the task `operations.nightly` in the log of the worker that checks.", CHECK_NOW),
    ),
    "nightly-late": Fault(
        "The record was last checked {age} ago.",
        NOTHING_LOST + "a change that somebody made in the tables since then is not known yet.",
        (CHECK_NOW, "See that the beat and the worker that checks run at night."),
    ),
    "nightly-never": Fault(
        "The record was never checked.",
        NOTHING_LOST + "a change that somebody made in the tables is not known yet.",
        (CHECK_NOW, "See that the beat and the worker that checks run at night."),
    ),
    "record-in-doubt": Fault(
        "The last check of the record found something.",
        "Somebody may have changed the tables.",
        ("Change nothing.", "The page of the record, /ledger/state/, says what to do. Tell the auditor."),
    ),
    "backup-failed": Fault(
        "The last backup stopped before it was whole{number}. The last good one is {age} old.",
        "Nothing is lost, but a loss now would cost everything since the last good backup.",
        (
            "Make room on the disk of backups, or fix what the command says.",
            "Run `manage.py backup`: docs/how-to/backup.md.",
        ),
    ),
    "backup-late": Fault(
        "The last good backup is {age} old.",
        "Nothing is lost, but a loss now would cost everything since then.",
        ("Run `manage.py backup`: docs/how-to/backup.md.", "Make sure that it runs each night."),
    ),
    "backup-never": Fault(
        "There is no backup yet.",
        "Nothing is lost, but a loss now would cost everything.",
        ("Run `manage.py backup`: docs/how-to/backup.md.", "Schedule it for each night."),
    ),
    "witness-down": Fault(
        "A witness does not answer.",
        NOTHING_LOST + "the record goes on; fewer people outside can prove that it was changed.",
        ("Ask its keeper to start it, or correct WITNESS_URLS and WITNESS_CA_FILE of the worker.",),
    ),
    "witness-foreign": Fault(
        "A witness does not take this record.",
        NOTHING_LOST + "the record goes on; fewer people outside can prove that it was changed.",
        ("Send its keeper the key of the log, which stands in the keyring: docs/how-to/witness.md.",),
    ),
    "witness-late": Fault(
        "A witness has signed nothing for {age}.",
        NOTHING_LOST + "the record goes on; fewer people outside can prove that it was changed.",
        (ASK_WITNESS,),
    ),
    "witness-never": Fault(
        "A witness in WITNESS_URLS has signed nothing yet.",
        NOTHING_LOST + "the record goes on; fewer people outside can prove that it was changed.",
        (ASK_WITNESS,),
    ),
    "stamp-late": Fault(
        "The record was last time-stamped {age} ago.",
        NOTHING_LOST + "the record goes on; nobody outside confirms when its newest entries were there.",
        (ASK_STAMP,),
    ),
    "stamp-never": Fault(
        "The record was never time-stamped.",
        NOTHING_LOST + "the record goes on; nobody outside confirms when its entries were there.",
        (ASK_STAMP,),
    ),
    "ping-refused": Fault(
        "The address in PING_URL was not reached.",
        "Nothing is wrong here, but the outside watch hears nothing.",
        ("Correct PING_URL, or let the worker reach it.",),
    ),
}


def finding(name: str, *, errno: int | None = None) -> Finding:
    """Return a fault as a finding of the doctor."""
    numbers = {} if errno is None else {"errno": errno}
    return Finding(name, FAULTS[name].sentence(errno=errno), FAULTS[name].mend, numbers)
