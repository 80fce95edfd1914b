"""The curious administrator with psql: what a superuser edits beside the record is named by the next nightly check."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from structlog.testing import capture_logs

from operations.record_check import Checked, nightly_check
from tests.casework.web.conftest import Town
from tests.operations.edits_beside import EDITS, exchanged
from tests.operations.superuser import begun, edited, named, ruler
from tests.scenario_fixtures import here
from tests.share import share_of

__all__ = ["begun", "here", "ruler"]


def test_nothing_is_named_where_nobody_edited(here: tuple[Town, Checked]) -> None:
    found = here[1]
    assert (found.report.tamper, found.drifts, found.failed) == ([], [], set())
    assert found.since > 0


@pytest.mark.parametrize("edit", share_of(EDITS, one_in=12))
def test_an_edit_beside_the_record_is_named_within_one_night(here: tuple[Town, Checked], edit: str) -> None:
    statements, code, words = EDITS[edit]
    with override_settings(KEYRING_FILE=Path(settings.FILES_DIR) / "keyring.json"), edited(*statements), capture_logs():
        found = nightly_check(old=False)
    assert found.failed == set()
    assert code in named(found)
    assert words in named(found)[code]


def test_two_old_votes_exchanged_are_named_within_seven_nights(here: tuple[Town, Checked]) -> None:
    statement = exchanged("e.type = 'case.vote_cast' AND t.field = 'l6'")
    here[0].clock.shift(timedelta(days=6))
    with override_settings(KEYRING_FILE=Path(settings.FILES_DIR) / "keyring.json"), edited(statement), capture_logs():
        assert "commits to another l6" in named(nightly_check())["commitment"]


def test_a_text_for_no_entry_is_named_beside_an_answer_that_stands_there_twice(here: tuple[Town, Checked]) -> None:
    """Texts are counted: a second row of an answer must not make up for the text that answers no entry."""
    answer = (
        "INSERT INTO vault_sealedanswer (entry_id, field, blob) "
        "SELECT entry_id, field, blob FROM vault_sealedtext ORDER BY id LIMIT 1"
    )
    statements = (
        "ALTER TABLE vault_sealedanswer DROP CONSTRAINT one_answer_an_option",
        *(answer, answer),
        *EDITS["a text for no entry"].statements,
    )
    with override_settings(KEYRING_FILE=Path(settings.FILES_DIR) / "keyring.json"), edited(*statements), capture_logs():
        assert "text-foreign" in named(nightly_check(old=False))
