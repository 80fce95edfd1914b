"""Adds generated cases to a demonstration: the same people act in them."""

from pathlib import Path

import pytest

from casework.models import Case
from casework.queries.checks.replay import drifts
from ledger.clock import now
from local.demo.seed import make_world
from local.populate.case_paths import ENDS
from local.run import EDITION
from tests.ledger.sealing import Seals, seals
from tests.local.populate.test_every_road import populated, verdict

__all__ = ["seals"]


@pytest.fixture
def world(demonstration: None) -> None:
    """The whole demonstration, with its own cases."""
    make_world(Path(EDITION), lambda _: None)


def test_a_demonstration_takes_a_case_on_every_road_beside_its_own(world: None, seals: Seals) -> None:
    own = set(Case.objects.values_list("pk", flat=True))
    populated(cases=len(ENDS), seed=1)
    added = Case.objects.exclude(pk__in=own)
    assert (added.count(), added.filter(filed_at__gt=now()).count()) == (len(ENDS), 0)
    assert list(drifts()) == []
    assert verdict(seals) == {"tamper": [], "undecided": ["unpinned"]}
