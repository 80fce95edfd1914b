"""Which of the letters on a form an officer is asked for now, as their first page counts them, and who prints the others."""

from collections.abc import Collection, Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.record.rights import rights_of
from casework.record.rights.posting import is_held, poster_of, reads_whole
from casework.record.state import CaseView
from casework.record.state.people import PARTIES
from casework.record.state.service import Sent
from casework.record.turns.letters import is_asked_now, letters_of_step
from casework.vocabulary import Seat, Verb


def asked_first(view: CaseView, seats: Collection[Seat], step: Verb, letters: Iterable[Sent]) -> list[Sent]:
    """Return letters in their order, those first for which a step about letters asks somebody in these seats now."""
    due = (one for day, one in letters_of_step(view, step) if is_asked_now(view, step, day))
    asked = {one.about for one in due if poster_of(view, one) in seats}
    return sorted(letters, key=lambda one: one.about not in asked)


def why_not_asked(view: CaseView, seats: Collection[Seat], step: Verb, letter: Sent) -> str:
    """Return why a step about letters does not ask somebody in these seats for one now; "" if it does."""
    posts = poster_of(view, letter)
    if posts is not None and posts not in seats:
        return _("You are not asked for it: %(seat)s is.") % {"seat": posts.label}
    day = next((day for day, one in letters_of_step(view, step) if one.about == letter.about), None)
    if day is None:
        return _("Both reminders are entered.") if step is Verb.REMIND_READER else ""
    if is_asked_now(view, step, day):
        return ""
    said = {"day": date_format(day, "j F Y")}
    if step is Verb.REMIND_READER:
        return _("You are not asked for it yet: its next reminder can go out from %(day)s.") % said
    return _("You are not asked for it yet: the member can open it, and it counts as not opened from %(day)s.") % said


def why_others_print(view: CaseView, letters: Iterable[Sent]) -> str:
    """Say who can print letters all of which nobody can print who posts letters here."""
    left = tuple(letters)
    prints = [seat for seat in Seat if seat not in PARTIES and is_held(view, seat) and _reads_one(view, seat, left)]
    if prints:
        words = _(
            "You cannot print all of it yourself, and nor can anybody else who posts letters here. Who can: %(seats)s."
        )
        return words % {"seats": ", ".join(str(seat.label) for seat in prints)}
    return _(
        "Nobody who has a seat in this case now can print all of it. Tick this only if somebody printed it earlier who could."
    )


def _reads_one(view: CaseView, seat: Seat, letters: Iterable[Sent]) -> bool:
    return any(reads_whole(view, one, rights_of(seat, view)) for one in letters)
