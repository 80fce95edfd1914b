"""The pages of the answer: one for each allegation, kept as they are typed, and sent as a whole."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.second_factor import enrol_totp, totp_now
from casework import access
from casework.access import Actor
from casework.models import Case, SealedDraft
from casework.recording import compartment_of
from casework.vocabulary import Answer, CaseCompartment, CaseState, Seat, Verb
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.answer_cast import Inquiry
from tests.casework.taking import take
from tests.notifications.test_pages import HIDDEN, signed_in, words
from tests.scenario_fixtures import begun_by, case, here
from vault.files import read
from vault.models import Draft, SealedFile

__all__ = ["case", "here"]

PASSWORD = "four unrelated words here"
NUMBERED = "He opened the tender to one supplier.\nHe gave it the contract.\nor: He was paid for it.\nor: He hid it."


def with_particulars(inquiry: Inquiry) -> Case:
    """A case whose notice has four particulars; it lies in Rex's inbox."""
    case = inquiry.disclosed()
    case = inquiry.serve(case, particulars={inquiry.the_one(case): NUMBERED})
    place_letters()
    return case


begun = begun_by(Inquiry, to=with_particulars)


@pytest.fixture
def inquiry(here: tuple[Inquiry, Any]) -> Inquiry:
    return here[0]


class Member:
    """Somebody of the member's side at the pages of the answer."""

    def __init__(self, inquiry: Inquiry, case: Case, who: str = "rex", seat: Seat = Seat.RESPONDENT) -> None:
        self.jar: Client = signed_in(inquiry[who])
        self.reference = Message.objects.get(case=case, seat=seat, reader=inquiry[who]).reference
        self.key = inquiry.the_one(case).hex
        self.jar.get(reverse("member_letter", args=[self.reference]))

    def at(self, name: str, *more: str) -> str:
        return reverse(name, args=[self.reference, *more])

    def page(self, slug: str = "1") -> str:
        return words(self.jar.get(self.at("member_answer_page", slug)))

    def keeps(self, typed: dict[str, str], slug: str = "1", **more: str) -> Any:
        """Press the button of a page of the answer, as it was shown a moment ago."""
        return self.sends(self.page(slug), typed, slug, **more)

    def sends(self, page: str, typed: dict[str, str], slug: str = "1", **more: str) -> Any:
        hidden = dict(HIDDEN.findall(page))
        return self.jar.post(self.at("member_answer_page", slug), hidden | typed | more)

    def proves(self, user: User) -> Any:
        """Send the answer once more, with password and a code, as somebody who has an app by now."""
        user.set_password(PASSWORD)
        user.save()
        self.jar = signed_in(user)
        proof = {"proof-password": PASSWORD, "proof-code": totp_now(enrol_totp(user))}
        check = words(self.jar.get(self.at("member_answer_check")))
        return self.jar.post(self.at("member_answer_check"), dict(HIDDEN.findall(check)) | proof)

    def answers(self, *of_each: str, whole: str = "partly", reasons: str = "") -> dict[str, str]:
        said = {f"particular_{self.key}_{n}": one for n, one in enumerate(of_each, 1)}
        return said | {f"answer_{self.key}": whole, f"reasons_{self.key}": reasons}


@pytest.fixture
def rex(inquiry: Inquiry, case: Case) -> Member:
    return Member(inquiry, case)


def test_each_particular_of_the_notice_is_asked_in_its_own_words(rex: Member) -> None:
    page = rex.page()
    assert [
        words for words in ("1.1 He opened", "1.2 He gave", "1.3 He was paid", "1.4 He hid") if words not in page
    ] == []
    assert rex.jar.get(rex.at("member_answer_page", "2")).status_code == 404


