"""One bundle for both sides and all who decide: who opens it, and what is frozen of it at each stage."""

from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from casework.models import Case
from casework.procedure.evidence.actions import disclose_evidence
from casework.record.events import (
    BundleFrozen,
    BundleFrozenAsServed,
    BundleFrozenForAppeal,
    BundleFrozenForBoard,
)
from casework.vocabulary import CaseState, Seat, Verb
from ledger import queries as ledger
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.own_cases import own_reference
from notifications.models import Message
from policy.quorum import Option
from tests.casework.appeal_cast import APPEAL, Court
from tests.casework.board_cast import Table, for_
from tests.casework.taking import take
from tests.notifications.test_bundle import index, words
from tests.notifications.test_pages import at_the_desk, signed_in
from tests.scenario_fixtures import begins, begun_by, case, here
from typesetting.bundle import Place
from vault.models import SafeView

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
HOMES = ("bundle", "board_bundle")


class Society(Table, Court):  # type: ignore[misc]
    """The people of a panel, of the board and of the appeal panel."""

    def before_the_board(self) -> Case:
        """A case whose papers went to the board, which declared."""
        return self.opened(self.recommended())

    def on_appeal(self) -> Case:
        """A decision of the board, appealed by Rex, its appeal panel seated and free, one more copy given meanwhile."""
        case = decided_and_served(self)
        case = self.seated(take(case, Verb.LODGE_APPEAL, self.by("rex"), **APPEAL))
        self.declared(case, "amos", "anouk", "arne")
        return disclose_evidence(
            reference=case.reference,
            by=self.by("ola"),
            evidence=case.view.evidence.all[0].id,
            title="The third page",
            text="Read late, wagtail.",
            one_holder=False,
        )


begun = begun_by(Society)


@pytest.fixture
def society(here: tuple[Society, Any]) -> Society:
    return here[0]


def statuses(jar: Client, case: Case) -> set[int]:
    """Return what a browser is answered at the addresses of a bundle."""
    names = [name for home in HOMES for name in (home, f"{home}_pdf")]
    return {jar.get(reverse(name, args=[case.reference])).status_code for name in names}


