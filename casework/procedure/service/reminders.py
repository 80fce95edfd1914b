"""What a reminder of a letter leads to, in words: for its page, and for the page after it."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.models import Case
from casework.procedure.service.forms import names_of_letters


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
