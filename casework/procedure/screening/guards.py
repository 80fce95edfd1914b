"""Guards of screening, and of every step about allegations."""

from datetime import date, timedelta
from typing import TypedDict
from uuid import UUID

from casework.record.events import AllegationAdded, ChargeAdded
from casework.record.state import ENDING, CaseView, Sworn
from casework.record.state.allegations import Allegation
from casework.vocabulary import AllegationState, ClockName, ClosingCode, Seat, Verb
from casework.workflow.guard import Asked, Guard, answer_guard, guard
from policy.periods import add_years

DAY = timedelta(days=1)

type Alleged = Allegation | AllegationAdded | ChargeAdded


class Risk(TypedDict):
    """The answers to the risk questions, and a provisional severity, 1 to 4."""

    severity: int
    imminent_harm: bool
    power_imbalance: bool | None
    dishonesty: bool
    harassment: bool


class Conduct(TypedDict):
    """The content of an allegation; `known_on`: when the reporter learned of the conduct, if that was later."""

    commitment: int
    first_day: date
    last_day: date
    ongoing: bool
    known_on: date | None


class Supplement(Conduct):
    """What an allegation needs too if it is added to a notice. `waived`: it is late, and was admitted with reasons."""

    evidence: tuple[UUID, ...]
    waived: bool


@guard("Answer the risk questions first.")
def risk_questions_are_answered(severity: int) -> bool:
    return severity in (1, 2, 3, 4)


member_is_in_the_register = answer_guard(
    "member_is_in_the_register", "Nobody in the register of members has this number or this name."
)


@guard("Say first which member this case is about.")
def respondent_is_known(case: Asked) -> bool:
    return case.view.screening.respondent is not None


@guard("That commitment is not in the edition of the Code this member had sworn to at the time.")
def commitment_is_in_the_edition_sworn(case: Asked, commitment: int, edition: Sworn | None) -> bool:
    """Whether an oath bound the member on a day of the conduct, to an edition that has this commitment."""
    return edition is not None and commitment in {number for number, _ in case.view.rules.matrix}


@guard("Give the day or the period of the conduct.")
def conduct_period_is_given(case: Asked, first: date, last: date, known_on: date | None) -> bool:
    return first <= last <= case.view.today and (known_on is None or known_on <= case.view.today)


@guard("Record the risk first.")
def risk_is_triaged(case: Asked) -> bool:
    return case.view.screening.triaged


@guard(
    "The risk was recorded before the name fields were shown. They have been shown since, so the risk cannot be changed."
)
def names_are_still_hidden(case: Asked) -> bool:
    """Whether nobody has seen the names yet: they are shown once the risk is recorded."""
    return not case.view.screening.triaged


@guard("The days for this reading are over. The first answers stand, and nobody waits for yours.")
def blind_reading_runs(case: Asked) -> bool:
    return case.view.open(ClockName.BLIND_READING)


@guard("This allegation has been decided on already, or is not one of this case.")
def allegation_waits_for_scope(allegation: Allegation | None) -> bool:
    return allegation is not None and allegation.state is AllegationState.DRAFTED


@guard("No allegation waits for a decision on its scope.")
def an_allegation_waits_for_scope(case: Asked) -> bool:
    return bool(case.view.allegations.in_state(AllegationState.DRAFTED))


@guard("An allegation out of scope needs a code that says why; one in scope has none.")
def scope_has_its_code(in_scope: bool, has_code: bool) -> bool:
    return in_scope != has_code


@guard("At least one allegation must be recorded as in scope.")
def allegation_is_in_scope(case: Asked) -> bool:
    return bool(case.view.allegations.in_state(AllegationState.IN_SCOPE))


@guard("For at least one day of an allegation, no signed oath was in force. Split the allegation at that date.")
def oath_was_in_force_throughout(case: Asked) -> bool:
    """Whether there is an allegation in scope, and the member had sworn to each one's edition on all its days."""
    alleged = case.view.allegations.in_state(AllegationState.IN_SCOPE)
    return all(sworn_throughout(one, case.view.sworn) for one in alleged)


@guard(
    "A step that ends the case waits for its second signature, and this step would end that proposal. Take it back first, or"
    " send it back."
)
def no_end_of_the_case_waits(case: Asked) -> bool:
    return case.view.proposals.ending is None


def _no_other_end_waits(own: Verb) -> Guard:
    def holds(case: Asked) -> bool:
        waiting = case.view.proposals.ending
        return waiting is None or waiting.step is own

    holds.__name__ = f"no_end_waits_other_than_{own.value}"
    return guard(
        "Another step that ends the case waits for its second signature. Sign that one, or take it back or send it back first."
    )(holds)


no_other_end_waits = {verb: _no_other_end_waits(verb) for verb in ENDING}
"""For each step that ends the case: the guard that no other one was put forward before it and waits."""


@guard("An allegation is out of time, and no reasons to admit it are recorded.")
def limitation_is_met_or_waived(case: Asked) -> bool:
    return all(in_time(one, case.view) for one in case.view.allegations.in_state(AllegationState.IN_SCOPE))


