"""The pages of the report by name, in their order."""

from collections import Counter
from collections.abc import Mapping

from casework.forms.complaint.base import Question
from casework.forms.complaint.conduct import Commitments, When
from casework.forms.complaint.evidence import Evidence
from casework.forms.complaint.from_table import extended_page, table_page
from casework.forms.complaint.people import KeepAway, Who
from casework.forms.complaint.reporter import Contact, Declaration, You
from casework.vocabulary.report_fields import PAGES

OWN: Mapping[str, type[Question]] = {
    form.page: form for form in (Who, Commitments, When, KeepAway, Evidence, You, Contact, Declaration)
}
"""The pages with a form written by hand."""

ALL: Mapping[str, type[Question]] = {
    name: extended_page(OWN[name]) if page.takes_fields else OWN[name] if page.own else table_page(name)
    for name, page in PAGES.items()
}
QUESTIONS: Mapping[str, type[Question]] = {name: form for name, form in ALL.items() if form is not Declaration}

if twice := [
    name for name, count in Counter(name for form in ALL.values() for name in form.base_fields).items() if count > 1
]:
    raise ValueError(f"Two pages of the report have a field of the same name: {twice}")
