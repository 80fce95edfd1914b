"""What the record says of members after a backup holds in the restored installation; what it does not hold is told as lost."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import User
from casework.queries.checks.replay import drifts
from ledger.clock import now
from ledger.models import Entry, LogHead
from ledger.restore_losses import LOST, OPENING, ROW
from ledger.restoring import TailRefused
from ledger.sync import seal_log
from operations.restore_record import Restored, restore
from policy.actions import (
    Entrant,
    Signed,
    enrol_member,
    import_oath,
    record_standing,
    register_signing_key,
    retire_signing_key,
    sign_oath,
)
from policy.models import Member, OathEnding, OathSignature, SigningKey, Standing
from policy.passkeys import creation_options
from policy.queries import hand_of_member, oath_in_force, signature_in_force, statement_for
from policy.queries.oaths import openings_of_signature
from policy.signing import oath_digest
from tests.casework.web.conftest import Town, here, town, town_begun
from tests.key_ends import end_signed
from tests.ledger.exported import signing
from tests.ledger.records import draft, written
from tests.operations.lost import NOTHING, RING, Run, counts, judged, lost_but_signed, run
from tests.passkeys import Passkey

__all__ = ["here", "run", "town"]
begun = town_begun()
AGAIN, PASSKEY = OathSignature.Method.RE_AUTHENTICATION, OathSignature.Method.PASSKEY
CHALLENGE = bytes(32)


@pytest.fixture
def rex(town: Town) -> Member:
    return Member.objects.select_related("user").get(user=town.people["rex"])


def user_of(member: Member) -> User:
    assert member.user is not None
    return member.user


def signed(member: Member, device: Passkey | None = None) -> OathSignature:
    """The oath, signed today."""
    how: dict[str, Any] = {"method": AGAIN}
    if device is not None:
        digest = oath_digest(statement_for(member, oath_in_force(now().date()), now().date(), bytes(16)))
        how = {"method": PASSKEY, "signed": Signed(nonce=bytes(16), answer=device.signed(digest))}
    return sign_oath(member=member, by=user_of(member), effective=now().date(), at=now(), **how)


def made(member: Member) -> Passkey:
    """A passkey that signs for a member."""
    device, hand = Passkey(), hand_of_member(member)
    answer = device.made(creation_options(holder=hand.person.bytes, challenge=CHALLENGE, known=[]))
    register_signing_key(hand=hand, by=user_of(member), answer=answer, challenge=CHALLENGE, at=now())
    return device


def ended(member: Member, device: Passkey) -> None:
    """The end of a member's passkey, which it signs itself."""
    end = end_signed(device, SigningKey.objects.get())
    retire_signing_key(hand=hand_of_member(member), by=user_of(member), at=now(), signed=end)


def acts(member: Member) -> list[list[dict[str, Any]]]:
    """What is stored of a member's oaths and standing, but for the numbers of rows and what was signed."""
    left_out = {"id", "statement", "evidence", "salt"}
    tables: tuple[Any, ...] = (OathSignature, OathEnding, Standing)
    rows = [table.objects.filter(member=member).order_by("entry_id").values() for table in tables]
    return [[{name: row[name] for name in row.keys() - left_out} for row in each] for each in rows]


def lost(done: Restored) -> tuple[int, int, int]:
    members = done.right.members
    return members.rows, members.count(OPENING), members.count(ROW)


def said_lost() -> list[dict[str, int]]:
    return [entry.body["data"] for entry in Entry.objects.filter(type=LOST).order_by("log_index")]


def test_standing_and_the_end_of_an_oath_stand_again_whole(town: Town, rex: Member, tmp_path: Path) -> None:
    with lost_but_signed(tmp_path):
        today = now().date()
        record_standing(member=rex, by=town.people["reg"], kind=Standing.Kind.LAPSED, effective=today, at=now())
        stood, size = acts(rex), LogHead.objects.get().size
    assert acts(rex) != stood
    assert lost(restore(tmp_path, RING)) == (2, 0, 0)
    assert acts(rex) == stood
    assert list(drifts()) == []
    assert LogHead.objects.get().size == size + 1  # the restore says that it was one
    assert signature_in_force(rex, now().date()) is None


@pytest.mark.parametrize("by_passkey", [False, True])
def test_an_oath_signed_after_the_backup_binds_and_is_reported_lost(
    rex: Member, tmp_path: Path, by_passkey: bool
) -> None:
    device = made(rex) if by_passkey else None
    with lost_but_signed(tmp_path):
        signed(rex, device)
        stood = acts(rex)
    assert lost(restore(tmp_path, RING)) == (1, 1, 0)
    assert acts(rex) == stood
    assert said_lost() == [{"rows": 0, "openings": 1}]
    assert list(drifts()) == []
    binding = signature_in_force(rex, now().date())
    assert binding is not None
    assert binding.statement is None
    assert binding.evidence is None
    assert openings_of_signature(binding) == ()
    again = signed(rex, device)
    assert (again.position, list(drifts())) == (binding.position + 1, [])