def test_an_answer_written_in_parts_is_sent_as_one(inquiry: Inquiry, case: Case, rex: Member) -> None:
    went = rex.keeps({"summary": "Most of it is wrong."}, "reporter")
    assert went.headers["Location"] == rex.at("member_answer")
    said = rex.answers("admit", "deny", "deny", "no_comment") | {f"because_{rex.key}_2": "Another did."}
    assert rex.keeps(said, goes_to="reporter").headers["Location"] == rex.at("member_answer_page", "reporter")
    check = words(rex.jar.get(rex.at("member_answer_check")))
    assert [
        words
        for words in ("Some of it", "Another did.", "Most of it is wrong.", "You admit facts")
        if words not in check
    ] == []
    papers = [SimpleUploadedFile(name, name.encode()) for name in ("receipt.txt", "wrong one.txt")]
    asked = words(rex.jar.post(rex.at("member_answer_check"), dict(HIDDEN.findall(check)) | {"papers": papers}))
    assert ("You have no authenticator app" in asked, "wrong one.txt" in asked) == (True, True)
    again = words(rex.jar.get(rex.at("member_answer_check")))
    (wrong,) = re.findall(r'value="(take_off:papers:[0-9a-f]+)">\s+Take off<span[^>]*> wrong one.txt', again)
    rex.jar.post(rex.at("member_answer_check"), dict(HIDDEN.findall(again)) | {"draft": wrong})
    done = rex.proves(inquiry["rex"])
    assert done.headers["Location"] == rex.at("member_case")
    one = Case.objects.get(pk=case.pk)
    told = seen(inquiry, one).view.allegations.all[0]
    assert (told.answer, told.particular_answers) == (
        Answer.PARTLY,
        (Answer.ADMIT, Answer.DENY, Answer.DENY, Answer.NO_COMMENT),
    )
    assert one.state == CaseState.RESPONSE_REVIEW
    last = SealedFile.objects.get(pk=str(seen(inquiry, one).view.evidence.all[-1].file))
    assert b"".join(read(last, compartment_of(one, CaseCompartment.RESPONDENT))) == b"receipt.txt"
    assert (Draft.objects.count(), SealedDraft.objects.count()) == (0, 0)
    assert told.admitted == {0}
    read_again = words(rex.jar.get(rex.at("member_allegations")))
    assert [words for words in ("Admitted in part", "Another did.") if words not in read_again] == []
    assert rex.jar.get(rex.at("member_answer")).status_code == 404


def test_what_is_missing_is_said_before_anything_can_be_sent(rex: Member) -> None:
    rex.keeps(rex.answers("admit", "", "deny", ""))
    check = words(rex.jar.get(rex.at("member_answer_check")))
    shown = ("This is missing", "Say whether you admit this particular.", "Give your reasons")
    assert [words for words in shown if words not in check] == []
    assert "Send my answer" not in check
    assert "Cannot start yet" in words(rex.jar.get(rex.at("member_answer")))


@pytest.mark.parametrize(
    ("whole", "of_each", "said"),
    [
        ("deny", ("admit", "", "", ""), "This differs from your answer to the whole."),
        ("admit", ("", "deny", "", ""), "This differs from your answer to the whole."),
        ("partly", ("admit",) * 4, "you admit one particular and not another"),
        ("partly", ("deny",) * 4, "you admit one particular and not another"),
    ],
)
def test_answers_that_contradict_each_other_are_refused_in_words(
    rex: Member, whole: str, of_each: tuple[str, ...], said: str
) -> None:
    sent = rex.answers(*of_each, whole=whole, reasons="It is wrong.")
    refused = rex.jar.post(rex.at("member_answer_check"), sent)
    assert (refused.status_code, said in words(refused), "It is wrong." in words(refused)) == (422, True, True)


def test_two_who_write_different_pages_lose_nothing(rex: Member) -> None:
    first, last = rex.page("1"), rex.page("reporter")
    assert rex.sends(first, rex.answers("deny", whole="deny", reasons="Openly.")).status_code == 302
    assert rex.sends(last, {"summary": "I deny it."}, "reporter").status_code == 302
    check = words(rex.jar.get(rex.at("member_answer_check")))
    assert ("Openly." in check, "I deny it." in check) == (True, True)


