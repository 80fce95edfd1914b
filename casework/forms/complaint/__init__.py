"""The report as people write it: one form a page, in the order they are asked; and the report that comes of them."""

from collections.abc import Mapping

from casework.forms.complaint.base import Asked, Question
from casework.forms.complaint.conduct import Commitments, What, When
from casework.forms.complaint.more import Elsewhere, Evidence, Remedy, Risk
from casework.forms.complaint.people import KeepAway, Where, Who, change_people
from casework.forms.complaint.report import report_from
from casework.forms.complaint.reporter import Contact, Declaration, You

QUESTIONS: Mapping[str, type[Question]] = {
    form.page: form
    for form in (Who, Commitments, What, When, Where, KeepAway, Evidence, Elsewhere, Remedy, You, Contact, Risk)
}

__all__ = ["QUESTIONS", "Asked", "Declaration", "Evidence", "Question", "change_people", "report_from"]
