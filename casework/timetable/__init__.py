"""From facts to clocks: when each started, what it waits for, and when it is due."""

from casework.timetable.runs import ClockRun, Span, Spans, extend, wind
from casework.timetable.tables import LIVES_IN, PAUSED_IN, SERVED_ON, START, STOP

__all__ = [
    "LIVES_IN",
    "PAUSED_IN",
    "SERVED_ON",
    "START",
    "STOP",
    "ClockRun",
    "Span",
    "Spans",
    "extend",
    "wind",
]
