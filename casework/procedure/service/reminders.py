"""The service of letters in words: what a reminder or a proof leads to, before and after it is entered, and what is due."""

from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.models import Case
from casework.procedure.service.forms import names_of_letters
from casework.procedure.service.guards import copy_is_whole, is_served_by_post_alone
from casework.record.rights.posting import poster_of
from casework.record.state.service import Sent
from casework.record.turns.letters import days_of_post
from ledger.canonical import Values
from policy.deadlines import served_by_post


def words_of_last_reminder(case: Case, number: int = 1) -> str:
    """Say from when a letter counts as served with the last reminders entered, or what else it needs."""
    last = case.view.service.reminders[-number:]
    return " ".join(words_of_reminder(case, one.about) for one in last)


def words_of_reminder(case: Case, about: UUID) -> str:
    """Say from when a letter counts as served with its last reminder, or what else it needs."""
    view, known = case.view, case.view.service
    letter = known.letter(about)
    if letter is None:
        return ""
    name = names_of_letters(view, case.acting)[letter.about]
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


def letter_to_remind_of(case: Case) -> str:
    """Return the name of the letter whose reminder by post is due first, of those that the viewer can post; "" if none is."""
    by_post = [(day, one.about) for day, one in days_of_post(case.view) if copy_is_whole(case, one.about)]
    return names_of_letters(case.view, case.acting)[min(by_post)[1]] if by_post else ""


def words_of_last_proof(case: Case, number: int = 1) -> str:
    """Say from when a letter counts as served with the proofs entered last, or what else it needs."""
    known = case.view.service
    last = ((known.letter(about), day) for about, day in known.proven[-number:])
    return " ".join(words_of_proof(case, letter, day) for letter, day in last if letter)


def words_of_return(case: Case) -> str:
    """Say which seat sends the last returned letter again; "" if it is no letter to the member that waits."""
    known = case.view.service
    back = known.failed[-1] if known.failed else None
    letter = next((one for one in known.unserved if back and one.about == back.about), None)
    seat = poster_of(case.view, letter) if letter else None
    return _("It is not served. It is sent again by: %(seat)s.") % {"seat": seat.label} if seat else ""


def words_of_waiting_proof(case: Case, given: Values) -> str:
    """Say from when a letter counts as served once a proof that waits is signed, or what else it needs then."""
    letter = case.view.service.letter(given["about"]) if "about" in given else None
    if letter is None:
        return ""
    alone = is_served_by_post_alone(case, letter.about, given["reader"], given["channel"])
    day = served_by_post(given["posted_on"], case.view.rules.calendar) if alone else None
    return words_of_proof(case, letter, day)


def words_of_proof(case: Case, letter: Sent, served_on: date | None) -> str:
    """Say from when a letter counts as served with its proof: on `served_on`, or with its reminders and days."""
    name = names_of_letters(case.view, case.acting)[letter.about]
    if served_on is not None:
        words = _("With this proof the letter counts as served from %(day)s: %(letter)s.")
        return words % {"day": date_format(served_on, "j F Y"), "letter": name}
    return _("This proof alone does not serve the letter. It needs its reminders and their days too: %(letter)s.") % {
        "letter": name
    }
