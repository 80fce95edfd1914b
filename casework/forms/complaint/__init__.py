"""The forms of the public report, one for each page, and the report from their answers."""

from casework.forms.complaint.base import Asked, Question
from casework.forms.complaint.evidence import Evidence
from casework.forms.complaint.pages import QUESTIONS
from casework.forms.complaint.people import change_people, change_pressed, place_of_change
from casework.forms.complaint.report import report_from
from casework.forms.complaint.reporter import Declaration
from casework.forms.complaint.short_way import SHORT, ShortWay

__all__ = [
    "QUESTIONS", "SHORT", "Asked", "Declaration", "Evidence", "Question", "ShortWay", "change_people",
    "change_pressed", "place_of_change", "report_from",
]  # fmt: skip
