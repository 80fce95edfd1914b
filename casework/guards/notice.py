"""Guards of the notice, the answer, and default."""

from collections.abc import Collection
from uuid import UUID

from casework.events import AllegationAdded
from casework.facts.allegations import Allegation
from casework.guards.base import Asked, guard, refuse_unless
from casework.guards.screening import in_time, sworn_throughout
from casework.vocabulary import AllegationState, ClockName, Seat


@guard("Each allegation needs the commitment, its edition, the act and the dates.")
def allegations_are_particularised(case: Asked) -> bool:
    """Whether something is in scope, each under the edition sworn on all its days, and nothing waits for its scope."""
    allegations = case.facts.allegations
    alleged = allegations.in_state(AllegationState.IN_SCOPE)
    framed = all(sworn_throughout(one, case.facts.sworn) for one in alleged)
    return bool(alleged) and framed and not allegations.in_state(AllegationState.DRAFTED)


def refuse_unless_it_can_be_charged(case: Asked, added: AllegationAdded) -> None:
    """Raise NotNow unless the oath was in force on every day of an added allegation, and its time has not run out."""
    one = Allegation(
        id=added.allegation,
        framed_by=added.id,
        commitment=added.commitment,
        edition=added.edition,
        first_day=added.first_day,
        last_day=added.last_day,
        ongoing=added.ongoing,
        known_on=added.known_on,
        waived=added.waived,
    )
    refuse_unless(sworn_throughout(one, case.facts.sworn), "oath_was_in_force_throughout")
    refuse_unless(in_time(one, case.facts), "limitation_is_met_or_waived")


@guard("Appoint a decider first.")
def deciders_are_seated(case: Asked) -> bool:
    """Whether a decider free of conflict sits."""
    return bool(deciding(case))


def deciding(case: Asked) -> frozenset[UUID]:
    """Return who sits as decider and is not barred."""
    return case.facts.people.holding(Seat.DECIDER) - case.facts.people.barred


@guard("The notice has already been acknowledged.")
def notice_is_unacknowledged(case: Asked) -> bool:
    """Whether nobody of the respondent's side has acknowledged the latest notice."""
    return not case.facts.notice.acknowledged


@guard("Answer each allegation: admit, deny, or no comment.")
def every_allegation_is_answered(case: Asked, allegations: Collection[UUID]) -> bool:
    """Whether there is one answer to each allegation that has none yet, and to no other."""
    return sorted(allegations) == sorted(one.id for one in unanswered(case.facts.allegations.all))


def unanswered(allegations: Collection[Allegation]) -> tuple[Allegation, ...]:
    """Return the allegations that still want an answer; what was answered stays answered."""
    return tuple(one for one in allegations if one.state is AllegationState.IN_SCOPE and one.answer is None)


@guard("The time to answer has ended. You can ask for more time with your reasons.")
def answer_window_is_open(case: Asked) -> bool:
    """Whether the time to answer, or the days of grace after it, have not ended.

    Until the lapse is recorded the days of grace cannot have begun, so the answer still counts.
    """
    run = case.facts.clock(ClockName.RESPONSE)
    return (run is not None and run.running) or case.facts.open(ClockName.RESPONSE_GRACE)


@guard("The time to answer is still running.")
def response_time_is_over(case: Asked) -> bool:
    """Whether the time to answer has passed; it cannot before the notice was served."""
    return case.facts.over(ClockName.RESPONSE)


@guard("The days of grace are still running.")
def grace_is_over(case: Asked) -> bool:
    """Whether the days of grace have passed."""
    return case.facts.over(ClockName.RESPONSE_GRACE)


@guard("The time to answer and the days of grace have not both ended.")
def default_is_proposed(case: Asked) -> bool:
    """Whether the clock has put a default before the decider."""
    return case.facts.notice.proposed


@guard(
    "It is not proven that the notice arrived: it must be opened by the respondent, "
    "or proven by post and entered by two."
)
def service_is_proven(case: Asked) -> bool:
    """Whether the time to answer was counted from proven service."""
    run = case.facts.clock(ClockName.RESPONSE)
    return run is not None and run.counts_from is not None


@guard("The time to answer is on hold.")
def no_hold_on_the_answer(case: Asked) -> bool:
    """Whether neither the time to answer nor the days of grace wait."""
    runs = (case.facts.clock(name) for name in (ClockName.RESPONSE, ClockName.RESPONSE_GRACE))
    return not any(run is not None and run.waiting for run in runs)


@guard("No default has been recorded.")
def default_is_recorded(case: Asked) -> bool:
    """Whether a default stands."""
    return case.facts.notice.in_default


@guard("Write why the reasons given are good enough.")
def cause_is_good(written: bool) -> bool:
    """Whether the decider wrote why."""
    return written
