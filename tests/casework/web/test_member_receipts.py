"""A member's receipts as files: of their case and of each signature, proven offline; nobody gets those of others."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import Case
from ledger import queries as ledger
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.receipts import proven, texts
from tests.casework.web.reporting import text
from tests.ledger.sealing import Seals, seals
from tests.scenario_fixtures import begins, upon

__all__ = ["seals"]


@upon(brought_to("final"))
def final(_town: Town, story: Story) -> Case:
    """A decided case, its letters placed."""
    case = Case.objects.get(reference=story.case)
    while place_letters():
        pass
    return case


@pytest.fixture
def decided(here: tuple[Town, Case], seals: Seals) -> tuple[Case, Client, str]:
    """A decided case with what was told of it sealed, its respondent's browser, and where its page is."""
    town, case = here
    seals.sign()
    message = Message.objects.get(case=case, template="notice_of_investigation")
    return case, town.browser("rex"), reverse("member_case", args=[message.reference])


@begins(final)
def test_the_respondent_has_receipts_of_notice_answer_findings_and_decision(
    decided: tuple[Case, Client, str], seals: Seals, capsys: Any
) -> None:
    case, rex, home = decided
    page = text(rex.get(f"{home}proof/"))
    kinds = {"case.notice_served", "case.response_filed", "finding.made", "case.board_decided", "sanction.imposed"}
    entries = {entry.id: entry.type for entry in ledger.stream(case.stream) if entry.type in kinds}
    assert set(entries.values()) == kinds
    for entry, kind in entries.items():
        assert f'href="{home}receipts/{entry}/without-text/"' in page
        whole, bare = (rex.get(f"{home}receipts/{entry}/{form}/") for form in ("with-text", "without-text"))
        assert proven(seals, whole, capsys) == 0, kind
        assert proven(seals, bare, capsys) == 0, kind
        assert texts(bare) == {}, kind
        assert (set(texts(whole)) != set()) == (kind != "sanction.imposed")


@begins(final)
def test_the_respondent_gets_no_receipt_of_what_is_not_theirs(decided: tuple[Case, Client, str], town: Town) -> None:
    case, rex, home = decided
    others = [entry.id for entry in ledger.stream(case.stream) if entry.type in ("report.received", "case.vote_cast")]
    assert len(others) > 1
    answers = [rex.get(f"{home}receipts/{entry}/without-text/").status_code for entry in [*others, uuid4()]]
    assert answers == [404] * len(answers)
    notice = next(entry.id for entry in ledger.stream(case.stream) if entry.type == "case.notice_served")
    assert rex.get(f"{home}receipts/{notice}/otherwise/").status_code == 404
    assert town.browser("remy").get(f"{home}receipts/{notice}/with-text/").status_code == 404


def test_a_member_has_a_receipt_of_each_signature_and_of_nobody_elses(town: Town, seals: Seals, capsys: Any) -> None:
    seals.sign()
    rex, remy = town.browser("rex"), town.browser("remy")
    path = next(
        part.partition('"')[0]
        for part in text(rex.get(reverse("own_oath"))).split('href="')
        if part.startswith(reverse("own_oath")) and "/receipt/without-text/" in part
    )
    answer = rex.get(path)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="oath-')
    assert (proven(seals, answer, capsys), remy.get(path).status_code) == (0, 404)