def test_the_same_page_changed_elsewhere_shows_both_texts(rex: Member) -> None:
    stale = rex.page()
    rex.keeps(rex.answers(whole="deny", reasons="The first text."))
    both = rex.sends(stale, rex.answers(whole="deny", reasons="The second text."))
    page = words(both)
    assert (both.status_code, "The first text." in page, "The second text." in page) == (409, True, True)
    assert rex.sends(page, rex.answers(whole="deny", reasons="The second text.")).status_code == 302
    assert "The second text." in rex.page()


def test_a_representative_drafts_what_the_member_then_sends(inquiry: Inquiry, case: Case, rex: Member) -> None:
    lena = represented(inquiry, case)
    lena.keeps(lena.answers(whole="deny", reasons="Drafted by somebody who speaks for the member."))
    page = rex.page()
    assert ("Drafted by somebody" in page, "changed it last" in page) == (True, True)
    begun = lena.page()
    take(case, Verb.END_REPRESENTATION, inquiry.by("rex"), confirmed="on")
    late = lena.sends(begun, lena.answers(whole="deny", reasons="Typed after it had ended."))
    said = (late.status_code, "Typed after it had ended" in words(late), "Drafted by somebody" in rex.page())
    assert said == (404, True, True)


def represented(inquiry: Inquiry, case: Case) -> Member:
    """Name a representative, who opens the notice."""
    email = inquiry["stranger"].email or ""
    until = case.view.today.replace(year=case.view.today.year + 1)
    take(case, Verb.APPOINT_REPRESENTATIVE, inquiry.by("rex"), **appointed(email, until))
    take(case, Verb.ACCEPT_REPRESENTATION, inquiry.by("stranger"), confirmed="on")
    place_letters()
    return Member(inquiry, case, "stranger", Seat.REPRESENTATIVE)


def appointed(email: str, until: date) -> dict[str, Any]:
    day = dict(zip(("until_day", "until_month", "until_year"), (until.day, until.month, until.year), strict=True))
    return {"name": "Stu Ranger", "email": email, "scope": ["answer"], **day}


def test_a_script_keeps_one_page_in_six_statements(rex: Member) -> None:
    hidden = dict(HIDDEN.findall(rex.page()))
    path = rex.at("member_answer_page", "1")

    def keep(text: str, version: int) -> Any:
        sent = hidden | rex.answers(whole="deny", reasons=text) | {"draft": "keep", "draft_version": str(version)}
        return rex.jar.post(path, sent, headers={"X-Draft": "1"})

    assert keep("Openly.", 0).json() == {"version": 1}
    with CaptureQueriesContext(connection) as statements:
        assert keep("Openly, and in writing.", 1).json() == {"version": 2}
    assert len([one for one in statements if "accounts_appointment" not in one["sql"]]) == 6


def test_the_list_and_the_pages_do_not_ask_more_the_longer_the_answer(rex: Member) -> None:
    rex.keeps(rex.answers(whole="deny", reasons="Openly. " * 500))
    counts = {}
    for name, path in {
        "list": rex.at("member_answer"),
        "page": rex.at("member_answer_page", "1"),
        "check": rex.at("member_answer_check"),
    }.items():
        rex.jar.get(path)
        with CaptureQueriesContext(connection) as statements:
            rex.jar.get(path)
        counts[name] = len(statements)
    assert counts == {"list": 19, "page": 19, "check": 20}


def test_a_stranger_finds_no_answer_to_write(inquiry: Inquiry, rex: Member) -> None:
    jar = signed_in(inquiry["stranger"])
    paths = [rex.at("member_answer"), rex.at("member_answer_check"), rex.at("member_answer_page", "1")]
    assert [jar.get(path).status_code for path in paths] == [404] * 3
    kept = jar.post(paths[2], {"part": rex.key, f"reasons_{rex.key}": "Mine."})
    assert kept.status_code == 404
    assert re.search("Mine", rex.page()) is None


def seen(inquiry: Inquiry, case: Case) -> Case:
    return access.case_shown(Actor(user=inquiry["rex"]), case.reference, Verb.OPEN_LETTER)
