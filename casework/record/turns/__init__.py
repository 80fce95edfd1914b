"""The steps that the rulebook expects next: in which sub-state, of which seats, and by which day."""

from casework.record.turns.alongside import ALONGSIDE as ALONGSIDE
from casework.record.turns.asking import expected_first as expected_first
from casework.record.turns.asking import expected_now as expected_now
from casework.record.turns.expected import Expected as Expected
from casework.record.turns.expected import next_change as next_change
from casework.record.turns.late import FAR as FAR
from casework.record.turns.late import LateDuty as LateDuty
from casework.record.turns.late import late_duties as late_duties
from casework.record.turns.late import late_duty as late_duty
from casework.record.turns.late import late_from as late_from
from casework.record.turns.late import late_seat as late_seat
from casework.record.turns.late import seats_of_duty as seats_of_duty
from casework.record.turns.letters import days_of_step as days_of_step
from casework.record.turns.table import ASKED_BESIDE as ASKED_BESIDE
from casework.record.turns.table import EXPECTED as EXPECTED