def page(jar: Client, case: Case, home: str = "board_bundle", **asked: Any) -> str:
    answer = jar.get(reverse(home, args=[case.reference]), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def pdf(jar: Client, case: Case, home: str = "board_bundle") -> list[str]:
    """Return the words of each page of the PDF."""
    answer = jar.get(reverse(f"{home}_pdf", args=[case.reference]))
    made = pypdfium2.PdfDocument(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    return [words(one.get_textpage().get_text_bounded()) for one in made]


def letter_pdf(jar: Client, reference: str) -> list[str]:
    answer = jar.get(reverse("member_letter_pdf", args=[reference]))
    return [one.get_textpage().get_text_bounded() for one in pypdfium2.PdfDocument(answer.content)]


def frozen(case: Case) -> list[BundleFrozen]:
    return [one.event for one in case.record if isinstance(one.event, BundleFrozen)]


@begins(Society.heard)
def test_the_panel_and_both_officers_read_one_bundle_with_the_same_numbers(society: Society, case: Case) -> None:
    panel, desk = at_the_desk(society["cleo"]), at_the_desk(society["ola"])
    lines = index(page(panel, case))
    assert lines == [("Notice of investigation", "2"), ("Something.", "3"), ("Answer of the member", "4")]
    assert [index(page(at_the_desk(society[name]), case)) for name in ("milo", "nora", "ava")] == [lines] * 3
    assert (index(page(desk, case, "bundle")), pdf(desk, case, "bundle")) == (lines, pdf(panel, case))
    shown = page(panel, case, page=3)
    assert ("Page 3" in shown, f'href="{reverse("board_case", args=[case.reference])}"' in shown) == (True, True)


@begins(Society.heard)
def test_the_page_of_the_case_leads_to_the_bundle_of_those_who_may_read_it(society: Society, case: Case) -> None:
    ways = {name: reverse(name, args=[case.reference]) for name in HOMES}
    of_panel = at_the_desk(society["cleo"]).get(reverse("panel_case", args=[case.reference])).content.decode()
    of_desk = at_the_desk(society["ola"]).get(reverse("case_evidence", args=[case.reference])).content.decode()
    assert (reverse("panel_bundle", args=[case.reference]) in of_panel, ways["bundle"] in of_desk) == (True, True)
    assert (
        "bundle/"
        not in at_the_desk(society["ines"]).get(reverse("case_evidence", args=[case.reference])).content.decode()
    )


@begins(Society.heard)
@pytest.mark.parametrize("name", ["pip", "bo", "amos", "vera", "rex"])
def test_nobody_else_opens_it_by_the_reference_of_the_case(society: Society, case: Case, name: str) -> None:
    assert statuses(at_the_desk(society[name]), case) == {404}


@begins(Society.found)
def test_what_a_finding_rests_on_is_a_link_to_its_page(society: Society, case: Case) -> None:
    of_panel = at_the_desk(society["cleo"]).get(reverse("panel_case", args=[case.reference])).content.decode()
    there = reverse("panel_bundle", args=[case.reference])
    assert [of_panel.count(f'href="{there}?page={number}#paper">p. {number}</a>') for number in (2, 3)] == [0, 1]
    assert [
        of_panel.count(f'href="{there}?page={number}#paper">In the bundle, p. {number}</a>') for number in (2, 3, 4)
    ] == [1] * 3
    while place_letters():
        pass
    jar = signed_in(society["rex"])
    findings = Message.objects.get(case=case, seat=Seat.RESPONDENT.value, template="findings")
    told, by_letter = findings.reference, reverse("member_bundle", args=[own_reference(findings)])
    there = reverse("member_bundle", args=[told])
    letter = jar.get(reverse("member_letter", args=[told])).content.decode()
    own = "".join(
        jar.get(reverse(f"member_{page}", args=[told])).content.decode() for page in ("allegations", "evidence")
    )
    assert (f'href="{by_letter}?page=3#paper">p. 3</a>' in letter, own.count(f'href="{there}?page=3#paper">')) == (
        True,
        2,
    )
    assert "Page 3" in jar.get(f"{there}?page=3").content.decode()
    assert "p. 3 of the bundle." in words(" ".join(letter_pdf(jar, told)))


@begins(Society.before_the_board)
def test_the_board_opens_the_bundle_that_the_member_was_served_with(society: Society, case: Case) -> None:
    bo = at_the_desk(society["bo"])
    assert statuses(bo, case) == {200}
    assert index(page(bo, case)) == index(page(at_the_desk(society["ava"]), case, "bundle"))
    assert len(index(page(bo, case))) == 3


@begins(Society.on_appeal)
def test_the_bundle_is_frozen_at_each_stage_and_blank_where_nothing_was_served(society: Society, case: Case) -> None:
    kinds = [type(one) for one in frozen(case)]
    assert kinds == [BundleFrozenAsServed, BundleFrozenForBoard, BundleFrozenForAppeal]
    assert [(one.begins, one.pages) for one in frozen(case)] == [((2, 3, 4), 4)] * 3
    jar = at_the_desk(society["amos"])
    shown, texts = page(jar, case), pdf(jar, case)
    assert index(shown)[-1] == ("A document that is not open to you", "5")
    assert not any("wagtail" in text or "The third page" in text for text in (*texts, page(jar, case, page=5)))
    assert shown.count("Checked just now: unchanged.") == 3
    assert shown.count("Added after: Bundle frozen for the appeal, ") == 1
    assert "Added after: Bundle frozen for the appeal, " in texts[0]
    assert {text.count("pages 1–4. Digest ") for text in texts} == {1}


def decided_and_served(society: Society) -> Case:
    """A decision of the board that Rex may appeal."""
    case = Table.decided(society, society.recommended(), for_(Option.L4))
    decided = next(entry for entry in ledger.stream(case.stream) if entry.type == "case.board_decided")
    return society.serve(case, decided.id)


@begins(decided_and_served)
def test_a_damaged_file_keeps_nobody_from_an_appeal(society: Society, case: Case) -> None:
    SafeView.objects.update(blob=b"damaged")
    before = len(frozen(case))
    case = take(case, Verb.LODGE_APPEAL, society.by("rex"), **APPEAL)
    assert (case.state, len(frozen(case))) == (CaseState.APPEAL, before)


@begins(Society.heard)
def test_a_bundle_that_is_not_the_frozen_one_says_so(
    society: Society, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tuple(Place(one, one) for one in (2, 4, 5))
    monkeypatch.setattr("casework.queries.evidence.bundle_pages.places_of", lambda cover, documents: moved)
    jar = at_the_desk(society["cleo"])
    assert "These pages have changed since they were frozen" in page(jar, case)
    assert {text.count("The pages have changed since then.") for text in pdf(jar, case)} == {1}
