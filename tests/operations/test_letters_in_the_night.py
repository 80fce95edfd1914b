"""Letters in the night: old ones are vouched for by the digest of the good point, new ones are compared with their entries."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from structlog.testing import capture_logs

from casework.models import Case
from ledger.models import Entry
from ledger.nightly_result import claims
from notifications.dispatch.letter_check import letter_faults, placed_letters
from notifications.models import Message
from operations.record_check import Checked, nightly_check
from tests.casework.web.conftest import Town
from tests.operations.edits_beside import NEW_CASE, OLD_CASE, first_letter
from tests.operations.superuser import begun, edited, named, ruler
from tests.scenario_fixtures import here

__all__ = ["begun", "here", "ruler"]

FIRST_PART = (
    "SELECT m.*, row_number() OVER (ORDER BY m.about, m.reader_id, m.template) AS n "
    "FROM notifications_message m JOIN ledger_entry e ON e.id = m.about WHERE e.log_index >> 8 = "
    "(SELECT min(e.log_index) >> 8 FROM notifications_message m JOIN ledger_entry e ON e.id = m.about)"
    " AND e.log_index < {posted}"
)
"""The letters in front of the good point that have one digest with the oldest, in the order in which they are in it."""


@pytest.fixture(autouse=True)
def ring() -> Iterator[None]:
    with override_settings(KEYRING_FILE=Path(settings.FILES_DIR) / "keyring.json"), capture_logs():
        yield


def of_case(case: str, change: str) -> str:
    """Change the first letter about a case."""
    return f"UPDATE notifications_message m SET {change} WHERE m.id = {first_letter(case)}"


def added(case: str, about: str) -> str:
    """One more letter about a case, for the reader of another."""
    return (
        "INSERT INTO notifications_message "
        "(id, case_id, reader_id, seat, letter, template, about, reference, placed_at, tries, reminders) "
        f"SELECT gen_random_uuid(), m.case_id, m.reader_id, m.seat, m.letter, 'planted', {about}, 'N-PLANTED', m.placed_at, "
        f"0, 0 FROM notifications_message m WHERE m.case_id = {case} LIMIT 1"
    )


CHANGES = {
    "another entry": f"about = (SELECT id FROM ledger_entry WHERE stream <> 'case/' || {OLD_CASE}::text LIMIT 1)",
    "no entry": "about = gen_random_uuid()",
    "another template": "template = 'planted'",
    "another letter": "letter = 'N99'",
    "another seat": "seat = 'auditor'",
    "another case": f"case_id = {NEW_CASE}",
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_old_letter_changed_in_front_of_the_good_point_is_named_the_same_night(
    here: tuple[Town, Checked], change: str
) -> None:
    with edited(of_case(OLD_CASE, CHANGES[change])):
        assert {"letters-changed", "letter-foreign"} <= named(nightly_check(old=False)).keys()


def test_an_old_letter_on_another_day_is_named_with_its_entry_the_same_night(here: tuple[Town, Checked]) -> None:
    with edited(of_case(OLD_CASE, "placed_at = placed_at + interval '9 days'")):
        assert {"letters-changed", "letter-date"} <= named(nightly_check(old=False)).keys()


def test_an_added_letter_about_no_entry_is_named_although_every_old_one_stands(here: tuple[Town, Checked]) -> None:
    with edited(added(OLD_CASE, "gen_random_uuid()")):
        found = named(nightly_check(old=False))
    assert "no entry of its case" in found["letter-foreign"]
    assert "letters-changed" not in found


def test_two_old_letters_written_into_one_row_are_named_although_the_digest_is_the_same(
    here: tuple[Town, Checked],
) -> None:
    point = claims()[0].point
    first = FIRST_PART.format(posted=point.posted)
    other = "concat_ws(' ', b.about, b.case_id, b.reader_id, b.seat, b.letter, b.template)"
    merged = (
        "ALTER TABLE notifications_message ALTER COLUMN template TYPE text",
        f"WITH two AS ({first}) UPDATE notifications_message m SET placed_at = b.placed_at, "
        f"template = a.template || ' ' || extract(epoch FROM a.placed_at) || ';' || {other} "
        "FROM two a, two b WHERE a.n = 1 AND b.n = 2 AND m.id = a.id",
        f"WITH two AS ({first}) DELETE FROM notifications_message m USING two b WHERE b.n = 2 AND m.id = b.id",
    )
    with edited(*merged):
        assert placed_letters(point.size, before=point.posted).before == point.letters
        assert "letter-foreign" in named(nightly_check(old=False))


MOVED = {
    "the kind into the seat": ("letter", "seat = m.seat || ' ' || m.letter, letter = NULL"),
    "the day into the template": (
        "placed_at",
        "template = m.template || ' ' || extract(epoch FROM m.placed_at), placed_at = NULL",
    ),
}


@pytest.mark.parametrize("moved", MOVED)
def test_a_column_of_an_old_letter_written_into_another_is_named_although_the_digest_is_the_same(
    here: tuple[Town, Checked], moved: str
) -> None:
    point, (column, change) = claims()[0].point, MOVED[moved]
    can_lack_it = f"ALTER TABLE notifications_message ALTER COLUMN {column} DROP NOT NULL"
    with edited(can_lack_it, of_case(OLD_CASE, change)):
        assert placed_letters(point.size, before=point.posted).before == point.letters
        assert "letter-foreign" in named(nightly_check(old=False))


def test_a_new_letter_without_a_day_is_named(here: tuple[Town, Checked]) -> None:
    can_lack_it = "ALTER TABLE notifications_message ALTER COLUMN placed_at DROP NOT NULL"
    with edited(can_lack_it, of_case(NEW_CASE, "placed_at = NULL")):
        assert "letter-date" in named(nightly_check(old=False))


def test_letters_that_stand_as_they_were_are_not_compared_with_their_entries_again(
    here: tuple[Town, Checked],
) -> None:
    posted = claims()[0].point.posted
    assert list(letter_faults()) == []
    for place, compared in ((posted - 1, False), (posted, True)):
        with edited(added(NEW_CASE, f"(SELECT id FROM ledger_entry WHERE log_index = {place})")):
            assert "letter-foreign" in dict(letter_faults())
            assert ("letter-foreign" in dict(letter_faults(good=posted))) is compared


def test_a_changed_entry_under_an_old_letter_is_named_within_seven_nights(here: tuple[Town, Checked]) -> None:
    letter = Message.objects.filter(case=Case.objects.earliest("filed_at")).earliest("placed_at")
    here[0].clock.shift(timedelta(days=6))
    with edited(f"UPDATE ledger_entry SET type = 'system.tick' WHERE id = '{letter.about}'"):
        assert "row-rewritten" in named(nightly_check())


def test_the_digest_of_the_good_point_is_that_of_its_own_night(here: tuple[Town, Checked]) -> None:
    point = claims()[0].point
    found = placed_letters(Entry.objects.count(), before=point.posted)
    assert (found.before, found.odd) == (point.letters, False)
    assert found.digest != found.before
    for upto in (0, 1, point.posted - 1, point.posted, point.posted + 1):
        assert placed_letters(Entry.objects.count(), before=upto).before == placed_letters(upto).digest
