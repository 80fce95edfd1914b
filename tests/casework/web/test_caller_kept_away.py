"""A caller whose report keeps away the officer who took it down: the first words, while the caller is there, and no others."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from casework.access import the_clock
from casework.models import Case
from casework.procedure.intake.actions import sweep_conflicts
from ledger import queries as ledger
from ledger.clock import now
from tests.casework.desk_cast import Desk
from tests.casework.web.conftest import signed_in
from tests.casework.web.reporting import WORDS, text
from tests.casework.web.test_caller_report import AGREED, ASKED, READ_BACK, TAKE, sent
from tests.casework.web.test_follow import desk, enter

__all__ = ["desk"]


def kept_away(desk: Desk) -> tuple[Client, str]:
    """The browser of Ines, whom her caller wants kept away, and the address of the slip. The conflicts were checked."""
    ines = signed_in(desk.people["ines"])
    sent(ines, TAKE, **(ASKED | {"keep_away": "Ines Farrow"}))
    slip = sent(ines, READ_BACK, **AGREED).headers["Location"]
    sweep_conflicts(reference=Case.objects.get().reference, by=the_clock())
    return ines, slip


def test_an_officer_who_is_kept_away_gives_the_first_words_and_no_others(desk: Desk) -> None:
    ines, slip = kept_away(desk)
    words = " ".join(WORDS.findall(text(ines.post(slip, {"show": "0"}))))
    refused, case = ines.post(slip, {"show": "1"}), Case.objects.get().reference
    assert (refused.status_code, ines.get(reverse("case", args=[case])).status_code) == (404, 404)
    assert enter(words)[1].headers["Location"] == reverse("claim_code")
    assert ines.post(slip, {"finish": "yes", "has_words": "on"}).headers["Location"] == reverse("today")


@pytest.mark.parametrize("pressed", [{"show": "0"}, {"finish": "without"}])
def test_an_officer_who_is_kept_away_keeps_no_words_for_later(desk: Desk, pressed: dict[str, str]) -> None:
    _earlier, slip = kept_away(desk)
    with time_machine.travel(now() + timedelta(hours=1), tick=False):
        ines = signed_in(desk.people["ines"])
        assert [ines.post(slip, pressed).status_code, ines.get(f"{slip}&without").status_code] == [404, 404]
    assert [entry.type for entry in ledger.stream("system") if entry.type.startswith("intake.")] == []
