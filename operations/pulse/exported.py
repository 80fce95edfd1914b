"""The pulse as figures for a monitoring system."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from operations.pulse.parts import Part
from operations.pulse.status import Reading, read

DATABASE_UP = "oathbound_database_up"
OF_PARTS: Mapping[str, str] = {
    "oathbound_part_up": "1 while nothing is wrong with a part of the installation, 0 otherwise",
    "oathbound_part_last_worked_timestamp_seconds": "When a part last did its work",
}


class PulseFigures:
    """A collector that queries on every scrape, and reports when the database does not answer."""

    def describe(self) -> list[Metric]:
        """Return nothing: at registration the tables may not exist yet."""
        return []

    def collect(self) -> Iterator[Metric]:
        try:
            found = read(pings=bool(settings.PING_URL))
        except DatabaseError:
            yield GaugeMetricFamily(DATABASE_UP, "1 while the database answers", value=0)
            return
        finally:
            connection.close()
        yield GaugeMetricFamily(DATABASE_UP, "1 while the database answers", value=1)
        yield from _of_parts(found)
        for name, (help_text, value) in single_figures(found).items():
            if value is not None:
                yield GaugeMetricFamily(name, help_text, value=value)


def single_figures(found: Reading) -> Mapping[str, tuple[str, float | None]]:
    """Return the figures without labels, each with its help text and its value; None where the value is not known."""
    waits, letters, mails = found.figures, found.figures.letters, found.figures.account_mails
    return {
        "oathbound_queue_tasks": ("Tasks that wait in the queue", found.queue.tasks),
        "oathbound_letters_waiting": ("Mails about letters that are due or were refused", letters.waiting),
        "oathbound_oldest_letter_seconds": (
            "Age of the letter whose mail has waited longest, 0 for none",
            _seconds(letters.oldest),
        ),
        "oathbound_account_mails_waiting": ("Mails about accounts that wait", mails.waiting),
        "oathbound_oldest_account_mail_seconds": (
            "How long the oldest mail about an account has waited, 0 for none",
            _seconds(mails.oldest),
        ),
        "oathbound_files_waiting": ("Files that wait for their safe views", waits.views.waiting),
        "oathbound_file_overdue_seconds": (
            "How long the file that waits longest for its safe view is overdue, 0 for none",
            max(_seconds(waits.views.overdue), 0),
        ),
        "oathbound_entries_without_letters": (
            "Entries of the record whose letters are not placed yet",
            waits.unplaced,
        ),
        "oathbound_entries": ("Entries of the record", waits.entries),
        "oathbound_entries_unsigned": ("Entries that no checkpoint covers yet", waits.unsigned),
        "oathbound_clocks_overdue": ("Clocks of cases whose time has passed", waits.clocks_overdue),
        "oathbound_backup_age_seconds": ("How old the last good backup is", _age(found, Part.BACKUP)),
        "oathbound_nightly_check_age_seconds": ("How long ago the nightly check last ended", _age(found, Part.NIGHTLY)),
    }


def _of_parts(found: Reading) -> Iterator[Metric]:
    up, worked = (GaugeMetricFamily(name, said, labels=["part"]) for name, said in OF_PARTS.items())
    for state in found.states:
        up.add_metric([state.part.value], 0 if state.problem else 1)
        if state.worked_at:
            worked.add_metric([state.part.value], state.worked_at.timestamp())
    yield up
    yield worked


def _seconds(span: timedelta | None) -> float:
    return span.total_seconds() if span else 0.0


def _age(found: Reading, part: Part) -> float | None:
    state = found.of(part)
    return (found.moment - state.worked_at).total_seconds() if state and state.worked_at else None
