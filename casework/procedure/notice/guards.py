"""Guards of the notice, the answer, and default."""

from collections.abc import Collection, Sequence
from itertools import islice
from uuid import UUID

from casework.procedure.screening.guards import in_time, sworn_throughout
from casework.procedure.service.guards import ON_PAPER
from casework.record.events import AllegationAdded, ChargeAdded
from casework.record.state.allegations import Allegation
from casework.record.state.report_votes import seated_deciders
from casework.vocabulary import AllegationState, Answer, Channel, ClockName
from casework.workflow.guard import Asked, answer_guard, guard, refuse_unless
from policy.findings import ParticularKind, are_lawful

OF_A_PARTICULAR = frozenset({Answer.ADMIT, Answer.DENY, Answer.NO_COMMENT})


@guard("Each allegation needs the commitment, its edition, the act and the dates.")
def allegations_are_particularised(case: Asked) -> bool:
    """Whether there are allegations in scope, each under the edition sworn on all its days, and none waits for its scope."""
    allegations = case.view.allegations
    alleged = allegations.in_state(AllegationState.IN_SCOPE)
    framed = all(sworn_throughout(one, case.view.sworn) for one in alleged)
    return bool(alleged) and framed and not allegations.in_state(AllegationState.DRAFTED)


@guard("Number what has to be proven of each allegation. Of alternatives, name at least two.")
def particulars_are_whole(kinds: Sequence[tuple[ParticularKind, ...]], allegations: int = 1) -> bool:
    return len(kinds) == allegations and all(are_lawful(each) for each in kinds)


def refuse_unless_it_can_be_charged(case: Asked, added: AllegationAdded | ChargeAdded) -> None:
    """Raise NotNow unless the oath was in force on every day of an added allegation, and it is not too late."""
    refuse_unless(sworn_throughout(added, case.view.sworn), "oath_was_in_force_throughout")
    refuse_unless(in_time(added, case.view), "limitation_is_met_or_waived")


@guard("No decider is seated yet. Intake seats one, by “Seat an officer”.")
def deciders_are_seated(case: Asked) -> bool:
    return bool(deciders(case))


def deciders(case: Asked) -> frozenset[UUID]:
    """Return the people who sit as deciders and are not barred."""
    return seated_deciders(case.view)


@guard("The notice has already been acknowledged.")
def notice_is_unacknowledged(case: Asked) -> bool:
    return not case.view.notice.acknowledged


@guard(
    "Answer each allegation: admit it, deny it, or do not comment. Where it lists several particulars, you can admit some."
)
def every_allegation_is_answered(case: Asked, allegations: Collection[UUID]) -> bool:
    return sorted(allegations) == sorted(one.id for one in unanswered_allegations(case.view.allegations.all))


@guard("Where you admit an allegation in part, answer each of its particulars: one admitted, and one not.")
def parts_are_answered(
    case: Asked, allegations: Collection[UUID], answers: Collection[Answer], particulars: Sequence[Answer]
) -> bool:
    """Whether each allegation admitted in part has an answer to each particular, and no other has any."""
    left = iter(particulars)
    for key, answer in zip(allegations, answers, strict=True):
        one = case.view.allegations.get(key)
        if answer is Answer.PARTLY and one is not None:
            said = list(islice(left, len(one.kinds)))
            if len(said) != len(one.kinds) or len({each is Answer.ADMIT for each in said}) != 2:
                return False
            if not OF_A_PARTICULAR.issuperset(said):
                return False
    return next(left, None) is None


def unanswered_allegations(allegations: Collection[Allegation]) -> tuple[Allegation, ...]:
    """Return the allegations without an answer. An answer that was given stays."""
    return tuple(one for one in allegations if one.state is AllegationState.IN_SCOPE and one.answer is None)


@guard("The time to answer has ended. You can ask for more time by “Ask for something”, with your reasons.")
def answer_window_is_open(case: Asked) -> bool:
    """Whether the time to answer, or the days of grace after it, have not ended.

    Until the lapse is recorded the days of grace cannot have begun, so the answer still counts.
    """
    run = case.view.clock(ClockName.RESPONSE)
    return (run is not None and run.running) or case.view.open(ClockName.RESPONSE_GRACE)


@guard("The time to answer is still running.", until=ClockName.RESPONSE)
def response_time_is_over(case: Asked) -> bool:
    """Whether the time to answer has passed. It cannot pass before the notice is served."""
    return case.view.over(ClockName.RESPONSE)


@guard("The days of grace are still running.", until=ClockName.RESPONSE_GRACE)
def grace_is_over(case: Asked) -> bool:
    return case.view.over(ClockName.RESPONSE_GRACE)


@guard("The time to answer and the days of grace have not both ended.")
def default_is_proposed(case: Asked) -> bool:
    return case.view.notice.proposed


@guard(
    "It is not proven that the notice arrived: it must be opened by the respondent, "
    "or proven by post and entered by two."
)
def service_is_proven(case: Asked) -> bool:
    """Whether the time to answer counts from proven service."""
    run = case.view.clock(ClockName.RESPONSE)
    return run is not None and run.counts_from is not None


@guard("The time to answer is on hold.")
def no_hold_on_the_answer(case: Asked) -> bool:
    runs = (case.view.clock(name) for name in (ClockName.RESPONSE, ClockName.RESPONSE_GRACE))
    return not any(run is not None and run.waiting for run in runs)


@guard("No default has been recorded.")
def default_is_recorded(case: Asked) -> bool:
    return case.view.notice.in_default


cause_is_good = answer_guard("cause_is_good", "Write why the reasons given are good enough.")


@guard("Use another way of sending than last time.")
def another_channel_is_used(case: Asked, channel: Channel) -> bool:
    """Whether the chosen channel is on paper, and this notice was not sent through it before."""
    return channel in ON_PAPER and channel not in case.view.notice.channels


@guard("Nobody has asked for the default to be set aside.")
def set_aside_was_asked(case: Asked) -> bool:
    return case.view.notice.set_aside_asked


@guard("A request to set the default aside has not been answered yet.")
def no_set_aside_is_pending(case: Asked) -> bool:
    return not case.view.notice.set_aside_asked
