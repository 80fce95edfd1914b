"""The register in the browser: finding members, a member's page, uploading lists, and reminding who has not signed."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccountMail, User
from accounts.vocabulary import Office
from ledger.models import Entry
from operations.tasks import member_days
from policy.actions import publish_editions, record_standing, sign_oath
from policy.models import Member, OathEdition, OathSignature, Standing
from policy.queries import oath_in_force, register
from tests.casework.web.conftest import signed_in
from tests.operations.administration.listing import NOON, imported, officer
from tests.policy.books import ICSRM
from tests.policy.officers import publish_row

AGAIN = OathSignature.Method.RE_AUTHENTICATION
DAY = timedelta(days=1)
MEMBERS, UNSIGNED, REMIND = reverse("admin_members"), reverse("admin_members_unsigned"), reverse("admin_members_remind")


@pytest.fixture(autouse=True)
def noon(db: None) -> Any:
    with time_machine.travel(NOON, tick=False) as clock:
        publish_editions(folder=ICSRM)
        yield clock


@pytest.fixture
def adam() -> User:
    return officer()


@pytest.fixture
def jar(adam: User) -> Client:
    return signed_in(adam)


def rows(count: int, *, address: bool = True) -> list[str]:
    mail = "m{0}@b.example" if address else ""
    return [f"M-{n:03},Ada Berg{n:03},2024-05-01,Works,{mail.format(n)}" for n in range(count)]


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def queries(jar: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert jar.get(address).status_code == 200
    return len(caught)


def signed(member: Member) -> None:
    assert member.user is not None
    sign_oath(member=member, by=member.user, method=AGAIN, effective=NOON.date(), at=NOON)


def test_the_register_is_there_for_administrator_and_registrar_and_for_nobody_else(jar: Client) -> None:
    assert jar.get(MEMBERS).status_code == 200
    for number, office in enumerate(sorted(Office)):
        if office != Office.ADMINISTRATOR:
            found = signed_in(officer(office, f"P{number} Name")).get(MEMBERS).status_code
            assert (office, found) == (office, 200 if office == Office.REGISTRAR else 404)


def test_the_register_is_shown_in_pages_at_the_same_cost_at_any_length(adam: User, jar: Client) -> None:
    imported(adam, *rows(40))
    jar.get(MEMBERS)
    few = queries(jar, MEMBERS)
    imported(adam, *rows(120))
    first = jar.get(MEMBERS)
    assert [row.member.number for row in first.context["rows"]] == [f"M-{n:03}" for n in range(50)]
    second = jar.get(MEMBERS + first.context["next_page"])
    assert [row.member.number for row in second.context["rows"]][::49] == ["M-050", "M-099"]
    third = jar.get(MEMBERS + second.context["next_page"])
    assert (len(third.context["rows"]), third.context["next_page"]) == (20, "")
    assert few == 8
    assert queries(jar, MEMBERS) == 8
    assert queries(jar, UNSIGNED) == 11


def test_a_member_is_found_by_number_and_by_the_beginning_of_each_word_of_a_name(adam: User, jar: Client) -> None:
    imported(
        adam, "M-1,Grace O’Malley-Otterburn,2024-05-01,,", "M-2,Grace Hill,2024-05-01,,", "X-1,Ian Grace,2024-05-01,,"
    )

    def found(words: str) -> list[str]:
        return [row.member.number for row in jar.get(MEMBERS, {"words": words}).context["rows"]]

    assert found("grace") == ["M-2", "M-1", "X-1"]
    assert found("otter gra") == ["M-1"]
    assert found("O’Malley") == ["M-1"]
    assert found("m-") == ["M-2", "M-1"]
    assert found("race") == found("' & !:*") == found("\0") == []
    assert "No member has a number or a name that begins so." in text(jar.get(MEMBERS, {"words": "zz"}))


def test_a_search_that_very_many_fit_says_that_there_are_more(adam: User, jar: Client) -> None:
    imported(adam, *rows(60))
    page = jar.get(MEMBERS, {"words": "ada"})
    assert (len(page.context["rows"]), page.context["next_page"]) == (50, "")
    assert "More members fit than are shown here." in text(page)


def test_search_pages_and_reminders_read_by_an_index(adam: User) -> None:
    oath = oath_in_force(NOON.date())
    imported(adam, *rows(300))
    Member.objects.filter(number__gte="M-005").update(oath_now=oath)
    asked = {
        "member_name_words": register.search_register("berg011 ada"),
        "member_number_once": register.search_register("m-011"),
        "member_by_oath": register._not_bound_by(oath)[0].filter(number__gt="M-002").order_by("number")[:51],
        "member_to_remind": register._not_bound_by(oath)[0]
        .filter(user__isnull=False)
        .order_by(F("reminded_at").asc(nulls_first=True))[:9],
    }
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE policy_member")
        cursor.execute("SET LOCAL enable_seqscan = off")
    for index, query in asked.items():
        assert index in query.explain()


def test_a_member_s_page_shows_standing_by_date_and_what_was_signed(adam: User, jar: Client, noon: Any) -> None:
    imported(adam, *rows(1))
    member = Member.objects.select_related("user").get()
    address = f"{MEMBERS}{member.pk}/"
    assert "Is bound by no oath" in text(jar.get(address))
    signed(member)
    noon.shift(DAY)
    record_standing(member=member, by=adam, kind=Standing.Kind.SUSPENDED, effective=(NOON + DAY).date(), at=NOON + DAY)
    jar = signed_in(adam)
    page = text(jar.get(address))
    assert "Is bound by no oath" not in page
    assert '<th scope="row">Suspended</th> <td>3 March 2026</td> <td>–</td>' in page
    assert '<th scope="row">Member</th> <td>1 May 2024</td> <td>3 March 2026</td>' in page
    assert "<td>2 March 2026</td> <td>Signed in again</td>" in page
    assert queries(jar, address) == 11
    assert jar.get(f"{MEMBERS}{member.pk.int:032x}".replace("0", "1")[:20]).status_code == 404


def test_a_change_of_standing_is_an_entry_by_the_office_that_made_it(adam: User, jar: Client) -> None:
    imported(adam, *rows(1))
    member = Member.objects.select_related("user").get()
    signed(member)
    page = jar.post(f"{MEMBERS}{member.pk}/", {"kind": "resigned", "effective": "2026-03-02"}, follow=True)
    assert "The standing is recorded." in text(page)
    member.refresh_from_db()
    assert (member.standing_now, member.oath_now_id) == ("resigned", None)
    last = [(row.type, row.body["role"]) for row in Entry.objects.order_by("-log_index")[:2]]
    assert last == [("member.standing_recorded", "administrator"), ("oath.ended", "administrator")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "resigned", "effective": "2026-02-01"}, "This cannot count from 01 February 2026"),
        ({"kind": "reinstated", "effective": "2026-13-01"}, "must have a real month"),
        ({"kind": "joined", "effective": "2026-03-02"}, "Choose from the answers listed under"),
        ({}, "What the member becomes"),
    ],
)
def test_a_change_of_standing_that_is_refused_says_why_and_keeps_what_was_typed(
    adam: User, jar: Client, typed: dict[str, str], said: str
) -> None:
    imported(adam, *rows(1))
    before = Entry.objects.count()
    page = jar.post(f"{MEMBERS}{Member.objects.get().pk}/", typed)
    assert (page.status_code, Entry.objects.count()) == (422, before)
    assert said in text(page)
    assert all(f'value="{part}"' in text(page) for part in typed.get("effective", "").split("-") if part)


def test_nobody_records_their_own_standing(adam: User, jar: Client) -> None:
    imported(adam, "M-1,Adam Keeper,2024-05-01,,adam@society.example")
    page = jar.post(f"{MEMBERS}{Member.objects.get().pk}/", {"kind": "lapsed", "effective": "2026-03-02"})
    assert "Another officer has to record your own standing." in text(page)


def test_who_has_not_signed_is_counted_and_reminded_once_a_week(adam: User, jar: Client, noon: Any) -> None:
    imported(adam, *rows(3), "X-1,No Address,2024-05-01,,")
    signed(Member.objects.select_related("user").get(number="M-000"))
    page = jar.get(UNSIGNED)
    assert [row.member.number for row in page.context["rows"]] == ["M-001", "M-002", "X-1"]
    assert (page.context["unsigned"], page.context["due"]) == (3, 2)
    assert "Send 2 mails" in text(page)
    assert "2 members get a mail." in text(jar.post(REMIND, follow=True))
    assert set(AccountMail.objects.values_list("user__email", "kind")) == {
        ("m1@b.example", "oath_unsigned"), ("m2@b.example", "oath_unsigned")
    }  # fmt: skip
    last = Entry.objects.latest("log_index").body
    oath = str(oath_in_force(NOON.date()).pk)
    assert (last["type"], last["data"]) == ("members.reminded", {"members": 2, "oath": oath})
    assert "Nobody can be reminded now" in text(jar.post(REMIND, follow=True))
    noon.shift(7 * DAY)
    assert signed_in(adam).get(UNSIGNED).context["due"] == 2


def test_who_signed_an_older_oath_has_not_signed_the_one_of_today(adam: User, jar: Client, noon: Any) -> None:
    imported(adam, *rows(3))
    for member in Member.objects.select_related("user").filter(number__lt="M-002"):
        signed(member)
    assert [row.member.number for row in jar.get(UNSIGNED).context["rows"]] == ["M-002"]
    old = oath_in_force(NOON.date())
    new = OathEdition(pk=uuid4(), key="new", title="New Oath", version="2", in_force_from=NOON.date(), locale="en")
    new.content, new.digest, new.code = bytes(old.content), bytes(old.digest), old.code
    new.in_force_from = (NOON + DAY).date()
    new.save()
    publish_row(new)
    noon.shift(DAY)
    jar = signed_in(adam)
    page = jar.get(UNSIGNED)
    assert [row.member.number for row in page.context["rows"]] == ["M-000", "M-001", "M-002"]
    assert (page.context["unsigned"], page.context["due"], page.context["oath"]) == (3, 3, new)
    assert page.context["rows"][0].oath == old
    assert queries(jar, UNSIGNED) == 12


def test_a_standing_recorded_ahead_counts_in_the_lists_once_its_day_has_come(adam: User, noon: Any) -> None:
    imported(adam, *rows(1))
    member = Member.objects.get()
    record_standing(member=member, by=adam, kind=Standing.Kind.LAPSED, effective=(NOON + 2 * DAY).date(), at=NOON)
    member.refresh_from_db()
    assert member.standing_now == "joined"
    noon.shift(2 * DAY)
    member_days()
    member.refresh_from_db()
    assert member.standing_now == "lapsed"


def test_an_address_of_the_next_page_that_nobody_gave_is_an_empty_page(adam: User, jar: Client) -> None:
    imported(adam, *rows(1))
    for address in (MEMBERS, UNSIGNED):
        assert "before this page" in text(jar.get(address, {"after": "zzz\0" * 30}))
