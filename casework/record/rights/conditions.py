"""The few conditions over the events that a cell of the matrix may name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from casework.record.state import CaseView
from casework.vocabulary import ClockName, ClosingCode, IdentityChoice, RequestKind, Right, Scope

type Condition = Callable[[CaseView, UUID | None], bool]


def keep_away_lines_wait(view: CaseView, _: UUID | None) -> bool:
    """Whether lines about who must not see the report fit nobody, and wait for a ruling."""
    return bool(view.filing.lines_waiting)


def blind_reading_is_open(view: CaseView, _: UUID | None) -> bool:
    """Whether the days of a second, blind reading run."""
    return view.open(ClockName.BLIND_READING)


def reports_openly(view: CaseView, _: UUID | None) -> bool:
    """Whether the reporter reports openly, and the conflict check has run since they said so."""
    return view.filing.identity is IdentityChoice.OPEN and not view.filing.name_waits


def findings_are_saved(view: CaseView, _: UUID | None) -> bool:
    """Whether the panel has saved its findings; only then can earlier cases be read."""
    return view.deliberation.saved


def findings_were_told(view: CaseView, _: UUID | None) -> bool:
    """Whether findings are saved, or some were set aside; what both sides were told of them stays readable."""
    return view.deliberation.saved or bool(view.deliberation.set_aside)


def report_was_finished(view: CaseView, _: UUID | None) -> bool:
    """Whether the report was finished; until then the member has only the draft, in its letter, and no comments on it."""
    return view.report.closed


def papers_are_out(view: CaseView, _: UUID | None) -> bool:
    """Whether the papers for the board went out, or it decided on them; the member is served with them."""
    return view.serving.pack is not None or view.board.decision is not None


def was_settled(view: CaseView, _: UUID | None) -> bool:
    """Whether the case closed on terms that both sides accepted; only then can they be read after the talks."""
    return view.closing_code is ClosingCode.RESOLVED_EARLY


def has_declared(view: CaseView, person: UUID | None) -> bool:
    """Whether the board member has declared no conflict; only then can they read the papers."""
    return person in view.board.declared


def is_free_to_sit(view: CaseView, person: UUID | None) -> bool:
    """Whether the member of a panel or appeal panel has declared and is free; only then does any paper open to them."""
    return person in view.declarations.free


def no_ballot_runs(view: CaseView, _: UUID | None) -> bool:
    """Whether no ballot is running; only then can a roll call be read."""
    return view.board.ballot is None or view.board.ballot.has_result


def ballot_is_counted(view: CaseView, _: UUID | None) -> bool:
    """Whether the ballot has a result."""
    return view.board.counted is not None


def took_part(view: CaseView, person: UUID | None) -> bool:
    """Whether they voted in the ballot that has the result."""
    return view.board.counted is not None and person in view.board.counted.voted


def signs_the_letter(view: CaseView, person: UUID | None) -> bool:
    """Whether they preside over the board and sign the letter of its decision."""
    return person is not None and person == view.decision_letter.chair


def was_decided(view: CaseView, _: UUID | None) -> bool:
    """Whether there is a decision, so that somebody could ask for a late appeal."""
    return view.board.decision is not None


def a_late_application_waits(view: CaseView, _: UUID | None) -> bool:
    """Whether the chair of the appeal panel has a late application to rule on."""
    return view.appeal.late_pending


def an_adviser_is_needed(view: CaseView, _: UUID | None) -> bool:
    """Whether something waits for the adviser before there is a panel: people to seat, a health note, or an adjustment."""
    adjustment = any(one.kind is RequestKind.ADJUSTMENT for one in view.requests.waiting)
    return view.interim.stands or view.health.flagged or adjustment or view.consent.open_offer is not None


def both(one: Condition, other: Condition) -> Condition:
    """Return the condition that two conditions hold."""

    def hold(view: CaseView, person: UUID | None) -> bool:
        return one(view, person) and other(view, person)

    hold.__doc__ = f"{(one.__doc__ or '').removesuffix('.')}; {(other.__doc__ or '').replace('Whether', 'and')}"
    return hold


@cache
def may_act_in(scope: Scope) -> Condition:
    """Return the condition that a representative may act for the respondent in `scope`."""

    def within(view: CaseView, person: UUID | None) -> bool:
        return person == view.representation.person and scope in view.representation.scope

    within.__doc__ = f"Whether the respondent named them to act in “{scope.value}”."
    return within


def representation_is_not_accepted(view: CaseView, person: UUID | None) -> bool:
    """Whether they were named as the respondent's representative and have not accepted."""
    return person == view.representation.person and not view.representation.accepted


@dataclass(frozen=True)
class When:
    """A right that is due only while a condition over the events holds."""

    right: Right
    condition: Condition


def declared(*rights: Right) -> set[When]:
    """Return rights that are due once the member of a panel or appeal panel has declared and is free."""
    return {When(right, is_free_to_sit) for right in rights}
