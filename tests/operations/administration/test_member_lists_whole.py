"""A list as long as a large Society's register is imported whole, in bounded memory; `make long` takes 100,000 members."""

import os
import resource

import time_machine

from ledger.models import Entry
from policy.models import Member
from tests.operations.administration.listing import NOON, confirmed, list_of, officer, uploaded

MEMBERS = int(os.environ.get("MEMBERS", "1500"))


def test_a_whole_register_is_imported_with_an_entry_a_member_and_compared_again(committed: None) -> None:
    with time_machine.travel(NOON, tick=False):
        adam = officer()
        rows = (f"M-{n:06},Person Number{n},2024-05-01,Corvid Works,p{n}@b.example" for n in range(MEMBERS))
        content, before = list_of(*rows), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        assert confirmed(uploaded(adam, content, whole=True)).state == "imported"
        assert (Member.objects.count(), Entry.objects.count()) == (MEMBERS, MEMBERS + 1)
        again = uploaded(adam, content, whole=True)
        assert again.shown["counts"] == {"new": 0, "changed": 0, "left": 0, "unchanged": MEMBERS}
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
