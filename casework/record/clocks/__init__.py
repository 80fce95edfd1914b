"""From events to clocks: when each started, what it waits for, and when it is due."""

from casework.record.clocks.clocks import ENDS_A_WINDOW as ENDS_A_WINDOW
from casework.record.clocks.clocks import EXTEND as EXTEND
from casework.record.clocks.clocks import HOLDABLE as HOLDABLE
from casework.record.clocks.clocks import LIVES_IN as LIVES_IN
from casework.record.clocks.clocks import PAUSED_IN as PAUSED_IN
from casework.record.clocks.clocks import SERVED_ON as SERVED_ON
from casework.record.clocks.clocks import UNSHOWN as UNSHOWN
from casework.record.clocks.clocks import WAITS_FOR_HEALTH as WAITS_FOR_HEALTH
from casework.record.clocks.clocks import WAITS_FOR_MEMBERSHIP as WAITS_FOR_MEMBERSHIP
from casework.record.clocks.running import advance_clocks as advance_clocks
from casework.record.clocks.runs import RunningClock as RunningClock
from casework.record.clocks.runs import Span as Span
from casework.record.clocks.runs import Spans as Spans
from casework.record.clocks.tables import START as START
from casework.record.clocks.tables import STOP as STOP
