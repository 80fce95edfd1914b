"""The forms of the public report, one for each page, and the report from their answers."""

from casework.forms.complaint.base import Asked, Question
from casework.forms.complaint.evidence import Evidence
from casework.forms.complaint.pages import QUESTIONS
from casework.forms.complaint.people import change_people
from casework.forms.complaint.report import report_from
from casework.forms.complaint.reporter import Declaration

__all__ = ["QUESTIONS", "Asked", "Declaration", "Evidence", "Question", "change_people", "report_from"]
