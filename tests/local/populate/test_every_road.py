"""A case on every road is made at once: its record verifies, and its rows are what the record says."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from casework.access import case_called
from casework.models import Case, CaseGrant
from casework.queries.case.openings import fields_kept
from casework.queries.checks.replay import drifts
from casework.queries.evidence.bundle_freezing import stages_that_changed
from casework.queries.invariants import breaches
from casework.vocabulary import CaseState
from ledger.clock import now
from ledger.models import Entry
from local.populate.case_paths import ENDS
from local.populate.generate_history import ACCUSED
from notifications.models import Cursor, Message
from tests.ledger.sealing import Seals, seals
from vault.kept_texts import missing_texts

__all__ = ["seals"]

ALL = len(ENDS)


def populated(**words: Any) -> str:
    said = StringIO()
    call_command("populate", **words, stdout=said)
    return said.getvalue().splitlines()[-1]


def test_a_case_on_every_road_reaches_every_state_verifies_and_replays(demonstration: None, seals: Seals) -> None:
    assert populated(cases=ALL, seed=1, desk=7).endswith(f"of {ALL} the record says what is stored.")
    assert set(Case.objects.values_list("state", flat=True)) == set(CaseState)
    assert list(drifts()) == []
    assert list(breaches()) == []
    assert verdict(seals) == {"tamper": [], "undecided": ["unpinned"]}
    assert (len(frozen := cases_with_frozen_bundle()) > 2, changed_bundles(frozen)) == (True, [])
    assert missing_texts(fields_kept(), since=0, restored=()) == []
    assert not Case.objects.filter(respondent__user__email__startswith=ACCUSED).exists(), "could not be filled again"
    desk = User.objects.get(email__startswith="bench-desk")
    assert CaseGrant.objects.filter(user=desk, permission__codename="see_case").count() == 7
    assert Cursor.objects.get().log_index == Entry.objects.latest("log_index").log_index
    assert Message.objects.filter(mail_due__isnull=False).count() == 0


def cases_with_frozen_bundle() -> list[Case]:
    streams = Entry.objects.filter(type__startswith="case.bundle_frozen").values_list("stream", flat=True).distinct()
    keys = [stream.removeprefix("case/") for stream in streams]
    found = [
        case_called(reference, now())
        for reference in Case.objects.filter(pk__in=keys).values_list("reference", flat=True)
    ]
    for case in found:
        case.seats = frozenset()
    return found


def changed_bundles(cases: list[Case]) -> list[str]:
    """The stages at which the pages of a bundle were frozen that are other pages now."""
    return [f"{case.reference}: {one.event.title}" for case in cases for one in stages_that_changed(case)]


def verdict(seals: Seals) -> dict[str, list[str]]:
    """The codes of faults that the verifier finds in the live record, and of what it cannot decide."""
    seals.sign()
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("ledger_verify", as_json=True, keyring=seals.ring, stdout=said)
    found = json.loads(said.getvalue())
    return {name: [code for code, _ in found[name]] for name in ("tamper", "undecided")}
