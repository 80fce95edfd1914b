"""Reminders by post in words: which letter is due for one, and what one leads to, before and after it is entered."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.models import Case
from casework.procedure.service.forms import names_of_letters
from casework.record.state import CaseView


def words_of_last_reminder(case: Case) -> str:
    """Say from when a letter counts as served with the last reminder entered, or what else it needs."""
    view, known = case.view, case.view.service
    letter = known.letter(known.reminders[-1].about) if known.reminders else None
    if letter is None:
        return ""
    name = names_of_letters(known.sent)[letter.about]
    if day := known.deemed_day(letter, view.rules):
        return _("With this reminder the letter counts as served from %(day)s: %(letter)s.") % {
            "day": date_format(day, "j F Y"),
            "letter": name,
        }
    if day := known.first_day_of_reminder(letter, view.rules):
        return _("The letter does not count as served yet. Post its next reminder on %(day)s or later: %(letter)s.") % {
            "day": date_format(day, "j F Y"),
            "letter": name,
        }
    return _(
        "Both reminders are entered. They alone do not serve this letter; its proof is needed too: %(letter)s."
    ) % {"letter": name}


def letter_to_remind_of(view: CaseView) -> str:
    """Return the name of the letter whose reminder by post has been due the longest; "" if none is due."""
    known, names = view.service, names_of_letters(view.service.sent)
    by_post = (one for one in known.unserved if known.mail_failed(one.about))
    days = ((known.first_day_of_reminder(one, view.rules), names[one.about]) for one in by_post)
    due = [(day, name) for day, name in days if day is not None and day <= view.today]
    return min(due)[1] if due else ""