@guard("No investigator is seated yet. Intake seats one, by “Seat an officer”.")
def investigator_is_seated(case: Asked) -> bool:
    return bool(case.view.people.holding(Seat.INVESTIGATOR) - case.view.people.barred)


@guard("No allegation is framed yet.")
def an_allegation_is_framed(case: Asked) -> bool:
    return bool(case.view.allegations.all)


@guard("The caller took no code for this report, so nobody can read the letter or answer it.")
def reporter_can_answer(case: Asked) -> bool:
    return not case.view.filing.code_declined


@guard("Record first that the reporter was asked about their identity.")
def reporter_was_asked_about_identity(case: Asked, asked: bool) -> bool:
    """Whether the reporter was asked. In a case that the Society filed there is nobody to ask."""
    return asked or case.view.filing.reporter is None


@guard("Decide first whether the reporter’s identity stays sealed.")
def identity_is_decided(case: Asked) -> bool:
    return case.view.screening.identity_decision is not None


@guard("Information has been asked for twice already. Decide on what is held.")
def fewer_than_two_rounds_were_used(case: Asked) -> bool:
    return case.view.screening.rounds < case.view.rules.limits["info_rounds"]


@guard("Add something, or say that you have nothing more.")
def something_was_supplied_or_nothing_more(supplied: bool, nothing_more: bool) -> bool:
    return supplied or nothing_more


@guard("The time to supply information is still running.", until=ClockName.INFO)
def information_time_is_over(case: Asked) -> bool:
    return case.view.over(ClockName.INFO)


@guard("This time has been extended once already.")
def not_extended_before(case: Asked) -> bool:
    run = case.view.clock(ClockName.INFO)
    return run is not None and run.extension == 0


@guard("The time had ended when this was asked.", within=ClockName.INFO)
def asked_before_lapse(case: Asked) -> bool:
    return case.view.open(ClockName.INFO)


@guard("Choose an allegation that nothing has been decided on but its scope.")
def allegation_can_be_split(allegation: Allegation | None) -> bool:
    states = (AllegationState.DRAFTED, AllegationState.IN_SCOPE)
    return allegation is not None and allegation.state in states


@guard("The date to split at must lie inside the period of the allegation.")
def split_date_is_inside_the_period(allegation: Allegation, on: date) -> bool:
    return allegation.first_day < on <= allegation.last_day


@guard("An investigation may not be extended beyond 180 days.")
def investigation_stays_within_180_days(case: Asked, days: int) -> bool:
    run = case.view.clock(ClockName.INVESTIGATION)
    return run is not None and days > 0 and run.extension + days <= case.view.rules.clocks[run.name].extension


def edition_sworn(first: date, last: date, sworn: tuple[Sworn, ...]) -> Sworn | None:
    """Return the latest oath that bound the member on any day of a period, or None."""
    bound = [one for one in sworn if one.first <= last and (one.last is None or one.last >= first)]
    return max(bound, key=lambda one: one.first, default=None)


def sworn_throughout(one: Alleged, sworn: tuple[Sworn, ...]) -> bool:
    """Whether on every day of the conduct the member had sworn to the allegation's edition (invariant 9)."""
    day = one.first_day
    for span in sorted((s for s in sworn if s.edition == one.edition), key=lambda s: s.first):
        if span.first <= day and (span.last is None or span.last >= day):
            if span.last is None or span.last >= one.last_day:
                return True
            day = span.last + DAY
    return False


def in_time(one: Alleged, view: CaseView) -> bool:
    """Whether an allegation was reported in time, or its lateness was waived and the final limit not reached.

    The time ends with the day of filing; days on which no oath bound the member do not count. Dishonesty and ongoing
    conduct have no limit.
    """
    filed = view.filing.filed_on or view.today
    years = {name: view.rules.clocks[name].years or 0 for name in (ClockName.LIMITATION, ClockName.LIMITATION_LONGSTOP)}
    if one.ongoing or view.screening.dishonesty:
        return True
    if _ended(one.last_day, years[ClockName.LIMITATION_LONGSTOP], filed, view.sworn):
        return False
    return one.waived or not _ended(one.known_on or one.last_day, years[ClockName.LIMITATION], filed, view.sworn)


def _ended(start: date, years: int, filed: date, sworn: tuple[Sworn, ...]) -> bool:
    """Whether `years` after `start`, plus the days without an oath in force, had passed before `filed`."""
    days = (start + n * DAY for n in range(1, (filed - start).days + 1))
    unbound = sum(1 for day in days if not any(s.first <= day and (s.last is None or s.last >= day) for s in sworn))
    return add_years(start, years) + unbound * DAY < filed


DISMISSING = (
    ClosingCode.INSUFFICIENT_INFORMATION,
    ClosingCode.OUT_OF_SCOPE,
    ClosingCode.TIME_BARRED,
    ClosingCode.NO_JURISDICTION,
    ClosingCode.DUPLICATE,
)
"""The codes of a dismissal. If there are several, the case closes with the first in this order."""
