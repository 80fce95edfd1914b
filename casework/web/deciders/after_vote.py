"""The pages of the board after a vote: the receipt, the result as it was counted, and what the reader signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.board.forms import Words, put_in_words
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import Text, group_by_compartment, readable_texts
from casework.queries.case.receipts import entry_receipt
from casework.queries.decisions.pack import terms_in_words
from casework.record.events import BallotVoided, BoardDecided, Recorded, SanctionImposed, VoteCast
from casework.record.state.board import Ballot
from casework.recording import OpenedTexts
from casework.verbs import VERBS
from casework.vocabulary import BallotState, NotSeen, Reading
from casework.web.decisions.ballot import options_of
from casework.web.decisions.board_minutes import minutes_on_page, texts_of_minutes
from casework.web.decisions.decision_letter import letter_on_page, texts_of_letter
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.shared.receipts import receipt_name, sealed_file_response
from ledger import queries as ledger
from ledger.sealed_answers import REST, field_of
from policy.quorum import quorum


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What a voter has of their vote. `number`: the place of its entry in the record of the case; 0 while the ballot runs,
    because it tells how many voted before.

    `fingerprint` and `pack`: of the vote's entry and, shortened, of the papers voted on. `closes_at` is None unless the
    ballot runs; `is_void`: it was void, and the board votes again.
    """

    entry: UUID
    number: int
    fingerprint: str
    pack: str
    at: datetime
    closes_at: datetime | None
    is_void: bool
    is_counted: bool


@dataclass(frozen=True, kw_only=True)
class Signed:
    """What a voter said of one option; `said` is empty where it was never opened."""

    what: Words
    said: str
    ground: str
    words: str


@login_required
@require_safe
def vote_shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a voter that their vote is in the record: its entry and fingerprint, and nothing of what it says."""
    case = access.case_shown(acting(request), reference, Reading.SEE_CASE, Reading.READ_OWN_VOTE)
    receipt = own_receipt(case)
    if receipt is None:
        raise NotSeen
    return render(request, "casework/board/vote.html", frame_of(case) | {"receipt": receipt})


@login_required
@require_safe
def receipt_sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Send a voter the receipt of their vote, which can be checked offline. It has no text."""
    case = access.case_shown(acting(request), reference, Reading.SEE_CASE, Reading.READ_OWN_VOTE)
    receipt = own_receipt(case)
    if receipt is None:
        raise NotSeen
    file = entry_receipt(case, receipt.entry, ())
    return sealed_file_response(request, file, receipt_name("vote", "without-text"), audience="board")


@login_required
@require_safe
def result_shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the result, to those who voted and to the secretary and the adviser."""
    by = acting(request)
    case = access.case_shown(by, reference, Reading.READ_RESULT)
    ballot = case.view.board.counted
    if ballot is None:
        raise NotSeen
    return render(request, "casework/board/result.html", frame_of(case) | result_of(case, ballot, by))


def keeps_result(by: Actor, reference: str) -> bool:
    """Whether somebody voted in a case that they no longer see, so that only the result is left to them. One query."""
    held = access.rights_in(by, reference)[1]
    return Reading.READ_OWN_VOTE.value in held and Reading.SEE_CASE.value not in held


def frame_of(case: Case) -> Context:
    """Return what stands around a page after the vote."""
    back = reverse("board_case", args=[case.reference]) if Reading.SEE_CASE.value in case.rights else reverse("docket")
    return {"audience": "board", "case": case, "zone": case.view.rules.zone, "back": back}


def own_receipt(case: Case) -> Receipt | None:
    """Return the receipt of the last vote of somebody who has entered the case; None if they cast none. One query."""
    own = [(n, one) for n, one in enumerate(case.record, 1) if _is_own_vote(one, case)]
    if not own:
        return None
    number, one = own[-1]
    ballot = case.view.board.ballot
    latest = ballot if ballot and isinstance(one.event, VoteCast) and ballot.id == one.event.ballot else None
    leaves = ledger.leaves([one.event.id, *([latest.pack] if latest else [])])
    return Receipt(
        entry=one.event.id,
        number=0 if latest and latest.is_running else number,
        fingerprint=_in_fours(leaves[one.event.id].hex()),
        pack=_in_fours(leaves[latest.pack].hex()[:8]) if latest else "",
        at=one.at,
        closes_at=latest.closes_at if latest and latest.is_open else None,
        is_void=_is_void(case, one, latest),
        is_counted=latest is not None and latest is case.view.board.counted,
    )


def result_of(case: Case, ballot: Ballot, by: Actor) -> Context:
    """Return what the page of the result shows, after recording that its texts were opened."""
    view = case.view
    shown = [one for one in case.record if isinstance(one.event, BoardDecided) or _is_own_vote(one, case, ballot)]
    kept = (text for one in shown for text in readable_texts(one, case))
    texts = _open(case, by, [*kept, *texts_of_letter(case), *texts_of_minutes(case)])
    decision = view.board.decision
    imposed = [one.event for one in case.record if isinstance(one.event, SanctionImposed)] if decision else []
    signed = _signed(case, ballot, texts)
    return {
        "options": options_of(view, ballot),
        "ballot": ballot,
        "eligible": ballot.electorate.eligible,
        "least": quorum(ballot.electorate, view.rules.ballot),
        "carried": put_in_words(ballot.carried, view) if ballot.carried else "",
        "decision": decision,
        "imposed": terms_in_words(view, imposed[-1]) if imposed else "",
        "reasons": texts.get((decision.id, "reasons"), "") if decision else "",
        "wording": texts.get((decision.id, "wording"), "") if decision else "",
        "signed": signed,
        "letter": letter_on_page(case, texts),
        "minutes": minutes_on_page(case, ballot, texts) if decision else None,
        "steps": VERBS,
        "shut": [one.what for one in signed if not one.said],
    }


def _signed(case: Case, ballot: Ballot, texts: OpenedTexts) -> tuple[Signed, ...]:
    """Return what the reader signed, in the order of the count, and the rest; nothing if they did not vote."""
    own = next((vote.entry for vote in ballot.votes if vote.voter == case.acting.person), None)
    if own is None:
        return ()
    rows = [(put_in_words(one, case.view), texts.get((own, field_of(one)))) for one in ballot.motions]
    rest = texts.get((own, REST))
    return tuple(_answer(what, said) for what, said in [*rows, *([(_("None of these"), rest)] if rest else [])])


def _answer(what: Words, said: Mapping[str, Any] | None) -> Signed:
    given = said or {}
    return Signed(what=what, said=given.get("answer", ""), ground=given.get("ground", ""), words=given.get("words", ""))


def _open(case: Case, by: Actor, shown: list[Text]) -> OpenedTexts:
    wanted = group_by_compartment(shown)
    rights = {Reading.READ_RESULT, Reading.READ_OWN_VOTE}
    return open_content(reference=case.reference, by=by, rights=rights, wanted=wanted) if wanted else {}


def _is_own_vote(one: Recorded, case: Case, ballot: Ballot | None = None) -> bool:
    event = one.event
    if not isinstance(event, VoteCast) or one.actor != case.acting.person:
        return False
    return ballot is None or event.ballot == ballot.id


def _is_void(case: Case, vote: Recorded, latest: Ballot | None) -> bool:
    if latest:
        return latest.state is BallotState.VOIDED and latest is not case.view.board.counted
    voided = {one.event.ballot for one in case.record if isinstance(one.event, BallotVoided)}
    return isinstance(vote.event, VoteCast) and vote.event.ballot in voided


def _in_fours(digest: str) -> str:
    return " ".join(digest[n : n + 4] for n in range(0, len(digest), 4))