def test_an_oath_on_paper_stands_again_where_both_officers_are_known(town: Town, tmp_path: Path) -> None:
    reg, ada = town.people["reg"], town.people["ada"]
    paper = enrol_member(by=reg, entrant=Entrant(number="P-1", name="Pia Paper", joined=now().date()), at=now())
    newcomer = User.objects.create_person(email="new@demo.example", name="Nele New")
    at = now()
    put_in = partial(import_oath, member=paper, by=reg, effective=at.date(), at=at)
    with lost_but_signed(tmp_path):
        put_in(second=ada)
        put_in(second=newcomer)
        record_standing(member=paper, by=reg, kind=Standing.Kind.LAPSED, effective=at.date(), at=at)
    assert lost(restore(tmp_path, RING)) == (3, 1, 1)
    assert [(row.imported, row.countersigned_by) for row in OathSignature.objects.filter(member=paper)] == [(True, ada)]
    assert list(drifts()) == []


def test_somebody_who_joined_after_the_backup_is_known_to_the_record_alone(town: Town, tmp_path: Path) -> None:
    with lost_but_signed(tmp_path):
        new = enrol_member(
            by=town.people["reg"], entrant=Entrant(number="N-1", name="Nele New", joined=now().date()), at=now()
        )
    assert lost(restore(tmp_path, RING)) == (0, 0, 1)
    assert Member.objects.filter(pk=new.pk).count() == 0
    assert said_lost() == [{"rows": 1, "openings": 0}]
    assert list(drifts()) == []


def test_a_passkey_that_was_taken_away_after_the_backup_signs_no_more(rex: Member, tmp_path: Path) -> None:
    device = made(rex)
    with lost_but_signed(tmp_path):
        ended(rex, device)
        stood = SigningKey.objects.get().retired_at
    assert SigningKey.objects.get().retired_at is None
    assert lost(restore(tmp_path, RING)) == (1, 0, 0)
    assert (SigningKey.objects.get().retired_at, list(drifts())) == (stood, [])


def test_a_passkey_made_after_the_backup_is_lost_and_another_counts_in_three_days(rex: Member, tmp_path: Path) -> None:
    with lost_but_signed(tmp_path):
        made(rex)
    assert lost(restore(tmp_path, RING)) == (0, 0, 1)
    assert (SigningKey.objects.count(), list(drifts())) == (0, [])
    signed(rex)
    made(rex)
    assert SigningKey.objects.get().counts_from == now() + timedelta(hours=72)
    assert list(drifts()) == []


def test_a_passkey_that_came_and_went_after_the_backup_is_lost_once(rex: Member, tmp_path: Path) -> None:
    with lost_but_signed(tmp_path):
        ended(rex, made(rex))
    assert (lost(restore(tmp_path, RING)), list(drifts())) == ((0, 0, 1), [])


def test_a_restore_can_be_run_again_though_the_record_goes_beyond_the_mirror(rex: Member, tmp_path: Path) -> None:
    with lost_but_signed(tmp_path):
        made(rex)
    restore(tmp_path, RING)
    said = said_lost()
    assert counts(restore(tmp_path, RING)) == NOTHING
    assert said_lost() == said
    written(draft())
    with pytest.raises(TailRefused):
        restore(tmp_path, RING)


def test_a_row_or_a_signature_removed_by_hand_is_seen_whatever_a_restore_lost(rex: Member, tmp_path: Path) -> None:
    earlier = OathSignature.objects.get(member=rex)
    with lost_but_signed(tmp_path):
        signed(rex)
    restore(tmp_path, RING)
    nulled = f"UPDATE policy_oathsignature SET statement = NULL WHERE id = {earlier.pk}"
    assert by_hand(nulled) == [(rex.stream, "oathsignature.statement")]
    again = OathSignature.objects.exclude(pk=earlier.pk).get(member=rex)
    assert by_hand(f"DELETE FROM policy_oathsignature WHERE id = {again.pk}") == [(rex.stream, "no row of oath.signed")]


def by_hand(statement: str) -> list[tuple[str, str]]:
    """What the comparison says once a superuser got past the triggers."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE policy_oathsignature DISABLE TRIGGER USER")
        cursor.execute(statement)
        found = [(drift.case, drift.field) for drift in drifts()]
        transaction.set_rollback(True)
    return found


def test_a_restore_names_lost_member_data_and_nobody_without_a_passkey_is_weaker(
    rex: Member, tmp_path: Path, run: Run
) -> None:
    with lost_but_signed(tmp_path / "mirror"):
        signed(rex, made(rex))
    assert run() == (
        0,
        [
            "2 entries came back from the mirror, and 0 cases follow from that.",
            "Of members, as the record has it again: 1 oath, standing or passkey.",
            "1 oath counts again, though what was signed is lost: the record has the digest.",
            "1 entry tells of a member, an oath or a passkey that is lost: have them entered, signed or made again.",
            "The record is complete, and the stored rows agree with it. The installation may open.",
        ],
        "",
    )
    signed(rex)
    with signing(tmp_path / "mirror") as socket:
        seal_log(socket)
    assert judged(tmp_path / "keyring.json") == ([], ["unpinned", "rows-lost", "signature-sealed"])
