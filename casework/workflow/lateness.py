"""What a step says about lateness: it asks to excuse an act that came late or not at all, or rules on one."""

from dataclasses import dataclass

from casework.vocabulary import ClockName, Seat


@dataclass(frozen=True)
class Lateness:
    """The seats whose sign-in matters to the step, and the clocks that ran for their act."""

    seats: tuple[Seat, ...]
    clocks: tuple[ClockName, ...]


_RESPONDENT = (Seat.RESPONDENT, Seat.REPRESENTATIVE)
ANSWER = Lateness(_RESPONDENT, (ClockName.RESPONSE, ClockName.RESPONSE_GRACE))
APPEAL = Lateness(_RESPONDENT, (ClockName.APPEAL, ClockName.LATE_APPEAL))
APPEAL_HEARING = Lateness(_RESPONDENT, (ClockName.APPEAL_NOTICE,))
HEARING = Lateness(_RESPONDENT, (ClockName.HEARING_NOTICE,))
BALLOT = Lateness((Seat.BOARD_MEMBER,), (ClockName.BALLOT,))
