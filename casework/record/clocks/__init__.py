"""From events to clocks: when each started, what it waits for, and when it is due."""

from casework.record.clocks.clocks import (
    ENDS_A_WINDOW,
    EXTEND,
    HOLDABLE,
    LIVES_IN,
    PAUSED_IN,
    SERVED_ON,
    WAITS_FOR_HEALTH,
    WAITS_FOR_MEMBERSHIP,
)
from casework.record.clocks.running import ClockRun, Span, Spans, wind
from casework.record.clocks.tables import START, STOP

__all__ = [
    "ENDS_A_WINDOW",
    "EXTEND",
    "HOLDABLE",
    "LIVES_IN",
    "PAUSED_IN",
    "SERVED_ON",
    "START",
    "STOP",
    "WAITS_FOR_HEALTH",
    "WAITS_FOR_MEMBERSHIP",
    "ClockRun",
    "Span",
    "Spans",
    "wind",
]
