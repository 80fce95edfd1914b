"""What the form for the notice of a breach says of a condition, without a database."""

from django.utils.formats import date_format

from casework.procedure.monitoring.forms import NoticeBreachForm
from tests.casework.board_road import COURSE
from tests.casework.procedure.monitoring.test_breach_pure import due, overdue


def test_the_notice_of_a_breach_names_the_day_on_which_the_condition_was_due() -> None:
    case = overdue()
    last = due(case)
    assert last is not None
    form = NoticeBreachForm(view=case.view)
    (choice,) = form.fields["condition"].choices  # type: ignore[attr-defined]
    assert choice == (str(COURSE), f"Condition 1, overdue, due on {date_format(last, 'j F Y')}")
    assert form.fields["broken"].help_text == "Do not tick this if its day has passed."
