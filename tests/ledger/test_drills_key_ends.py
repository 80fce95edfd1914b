"""A member's passkey that ended in a real installation: by itself and by two administrators."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from pytest_django import Settings

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from casework.access import Given
from casework.access.appointing import office_given_draft
from ledger.append import append
from ledger.clock import now
from operations.record_check import nightly_check
from policy.actions import end_lost_key, retire_signing_key, sign_oath
from policy.models import Member, OathSignature, SigningKey
from policy.queries import hand_of_member
from tests.key_ends import end_signed
from tests.ledger.story import Export, judged
from tests.ledger.test_drills_signatures import TODAY, export, member, sworn, verdict

__all__ = ["export", "member", "verdict"]


def test_who_took_the_passkey_away_signs_again_in_the_weaker_way_three_days_later(member: Member, verdict: Any) -> None:
    assert member.user is not None
    with time_machine.travel(now(), tick=False) as clock:
        device, _ = sworn(member)
        end = end_signed(device, SigningKey.objects.get())
        retire_signing_key(hand=hand_of_member(member), by=member.user, at=now(), signed=end)
        clock.shift(timedelta(hours=72))
        method, day = OathSignature.Method.RE_AUTHENTICATION, now().date()
        sign_oath(member=member, by=member.user, method=method, effective=day, at=now())
        found = verdict()
    assert (found.rc, "signing_key.retired: 3 days before" in found.words) == (0, True)


def administrator(name: str) -> User:
    """Somebody whom the installation made an administrator."""
    user = User.objects.create_person(email=f"{name.lower()}@society.example", name=name)
    given = Given(office=Office.ADMINISTRATOR, since=TODAY)
    appoint(user=user, office=given.office, since=given.since)
    append(office_given_draft(user, given, by=User.objects.clock(), role="clock", moment=now()))
    return user


def test_a_members_passkey_ended_by_two_administrators_is_listed_and_verifies(
    member: Member, export: Callable[[], Export], settings: Settings, capsys: Any
) -> None:
    assert member.user is not None
    with time_machine.travel(now(), tick=False) as clock:
        sworn(member)
        by, second = administrator("Basil"), administrator("Beryl")
        end_lost_key(key=SigningKey.objects.get().pk, by=by, second=second, at=now())
        clock.shift(timedelta(hours=72))
        method, day = OathSignature.Method.RE_AUTHENTICATION, now().date()
        sign_oath(member=member, by=member.user, method=method, effective=day, at=now())
        made = export()
        settings.KEYRING_FILE = made.keyring()
        found = judged(capsys, "log", made.folder, "--keyring", settings.KEYRING_FILE, "--pin", made.pin())
        night = nightly_check()
    assert (found.rc, "signing_key.retired: 3 days before" in found.words) == (0, True)
    assert (night.report.tamper, night.drifts, night.failed) == ([], [], set())
