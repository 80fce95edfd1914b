"""The letter of a decision before it goes out: as it would be if the board approved, and as it was written for the chair."""

from uuid import UUID, uuid4

from casework.models import Case
from casework.procedure.board.steps import bar_return, level_of
from casework.queries.case.page import CasePage
from casework.queries.case.particulars import conditions_worded
from casework.queries.decisions.pack import brought_by, worded_conditions
from casework.record import events as e
from casework.record.events import Recorded, terms_of
from casework.record.state import CaseView
from casework.record.state.ballot_needs import needs_of
from casework.recording import OpenedTexts
from casework.vocabulary import AllegationState, CaseState, Route, Seat
from casework.web.shared.context import Context
from notifications.letters.context import letter_context
from policy.quorum import Option
from policy.rules import Level


def draft_context(page: CasePage, texts: OpenedTexts) -> Context:
    """Return the context of the letter as it would be if the board approved. Nothing of it is recorded."""
    case, terms = page.case, page.case.view.board.recommended or e.Terms(level=Level.L0)
    happened = _decided(case, terms, option_of(case.view, terms))
    worded = [{"asks": one.asks, "proof": one.proof} for one in worded_conditions(brought_by(page), texts)]
    words = {**texts, (happened[0].event.id, "conditions"): worded} if worded else texts
    shown = letter_context(case, _after(case, happened), happened, Seat.RESPONDENT, words, record=case.record)
    return shown | {"draft": True, "ballot": _would_be_needed(case, terms), "weighed": shown["weighed"]}


def written_context(case: Case, texts: OpenedTexts) -> Context:
    """Return the context of the letter that was written and has not gone out, from the words that were opened of it."""
    view, entry = case.view, case.view.decision_letter.entry
    carried = view.board.counted.carried if view.board.counted else None
    level = level_of(carried, view.board.highest, view.board.route)
    terms = view.board.terms_at(level, view.rules) if level >= Level.L1 else None
    whole = bar_return(terms, view.rules.ladder[level]) if terms else e.Terms(level=level)
    happened = _decided(case, whole, carried)
    words: dict[tuple[UUID, str], object] = {
        (happened[0].event.id, name): said for (of, name), said in texts.items() if of == entry
    }
    words[happened[0].event.id, "conditions"] = conditions_worded(case, whole.conditions)
    after, opened = _after(case, happened), {**texts, **words}
    return letter_context(case, after, happened, Seat.RESPONDENT, opened, record=case.record)


def _after(case: Case, happened: tuple[Recorded, ...]) -> CaseView:
    view = case.view
    for one in happened:
        view = view.apply(one)
    return view


def _decided(case: Case, terms: e.Terms, carried: Option | None) -> tuple[Recorded, ...]:
    """Return the decision that came to these terms, and the sanction that it would impose."""
    view = case.view
    decision = e.BoardDecided(carried=carried, level=terms.level, route=view.board.route or Route.PANEL)
    moved = decision.between(CaseState(case.state), CaseState.APPEAL_WINDOW)
    made: list[e.Event] = [moved]
    if terms.level >= Level.L1:
        proven = view.allegations.in_state(AllegationState.PROVEN, AllegationState.ADMITTED)
        made.append(e.SanctionImposed(**terms_of(terms), sanction=uuid4(), findings=tuple(one.id for one in proven)))
    return tuple(Recorded(event=one, at=view.now, actor=view.case, role=Seat.BOARD_SECRETARY) for one in made)


def option_of(view: CaseView, terms: e.Terms) -> Option | None:
    """Return the option of the ballot that approves what lies before the board; None if it needs no vote."""
    match view.board.route:
        case Route.CONSENT:
            return Option.CONSENT
        case Route.BREACH:
            return Option.ACTIVATE
    return next((one for one in Option if one.level is terms.level), None)


def _would_be_needed(case: Case, terms: e.Terms) -> Context | None:
    """Return who can vote and how many are needed to approve; nobody has taken part yet.

    Both are None until the ballot is open: people who declare later count too, so no number is right before.
    """
    option = option_of(case.view, terms)
    ballot = case.view.board.ballot
    if option is None:
        return None
    if ballot is None or not ballot.is_running:
        return {"present": None, "eligible": None, "needed": None}
    (put,) = needs_of(case.view, [option], ballot.electorate)
    return {"present": None, "eligible": ballot.electorate.eligible, "needed": put.needed}
