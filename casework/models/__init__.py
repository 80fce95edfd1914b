"""The rows of casework: the case and projections of its record."""

from casework.models.case import Case
from casework.models.case_mark import CaseMark
from casework.models.checked_case import CheckedCase
from casework.models.clock import Clock
from casework.models.durations import Durations
from casework.models.grant import LISTED, CaseGrant
from casework.models.note import CaseNote, CaseTask, NoteReader
from casework.models.register import RegisterEntry
from casework.models.request import Opening, Refusal, RequestKey
from casework.models.saved_view import SavedView
from casework.models.sealed_draft import NOBODY, SealedDraft
from casework.models.seat_load import SeatLoad
from casework.models.seating import Seating
from casework.models.slow_report import SlowReport
from casework.models.turn import Turn
from casework.models.waiting_message import WaitingMessage
from casework.models.word_search import WordSearch

__all__ = [
    "LISTED",
    "NOBODY",
    "Case",
    "CaseGrant",
    "CaseMark",
    "CaseNote",
    "CaseTask",
    "CheckedCase",
    "Clock",
    "Durations",
    "NoteReader",
    "Opening",
    "Refusal",
    "RegisterEntry",
    "RequestKey",
    "SavedView",
    "SealedDraft",
    "SeatLoad",
    "Seating",
    "SlowReport",
    "Turn",
    "WaitingMessage",
    "WordSearch",
]
