"""Who is in the register, since when, and what it knows about them."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import User
from ledger import queries as ledger
from policy import queries
from policy.actions import (
    Entrant,
    NotAllowed,
    enrol_member,
    import_standing,
    record_standing,
)
from policy.conflicts import Employment as Job
from policy.conflicts import PersonDetails
from policy.models import Employment, Member, OathSignature, Standing, Tie
from tests.policy.books import NOON

pytestmark = pytest.mark.django_db
AGAIN, PAPER = OathSignature.Method.RE_AUTHENTICATION, OathSignature.Method.PAPER
TODAY = NOON.date()
DAY = timedelta(days=1)


def recorded(member: Member) -> list[tuple[str, dict[str, Any]]]:
    return [(entry.type, entry.body["data"]) for entry in ledger.stream(member.stream)]


def test_joining_binds_nobody(member: Member) -> None:
    assert queries.signature_in_force(member, TODAY) is None
    assert recorded(member) == [("member.standing_recorded", {"standing": "joined", "effective": "2024-05-01"})]


def test_a_standing_that_is_held_already_is_refused(member: Member, rita: User) -> None:
    with pytest.raises(NotAllowed, match="has not changed"):
        record_standing(member=member, by=rita, kind=Standing.Kind.JOINED, effective=TODAY, at=NOON)


def test_a_person_who_had_not_joined_was_no_member(member: Member) -> None:
    joined = date(2024, 5, 1)
    assert queries.standing_on(member, joined - DAY) is None


def test_a_number_or_an_account_belongs_to_one_member(member: Member, rita: User, mia: User) -> None:
    with pytest.raises(NotAllowed, match="already"):
        enrol_member(by=rita, entrant=Entrant(number="M-100", name="Other", joined=TODAY), at=NOON)
    with pytest.raises(NotAllowed, match="already"):
        enrol_member(by=rita, entrant=Entrant(number="M-101", name="Other", joined=TODAY, user=mia), at=NOON)
    assert Member.objects.count() == 1


def test_the_register_is_searched_by_number_and_by_each_word_of_a_name(member: Member, rita: User) -> None:
    enrol_member(by=rita, entrant=Entrant(number="M-101", name="Mia Berg", joined=TODAY), at=NOON)
    enrol_member(by=rita, entrant=Entrant(number="X-1", name="Lundgren", joined=TODAY), at=NOON)

    def found(q: str) -> list[str]:
        return [each.number for each in queries.search_register(q)]

    assert found("mia") == ["M-101", "M-100"]
    assert found("lund mia") == ["M-100"]
    assert found("m-10") == ["M-101", "M-100"]
    assert found("  ") == []
    assert queries.member_by_number(" m-100 ") == member
    assert queries.member_by_number("M-999") is None


def test_a_sweep_compares_what_the_register_knows(member: Member, mia: User) -> None:
    Employment.objects.create(member=member, employer="Acme", until=date(2025, 1, 1))
    Tie.objects.create(member=member, kind=Tie.Kind.SPONSOR, name="Ola Berg")
    assert queries.details_of_member(member) == PersonDetails(
        name="Mia Lund",
        key=mia.id,
        number="M-100",
        email="mia@example.org",
        employments=(Job(employer="Acme", until=date(2025, 1, 1)), Job(employer="Northwind")),
        sponsors=frozenset({"Ola Berg"}),
    )


@pytest.mark.parametrize(
    ("by", "second", "days", "said"),
    [
        ("rita", "rita", 0, "A second officer has to countersign this."),
        ("mia", "rita", 0, "Another officer has to record your own standing."),
        ("rita", "mia", 0, "Another officer has to record your own standing."),
        ("rita", "sam", 1, "The day of a past standing cannot lie in the future."),
    ],
)
def test_a_past_standing_takes_two_officers_who_are_not_the_member(
    member: Member, rita: User, sam: User, mia: User, by: str, second: str, days: int, said: str
) -> None:
    people, before = {"rita": rita, "sam": sam, "mia": mia}, recorded(member)
    with pytest.raises(NotAllowed) as refused:
        import_standing(
            member=member, by=people[by], second=people[second], kind=Standing.Kind.LAPSED,
            effective=TODAY + days * DAY, at=NOON,
        )  # fmt: skip
    assert (str(refused.value), recorded(member)) == (said, before)
