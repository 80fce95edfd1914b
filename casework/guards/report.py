"""Guards of the report, of the comments on it, and of the question whether there is a case to answer."""

from collections.abc import Collection
from uuid import UUID

from casework.facts.report import DeciderVote
from casework.guards.base import Asked, guard
from casework.guards.notice import deciding
from casework.vocabulary import AllegationState, ClockName, Seat
from policy.quorum import Option, share_for, votes_needed


@guard("The time to comment on the answer has ended.", within=ClockName.REPLY)
def reply_window_is_open(case: Asked) -> bool:
    """Whether the reporter's time to comment on the answer runs."""
    return case.facts.open(ClockName.REPLY)


@guard("The reporter’s time to comment on the answer is still running.", until=ClockName.REPLY)
def reply_is_in_or_time_is_over(case: Asked) -> bool:
    """Whether the reporter replied, has no time left to, or has nothing to reply to."""
    return case.facts.filing.reporter is None or not case.facts.open(ClockName.REPLY)


@guard("The report may not propose a sanction.")
def no_sanction_in_the_report(proposes: bool) -> bool:
    """Whether the text proposes none."""
    return not proposes


@guard("The time to comment on the draft report is not running.", within=ClockName.REPORT_COMMENTS)
def comment_window_is_open(case: Asked) -> bool:
    """Whether a draft is out and the time to comment on it runs."""
    return case.facts.open(ClockName.REPORT_COMMENTS)


@guard("Share the draft report with both sides first.")
def draft_was_shared(case: Asked) -> bool:
    """Whether a draft is out."""
    return case.facts.report.draft is not None


@guard("Both sides have 14 days to comment, and that time is still running.", until=ClockName.REPORT_COMMENTS)
def comments_are_in_or_time_is_over(case: Asked) -> bool:
    """Whether every side has commented on the draft in hand, or the time for it has passed."""
    sides = {Seat.RESPONDENT} | ({Seat.COMPLAINANT} if case.facts.filing.reporter else set())
    return sides <= case.facts.report.commented or case.facts.over(ClockName.REPORT_COMMENTS)


@guard("Append every comment to the report as it was received.")
def comments_are_appended(case: Asked, comments: Collection[UUID]) -> bool:
    """Whether every comment ever made goes with the report, in the order they came."""
    return tuple(comments) == case.facts.report.comments


@guard("Three deciders must be appointed first.")
def three_deciders_are_seated(case: Asked) -> bool:
    """Whether as many deciders free of conflict sit as the rulebook asks for."""
    return len(deciding(case)) in case.facts.rules.bodies["deciders"].sizes


@guard("You have already voted.")
def decider_has_not_voted(case: Asked) -> bool:
    """Whether the one who acts has no vote in yet."""
    return all(vote.person != case.acting.person for vote in case.facts.report.votes)


@guard("Give your reasons for each allegation.")
def reasons_are_given_per_allegation(case: Asked, allegations: Collection[UUID], *, written: bool) -> bool:
    """Whether the vote covers each allegation in scope once, and no other, with reasons."""
    return written and sorted(allegations) == sorted(_in_scope(case))


@guard("Two deciders must agree on every allegation, or all three must have voted.")
def all_deciders_voted_or_two_agree(case: Asked) -> bool:
    """Whether nothing that could still be voted would change the result."""
    votes = _votes(case)
    agreed = all(
        max(sum(one in vote.sees for vote in votes), sum(one in vote.sees_not for vote in votes)) >= _needed(case)
        for one in _in_scope(case)
    )
    return agreed or len(votes) in case.facts.rules.bodies["deciders"].sizes


@guard("Two deciders see a case to answer on at least one allegation.")
def no_allegation_has_two_votes(case: Asked) -> bool:
    """Whether on no allegation enough deciders see a case to answer."""
    return not charged(case)


@guard("No allegation has the votes of two deciders.")
def some_allegation_has_two_votes(case: Asked) -> bool:
    """Whether on some allegation enough deciders see a case to answer."""
    return bool(charged(case))


def charged(case: Asked) -> tuple[UUID, ...]:
    """Return the allegations on which enough deciders see a case to answer, in their order."""
    votes = _votes(case)
    return tuple(one for one in _in_scope(case) if sum(one in vote.sees for vote in votes) >= _needed(case))


def _votes(case: Asked) -> list[DeciderVote]:
    """Return the votes of the deciders who sit without a conflict; a vote of anybody else does not count."""
    return [vote for vote in case.facts.report.votes if vote.person in deciding(case)]


def _needed(case: Asked) -> int:
    """Return how many deciders have to agree: the share of those who sit, and never fewer than the rulebook's least."""
    rules, sitting = case.facts.rules.bodies["deciders"], len(deciding(case))
    return max(rules.least(sitting), votes_needed(share_for(Option.FINDING, rules), sitting))


def _in_scope(case: Asked) -> tuple[UUID, ...]:
    return tuple(one.id for one in case.facts.allegations.in_state(AllegationState.IN_SCOPE))
